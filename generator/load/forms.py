"""What the front matter and the YAML files may hold. Private to this stage; the model has the values."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticKnownError

from ..model.content import Annotation
from ..model.ledger import Ending, HeadlineShape, Opening, Turn
from ..model.own import FORMAT, Status
from ..model.slug import is_slug
from ..model.spelling import Spelling
from ..model.taxonomy import OfPart


def _id(text: str) -> str:
    """The id as it is compared: letters that were written in two pieces are one."""
    whole = unicodedata.normalize("NFC", text)
    if not is_slug(whole):
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": Spelling.ID})
    return whole


Id = Annotated[str, Field(max_length=80, json_schema_extra={"pattern": Spelling.ID}), AfterValidator(_id)]
SheetId = Annotated[str, Field(pattern=Spelling.WORKSHEET)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Seconds = Annotated[int, Field(ge=0, le=900)]


class Figure(StrEnum):
    """The drawings that a framework can name."""

    NONE = ""
    STAR = "star"
    CARL = "carl"
    THIRTY_SIXTY_NINETY = "thirty-sixty-ninety"
    STOP_DIAGNOSE_RESET = "stop-diagnose-reset"
    SEVENTY_TWENTY_TEN = "seventy-twenty-ten"
    TWO_WAY_DOOR = "two-way-door"
    DIAGNOSIS_POLICY_ACTIONS = "diagnosis-policy-actions"
    EVIDENCE_CADENCE = "evidence-cadence"
    HIRING_FUNNEL = "hiring-funnel"
    SUCCESSION = "succession"
    TEAM_TOPOLOGY = "team-topology"
    PRINCIPLE_MECHANISM_MEASURE = "principle-mechanism-measure"
    SOAR = "soar"
    STARS_DIAGNOSIS = "stars-diagnosis"
    CONTEXT_FLOW_RISK = "context-flow-risk"
    STRANGLER_WAVES = "strangler-waves"
    PAR = "par"
    DECISION_TREE = "decision-tree"
    DISAGREE_AND_COMMIT = "disagree-and-commit"
    FIVE_DELIVERY_METRICS = "five-delivery-metrics"
    COST_OF_DELAY = "cost-of-delay"
    COST_TREE = "cost-tree"
    TIMELINE = "timeline"
    IMPACT_TOLERANCE = "impact-tolerance"
    OWN_CONTAIN_FIX_EVIDENCE = "own-contain-fix-evidence"
    PREVENT_DETECT_RECOVER_EXIT = "prevent-detect-recover-exit"
    CONTROL_AS_CODE = "control-as-code"
    SHARED_OUTCOMES = "shared-outcomes"
    ANSWER_FIRST = "answer-first"
    PILOT_GUARDRAIL_MEASURE = "pilot-guardrail-measure"
    RISK_TIERING = "risk-tiering"
    PAVED_ROAD = "paved-road"
    PAST_PRESENT_FUTURE = "past-present-future"
    CLAIM_PROOF_FIT = "claim-proof-fit"


class Form(BaseModel):
    """Frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LedgerForm(Form):
    """What a model answer rests on, in a few words each."""

    setting: Line = Field(description="The kind of firm and system")
    scale: Line = Field(description="People, money or volume")
    situation: Line = Field(description="What was so, neutral of the year")
    trade_off: Line = Field(description="What was given up for what")
    result: Line = Field(description="The figure it ended in, with its time")
    lesson: Line = Field(description="What was learned, as a rule")
    turns: tuple[Turn, ...] = Field(default=(), max_length=4, description="What turns the story; none stands alone")
    price: str = Field(default="", max_length=500, description="What it cost, and whom")
    opposed: str = Field(default="", max_length=500, description="Who was against it, by name or post, or none")
    ending: Ending | None = Field(default=None, description="How the answer leaves matters")
    opening: Opening | None = Field(default=None, description="What the strong answer begins with")
    headline: HeadlineShape | None = Field(default=None, description="How the sentence spoken first is built")
    speaker: str = Field(default="", max_length=500, description="Who is speaking: temperament and way of talking")


class QuestionForm(Form):
    """Front matter of a question."""

    id: Id = Field(description="Lower-case words with hyphens, unique in the bank; never changed once printed")
    theme: Id = Field(description="An id of themes.yaml")
    format: Annotated[str, OfPart("formats")] = Field(description="How the question is put")
    competencies: Annotated[tuple[str, ...], OfPart("competencies")] = Field(
        min_length=1, max_length=4, description="What it tests, one to four"
    )
    level: Annotated[str, OfPart("levels")] = Field(description="Whom it is for")
    framework: tuple[Id, ...] = Field(description="One id of a framework, or a list; [] for none")
    worksheets: tuple[SheetId, ...] = Field(description="Worksheet ids; [] for none")
    tags: tuple[Line, ...] = Field(description="Your own words; [] for none")
    wordings: tuple[Line, ...] = Field(default=(), max_length=2, description="Up to two other ways to ask it")
    facts: tuple[Id, ...] = Field(default=(), description="Ids of facts.yaml that the context note rests on")
    version: int = Field(default=1, ge=1, le=9999, description="Printed in the foot of its worksheets")
    annotation: Annotation = Field(default=Annotation.MARKERS, description="How far the strong answer is annotated")
    order: int | None = Field(default=None, ge=0, le=999_999, description="Its place within the theme; else by id")
    ledger: LedgerForm | None = Field(default=None, description="What its model answer rests on; printed nowhere")
    number: str = Field(default="", max_length=20, description="The number it bears in the document it came from")
    seconds: int | None = Field(default=None, ge=30, le=600, description="How long it asks to speak for, if it says so")


class StepForm(Form):
    """A step of a framework."""

    label: Line = Field(description="Its name")
    seconds: Seconds = Field(default=0, description="Seconds of speech; 0 is untimed")
    note: str = Field(default="", max_length=500, description="One line of advice")


class FrameworkForm(Form):
    """Front matter of a framework."""

    id: Id = Field(description="Lower-case words with hyphens, unique in the bank")
    name: Line = Field(description="Its name in print")
    caption: str = Field(default="", max_length=500, description="A line under the drawing")
    figure: Figure = Field(default=Figure.NONE, description="A drawing that prep-pack has; left out for none")
    steps: tuple[StepForm, ...] = Field(min_length=1, max_length=12, description="Its steps, in order")


class PhaseForm(Form):
    """A phase of a plan."""

    label: Line = Field(description="Its name")
    days: str = Field(default="", max_length=100, description="Its days, as printed")
    goal: str = Field(default="", max_length=500, description="What it is for")
    cues: dict[str, str] = Field(default={}, description="For each aspect, what to think of")


class PlanForm(Form):
    """Front matter of a plan."""

    id: Id = Field(description="Lower-case words with hyphens, unique in the bank")
    name: Line = Field(description="Its name in print")
    aspects: tuple[Line, ...] = Field(min_length=1, max_length=8, description="The rows of the plan")
    phases: tuple[PhaseForm, ...] = Field(min_length=1, max_length=6, description="The columns of the plan")
    milestones: dict[Annotated[int, Field(ge=1, le=52)], str] = Field(
        default={}, description="For a week's number, what is done by then"
    )


class ThemeForm(Form):
    """An item of themes.yaml."""

    id: Id = Field(description="Lower-case words with hyphens, unique in the bank")
    number: int = Field(ge=0, le=999_999, description="Its place in the bank")
    name: Line = Field(description="Its name in print")
    introduction: str = Field(default="", description="What stands before its questions")
    hue: int = Field(default=0, ge=0, le=8, description="The accent's place in the palette")


class FactForm(Form):
    """An item of facts.yaml."""

    id: Id = Field(description="Lower-case words with hyphens, unique in the bank")
    text: str = Field(min_length=1, max_length=2_000, description="A sentence with the figure")
    source: Annotated[str, Field(min_length=1, max_length=1_000)] = Field(
        description="The full address of a first source (https://…), or a citation"
    )
    true_as_of: date = Field(description="YYYY-MM-DD on which it was so; printed")
    checked_on: date | None = Field(default=None, description="YYYY-MM-DD on which the source was last looked at")


class TermForm(Form):
    """An item of glossary.yaml."""

    term: Annotated[str, Field(min_length=1, max_length=80)] = Field(
        description="The word, and its short form in brackets"
    )
    meaning: Line = Field(description="A sentence that explains it")


class SynonymsForm(Form):
    """An item of synonyms.yaml."""

    id: Id = Field(description="Lower-case words with hyphens, unique among the groups")
    words: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = Field(
        min_length=2, max_length=60, description="Words, or a few words together, that are searched for as one"
    )


class OwnForm(Form):
    """What answers and stories have in common."""

    tags: tuple[Line, ...] = Field(default=(), description="Your own words")
    status: Status = Field(default=Status.DRAFT, description="How far it is")
    version: int = Field(default=FORMAT, ge=1, description="Of this format; a later one is not read")
    begun: date | None = Field(default=None, description="YYYY-MM-DD on which it was begun")
    changed: date | None = Field(default=None, description="YYYY-MM-DD on which it was last changed")


class AnswerForm(OwnForm):
    """Front matter of a reader's answer."""

    question: Id = Field(description="The id of the question that is answered")
    stories: tuple[Id, ...] = Field(default=(), description="Ids of the stories that it tells, the first one first")


class StoryForm(OwnForm):
    """Front matter of a story."""

    id: Id = Field(description="Lower-case words with hyphens; answers name it by this")
    competencies: Annotated[tuple[str, ...], OfPart("competencies")] = Field(default=(), description="What it proves")
    questions: tuple[Id, ...] = Field(default=(), description="Ids of questions it can serve")
