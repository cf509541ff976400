"""What the bank holds: questions, frameworks, plans, themes and dated facts.

Field names and the taxonomy follow the authoring guide (``docs/authoring.md``). All values are frozen. Texts are
Markdown; nothing here is HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .answer import AnswerPlan, Bullets, Passage, Probes, StrongAnswer
from .ledger import Ledger
from .own import OwnAnswer, Story
from .placeholder import is_placeholder
from .problems import Problem, SourceRef
from .taxonomy import Taxonomy
from .worksheet import Worksheet


class Annotation(StrEnum):
    """How far a worked example helps: notes and markers, markers only, or "label the parts yourself"."""

    FULL = "full"
    MARKERS = "markers"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """One question with all that helps to answer it. Only the fields without a default must be there.

    ``format``, ``competencies`` and ``level`` are words of the taxonomy.
    ``seconds`` is how long the question asks to speak for; None where it does not say.
    """

    id: str
    wording: str
    theme: str
    format: str
    competencies: tuple[str, ...]
    level: str
    frameworks: tuple[str, ...]
    worksheets: tuple[str, ...]
    tags: tuple[str, ...]
    where: SourceRef
    why_they_ask: Passage | None = None
    strong: StrongAnswer | None = None
    wordings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    version: int = 1
    number: str = ""
    ledger: Ledger | None = None
    seconds: int | None = None
    annotation: Annotation = Annotation.MARKERS
    structure: Passage | None = None
    strong_signals: Bullets | None = None
    weak_signals: Bullets | None = None
    plan: AnswerPlan | None = None
    competent: Passage | None = None
    only_competent: Passage | None = None
    headline: Passage | None = None
    why_it_works: Passage | None = None
    probes: Probes | None = None
    pitfalls: Bullets | None = None
    make_it_yours: Bullets | None = None
    numbers: Bullets | None = None
    cues: Bullets | None = None
    context: Passage | None = None
    self_score: Bullets | None = None
    others: tuple[Passage, ...] = ()
    shipped: bool = True
    """Whether it comes with the program. The answer of a reader's own question is theirs to tell."""

    @property
    def is_lean(self) -> bool:
        """Whether it has no model answer, so that its readers' own is all there is."""
        return self.strong is None

    @property
    def has_answers(self) -> bool:
        """Whether there is something that is better not seen before one has tried."""
        kept_back = (self.strong, self.competent, self.headline, self.why_it_works, self.probes, self.pitfalls)
        return any((*kept_back, self.cues, self.context, self.others))

    unwritten: tuple[Problem, ...] = ()
    """A warning for each place that is still to be written: empty there, and printed as lines to write on."""

    @property
    def is_filled(self) -> bool:
        """Whether the question, and why it is asked and its strong answer where these are begun, are written."""
        why, strong = self.why_they_ask, self.strong
        told = [why.markdown] if why else []
        if strong:
            told += [*(part.markdown for part in strong.parts), strong.opening if not strong.parts else "-"]
        return all(told) and not is_placeholder(self.wording)


@dataclass(frozen=True, slots=True)
class FrameworkStep:
    """A step of a framework: label, seconds of speech (0 = untimed), one line of advice."""

    label: str
    note: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Framework:
    """A way to build an answer: a figure, its steps, when to use it and when not."""

    id: str
    name: str
    caption: str
    figure: str
    steps: tuple[FrameworkStep, ...]
    how: Passage
    when: Passage
    when_not: Passage
    where: SourceRef


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A phase of a plan: its name, its days, the goal, and a cue for each aspect (aspect → prompt)."""

    label: str
    days: str
    goal: str
    cues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to fill in: phases across, aspects down, then a grid of weeks."""

    id: str
    name: str
    introduction: str
    phases: tuple[PlanPhase, ...]
    aspects: tuple[str, ...]
    milestones: Mapping[int, str]
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of questions. ``number`` orders the bank; ``hue`` is 0 to 8, the accent's place in the palette."""

    id: str
    number: int
    name: str
    introduction: str
    hue: int
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact, when it was so, its source (full addresses, or a citation), and when that was last looked at."""

    id: str
    text: str
    source: str
    true_as_of: date
    where: SourceRef
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, explained in a sentence."""

    term: str
    meaning: str
    where: SourceRef

    @property
    def id(self) -> str:
        """What it is known by: capitals do not matter."""
        return self.term.casefold()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words, or a few words together, that a search takes for one another."""

    id: str
    words: tuple[str, ...]
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that can be chosen from, keyed by id, in the bank's order.

    Synonyms come as their files have them, the reader's own first: a word belongs to the first group that has it.
    """

    questions: Mapping[str, Question]
    themes: Mapping[str, Theme]
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    worksheets: Mapping[str, Worksheet] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    synonyms: Mapping[str, Synonyms] = field(default_factory=dict)
    answers: Mapping[str, OwnAnswer] = field(default_factory=dict)
    """The reader's own, by the question they answer."""
    stories: Mapping[str, Story] = field(default_factory=dict)
    score_rows: tuple[str, ...] = ()
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
