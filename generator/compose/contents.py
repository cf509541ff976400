"""What the contents page lists, and how many minutes each question takes to study."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..model.content import Framework, Question
from ..model.facts import SectionKind
from ..model.listing import ContentsEntry, ContentsGroup, NumberedQuestion
from ..model.workbook import Section
from .themes import paged_themes

READING_WORDS_A_MINUTE = 180
ALOUD_MINUTES = 6
"""Two tries aloud of three minutes each."""
WORKSHEET_MINUTES = 10
"""Filling one worksheet in notes."""

TO_FILL = (SectionKind.PLAN, SectionKind.COVERAGE, SectionKind.SHEET, SectionKind.STORIES, SectionKind.NOTES)


def contents(
    entries: Sequence[NumberedQuestion],
    frameworks: Sequence[Framework],
    back: Sequence[Section] = (),
    *,
    answers: ContentsGroup | None = None,
    theme_pages: bool = True,
) -> tuple[ContentsGroup, ...]:
    """Groups in the book's order: front matter, themes, answers, tools, glossary and sheets.

    A theme whose questions stand apart has a group for each place where they do.

    ``back`` are the sections after the questions; ``answers`` is the group of the answers where they stand by
    themselves; ``theme_pages`` says that themes have pages of their own.
    """
    front = ContentsGroup("", 0, "", (ContentsEntry("how-to", "", "How to use this pack"),))
    paged = set(paged_themes(entries, theme_pages))
    body = []
    for theme, run in groupby(entries, lambda entry: (entry.theme, entry.theme_number)):
        target = f"theme-{theme[0].id}" if theme[0].id in paged else ""
        paged.discard(theme[0].id)  # its page comes once
        body.append(ContentsGroup(theme[0].name, theme[1], target, tuple(map(_line, run))))
    groups = (
        *([answers] if answers else []),
        ContentsGroup("Frameworks", 0, "frameworks", tuple(ContentsEntry(f"f-{f.id}", "", f.name) for f in frameworks)),
        ContentsGroup("", 0, "", _titles(back, SectionKind.GLOSSARY)),
        ContentsGroup("Sheets to fill", 0, "", _titles(back, *TO_FILL)),
    )
    return (front, *body, *(group for group in groups if group.entries))


def answers_group(answered: Sequence[NumberedQuestion], *, told: bool) -> ContentsGroup:
    """What is better not seen before one has tried, as a part of its own; ``told``: an answer to one is among it."""
    lines = tuple(ContentsEntry(f"a-{entry.question.id}", entry.number, entry.question.wording) for entry in answered)
    return ContentsGroup("Answers" if told else "What may follow", 0, "answers", lines)


def _titles(sections: Sequence[Section], *kinds: SectionKind) -> tuple[ContentsEntry, ...]:
    """A line for each section of these kinds; of two with one title the first."""
    firsts = {section.title: section.id for section in reversed(sections) if section.kind in kinds}
    return tuple(ContentsEntry(id_, "", title) for title, id_ in reversed(firsts.items()))


def study_minutes(question: Question) -> int:
    """Reading once, two tries aloud, and the worksheets; to the nearest five."""
    minutes = (
        question_words(question) / READING_WORDS_A_MINUTE + ALOUD_MINUTES + WORKSHEET_MINUTES * len(question.worksheets)
    )
    return max(5, round(minutes / 5) * 5)


def question_words(q: Question) -> int:
    """Words that are read when a question is studied."""
    passages = (
        q.why_they_ask,
        q.structure,
        q.competent,
        q.only_competent,
        q.headline,
        q.why_it_works,
        q.context,
        *q.others,
    )
    lists = (q.strong_signals, q.weak_signals, q.pitfalls, q.make_it_yours, q.numbers)
    counts = [p.words for p in passages if p] + [len(item.split()) for b in lists if b for item in b.items]
    counts += [len(probe.question.split()) + len(probe.tests.split()) for probe in q.probes.items] if q.probes else []
    return sum(counts) + (q.strong.words if q.strong else 0) + len(q.wording.split())


def _line(entry: NumberedQuestion) -> ContentsEntry:
    return ContentsEntry(f"q-{entry.question.id}", entry.number, entry.question.wording, study_minutes(entry.question))
