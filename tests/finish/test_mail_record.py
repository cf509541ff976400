"""What was sent, as lines of JSON: their format (docs/adr/0028) and what is no such line."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.finish.mail_record import RECORD, SentLine, SentRecord
from generator.model.mail import Fate
from generator.model.problems import ContentError

ROOT = Path(__file__).resolve().parents[2]
LINE = SentLine(
    "2026-11-28T15:12:04Z",
    Fate.SENT,
    "ann@example.org",
    "a.pdf",
    7,
    "00ff",
    "mail.example.org:465",
    "<1@x.org>",
    "250 é\u2028",
)
PLAIN = {
    "version": 1,
    "at": "2026-11-28T15:12:04Z",
    "fate": "sent",
    "to": "ann@example.org",
    "file": "a.pdf",
    "size": 7,
    "sha256": "00ff",
    "server": "mail.example.org:465",
    "message": "<1@x.org>",
    "said": "250 é\u2028",
}


def test_a_line_for_every_event_and_the_last_one_counts(tmp_path: Path) -> None:
    record = SentRecord(tmp_path)
    assert record.last("ann@example.org", "00ff") is None
    record.note([LINE])
    assert json.loads((tmp_path / RECORD).read_text()) == PLAIN
    again = SentRecord(tmp_path)
    assert again.last("Ann@example.org", "00ff") == LINE
    assert again.last("ann@example.org", "00fe") is None
    again.note([SentLine(**{**{f.name: getattr(LINE, f.name) for f in fields(LINE)}, "fate": Fate.REFUSED})])
    third = SentRecord(tmp_path).last("ann@example.org", "00ff")
    assert third is not None
    assert third.fate is Fate.REFUSED
    assert [json.loads(line)["fate"] for line in (tmp_path / RECORD).read_text().split("\n") if line] == [
        "sent",
        "refused",
    ]


def test_the_format_is_the_settled_one() -> None:
    note = (ROOT / "docs" / "adr" / "0028-what-was-sent.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^    (\{.*\})$", note, re.MULTILINE)
    assert set(json.loads(example)) == set(PLAIN)
    assert set(re.findall(r"^\| `(\w+)` \|", note, re.MULTILINE)) == set(PLAIN)
    for fate in Fate:
        assert f"`{fate}`" in note


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "7", '"x"', "{}", "[" * 100_000,
        json.dumps({**PLAIN, "size": "7"}), json.dumps({**PLAIN, "size": True}), json.dumps({**PLAIN, "to": None}),
        json.dumps({**PLAIN, "fate": "lost"}), json.dumps({**PLAIN, "more": ""}),
        json.dumps({key: value for key, value in PLAIN.items() if key != "to"}),
    ],
)  # fmt: skip
def test_no_line_of_what_was_sent(line: str, tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(json.dumps(PLAIN) + "\n\n" + line + "\n")
    with pytest.raises(ContentError) as raised:
        SentRecord(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / RECORD}:3: this is no line of what was sent; "
        "correct the line; without it the file might be sent twice"
    )


def test_a_later_version_and_other_bytes(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(json.dumps({**PLAIN, "version": 2}))
    with pytest.raises(ContentError, match="1: a later version of prep-pack wrote this; use that one"):
        SentRecord(tmp_path)
    (tmp_path / RECORD).write_bytes(b"\xff")
    with pytest.raises(ContentError, match="cannot read what was sent: it is not UTF-8"):
        SentRecord(tmp_path)
