"""Which story serves which question: told already, able to, lacking, or told twice to one panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.content import Library, Question
from ..model.own import Story


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story: the questions that an answer tells it for, and those that it could serve, best first."""

    story: Story
    told: tuple[Question, ...]
    could: tuple[Question, ...]

    @property
    def is_told_twice(self) -> bool:
        """Whether one panel would hear it again."""
        return len(self.told) > 1


@dataclass(frozen=True, slots=True)
class StoryTable:
    """All stories against the questions of a choice.

    ``lacking`` are competencies that the questions test and no story proves; ``without`` the questions that ask for a
    story and have none.
    """

    rows: tuple[StoryRow, ...]
    competencies: tuple[str, ...]
    lacking: tuple[str, ...]
    without: tuple[Question, ...]

    @property
    def served(self) -> int:
        """How many questions have a story that is told for them."""
        return len({question.id for row in self.rows for question in row.told})


def story_table(library: Library, questions: Sequence[Question]) -> StoryTable:
    """The table of all stories against these questions, in their order."""
    rows = tuple(_row(story, library, questions) for story in library.stories.values())
    tested = dict.fromkeys(tested for question in questions for tested in question.competencies)
    proved = {proof for row in rows for proof in row.story.competencies}
    told = {question.id for row in rows for question in row.told}
    return StoryTable(
        rows=rows,
        competencies=tuple(tested),
        lacking=tuple(competency for competency in tested if competency not in proved),
        without=tuple(q for q in questions if _asks_for_one(library, q) and q.id not in told),
    )


def _row(story: Story, library: Library, questions: Sequence[Question]) -> StoryRow:
    told = tuple(q for q in questions if _tells(library, q, story))
    others = [q for q in questions if q not in told and _fit(library, story, q)]
    return StoryRow(story, told, tuple(sorted(others, key=lambda q: -_fit(library, story, q))))


def _tells(library: Library, question: Question, story: Story) -> bool:
    answer = library.answers.get(question.id)
    return answer is not None and story.id in answer.stories


def _fit(library: Library, story: Story, question: Question) -> int:
    """How well a story would serve: named by the story counts most, then each competency that both have."""
    if question.id in story.questions:
        return 100
    if not _asks_for_one(library, question):
        return 0
    return len(set(story.competencies) & set(question.competencies))


def _asks_for_one(library: Library, question: Question) -> bool:
    """Whether a question asks for something that happened."""
    return question.format in library.taxonomy.formats.stories
