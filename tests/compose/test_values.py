"""What is put into the fields of a book that is filled in on a screen."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.values import not_in_fields, values_of
from generator.model.content import Library
from generator.model.layout import Filling
from generator.model.own import OwnAnswer, Written
from generator.model.worksheet import CanvasBlock, LinesBlock, TicksBlock

from .bank import WHERE, library, question, sheet

ASKED = question("asked")
BLOCKS = (
    LinesBlock(kind="lines", key="situation", label="Situation", lines=3),
    TicksBlock(kind="ticks", key="sure", label="Sure", choices=("Not", "Very"), keys=("not", "very")),
    CanvasBlock(kind="canvas", key="drawn", label="Drawn", height=40),
)


def bank(**parts: Written) -> Library:
    plain = library(ASKED)
    answer = OwnAnswer("asked", WHERE, parts={f"a-sheet.{key}": written for key, written in parts.items()})
    return replace(plain, worksheets={"W1": sheet("W1", blocks=BLOCKS)}, answers={"asked": answer})


def test_a_text_is_put_in_as_it_would_be_typed() -> None:
    guarded = Written("", "Once.\n\\# no heading", WHERE)
    assert values_of(bank(situation=guarded), [ASKED]) == {"asked.a-sheet.situation": "Once.\n# no heading"}


def test_a_tick_is_put_in_and_what_is_of_another_form_or_drawn_is_printed() -> None:
    ticked = Written("", "- [x] Very", WHERE, {"very": "x"})
    assert values_of(bank(sure=ticked), [ASKED]) == {"asked.a-sheet.sure.very": "x"}
    words = Written("", "Rather sure.", WHERE)
    assert values_of(bank(sure=words, drawn=words), [ASKED]) == {}
    fillings = {0: Filling(text="Once."), 1: Filling(text="Rather sure."), 2: Filling(text="Rather sure.")}
    assert list(not_in_fields(sheet("W1", blocks=BLOCKS), fillings)) == [1, 2]


def test_of_other_questions_nothing_is_put_in() -> None:
    assert values_of(bank(situation=Written("", "Once.", WHERE)), [question("other")]) == {}
