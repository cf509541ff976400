"""The record of a book that is sent, as the text of its file (docs/adr/0024-what-comes-back.md)."""

from __future__ import annotations

import json
import re

from ..model.sent import FORMAT, Sent
from ..model.yaml import SURROGATE

_UNSEEN = re.compile("[\x7f\ufeff]")
"""What our reader refuses or passes over unless it is escaped."""


def to_record(sent: Sent) -> str:
    """The record as JSON. Its name in a content folder is `model.sent.record_of`; it loads by `load.sent.read_sent`."""
    questions = [{"id": one.id, "wording": one.wording, "version": one.version} for one in sent.questions]
    record = {
        "format": FORMAT,
        "pack": sent.pack,
        "digest": sent.digest,
        "title": sent.title,
        "made": sent.made.isoformat(),
        **({"coach": sent.coach} if sent.coach else {}),
        "questions": questions,
        "values": {name: value for name, value in sent.values.items() if value},
    }
    # Half of a surrogate pair is no character, and no file can hold it.
    text = SURROGATE.sub("\ufffd", json.dumps(record, ensure_ascii=False, indent=1))
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
