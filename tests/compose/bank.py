"""Small values of the model, to compose with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.assets import shipped_content
from generator.load.taxonomy import load_taxonomy
from generator.model.answer import AnswerPart, AnswerShape, Passage, StrongAnswer
from generator.model.content import (
    Framework,
    Library,
    Plan,
    PlanPhase,
    Question,
    Theme,
)
from generator.model.problems import SourceRef
from generator.model.worksheet import LinesBlock, Worksheet

WHERE = SourceRef("content/file.md", 1)
TAXONOMY = load_taxonomy([shipped_content()])


def passage(heading: str, words: int = 50) -> Passage:
    return Passage(heading, " ".join(["word"] * words), WHERE)


def question(id_: str, theme: str = "strategy", **changes: Any) -> Question:
    """A question with the needed fields; the strong answer has 280 words, two minutes."""
    part = AnswerPart("Situation", "S", " ".join(["word"] * 140), (), WHERE)
    strong = StrongAnswer(
        "Strong answer", AnswerShape.STAR, "", (part, replace(part, label="Action", marker="A")), "", WHERE
    )
    plain = Question(
        id=id_,
        wording=f"What about {id_}?",
        theme=theme,
        format="behavioural",
        competencies=("strategy",),
        level="director",
        frameworks=("star",),
        worksheets=("W1",),
        tags=(),
        why_they_ask=passage("Why they ask"),
        strong=strong,
        where=WHERE,
    )
    return replace(plain, **changes)


def theme(id_: str, number: int, hue: int = 0) -> Theme:
    return Theme(id_, number, id_.title(), "An introduction.", hue, WHERE)


def plan(**changes: Any) -> Plan:
    phase = PlanPhase("Learn", "Days 1–30", "Listen.", {"People": "Whom to meet"})
    plain = Plan(
        "first-90-days",
        "The first ninety days",
        "An introduction.",
        (phase,) * 3,
        ("People", "Process"),
        {4: "Shared"},
        WHERE,
    )
    return replace(plain, **changes)


def framework(id_: str) -> Framework:
    return Framework(
        id_, id_.upper(), "A caption.", "", (), passage("How"), passage("When"), passage("When not"), WHERE
    )


def sheet(id_: str = "W1", **changes: Any) -> Worksheet:
    block = LinesBlock(kind="lines", label="Situation", lines=3)
    return Worksheet(id=id_, name="a-sheet", title="A sheet", purpose="To write on", blocks=(block,)).model_copy(
        update=changes
    )


def library(*questions: Question, themes: tuple[Theme, ...] = ()) -> Library:
    """These questions, and what they name."""
    themes = themes or tuple(theme(t, i) for i, t in enumerate(dict.fromkeys(q.theme for q in questions), 1))
    return Library(
        questions={q.id: q for q in questions},
        themes={t.id: t for t in themes},
        frameworks={f: framework(f) for q in questions for f in q.frameworks},
        plans={"first-90-days": plan()},
        worksheets={w: sheet(w) for q in questions for w in q.worksheets}
        | {"W2": sheet("W2", blocks=(), plan="first-90-days")},
        score_rows=("I answered the question",),
        taxonomy=TAXONOMY,
    )
