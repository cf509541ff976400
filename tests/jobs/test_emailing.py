"""What a workbook is called when it is sent, and what is said of a large one."""

from __future__ import annotations

import pytest

from generator.jobs.emailing import file_name, size_problems
from generator.model.mail import Enclosure
from generator.model.pack import PackSpec


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({}, "interview-workbook.pdf"),
        (
            {"candidate": "Zoë O'Neil", "company": "A/B Bank", "edition": "cards"},
            "zoe-o-neil-interview-workbook-a-b-bank-cards.pdf",
        ),
        ({"candidate": "../..\r\nBcc: x", "title": "!!!"}, "bcc-x.pdf"),
        ({"title": "!!!"}, "workbook.pdf"),
        ({"candidate": "Анна"}, "анна-interview-workbook.pdf"),
    ],
)
def test_a_name_that_speaks(keys: dict[str, str], name: str) -> None:
    assert file_name(PackSpec.model_validate(keys)) == name


def test_a_large_file_is_told() -> None:
    assert size_problems(Enclosure("a.pdf", bytes(5_000_000), 1)) == ()
    (problem,) = size_problems(Enclosure("a.pdf", bytes(5_100_000), 1))
    assert str(problem) == (
        "a.pdf has 5.1 MB, and some mailboxes take no more than 5; choose fewer questions, or an edition with fewer pages"
    )
    assert not problem.is_error
