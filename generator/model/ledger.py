"""What a model answer rests on and how it is told, so that a bank can be seen to be varied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What turns the story. An answer may have several; ``none`` stands alone."""

    CONTROL_IMPROVES = "control-improves"
    OWN_ERROR = "own-error"
    LATER_CASE = "later-case"
    UNCONVINCED_OPPONENT = "unconvinced-opponent"
    RESIGNATION = "resignation"
    OTHERS_SLIP = "others-slip"
    APPEAL = "appeal"
    REVERSAL = "reversal"
    NEAR_MISS = "near-miss"
    REHEARSAL = "rehearsal"
    WARNING_UNHEARD = "warning-unheard"
    CUSTOMER_VOICE = "customer-voice"
    DATA_SURPRISE = "data-surprise"
    BARGAIN = "bargain"
    OFFER_REFUSED = "offer-refused"
    CUSTOMER_LOST = "customer-lost"
    APOLOGY = "apology"
    UNLIKELY_HELPER = "unlikely-helper"
    OUTSIDE_EVENT = "outside-event"
    NONE = "none"


class Ending(StrEnum):
    """How the answer leaves matters."""

    PLAIN_SUCCESS = "plain-success"
    PARTIAL = "partial"
    LOSS_ACCEPTED = "loss-accepted"
    FAILURE = "failure"
    UNRESOLVED = "unresolved"
    STILL_RUNNING = "still-running"
    HANDED_OVER = "handed-over"
    PROPOSAL = "proposal"
    QUESTION_BACK = "question-back"


class Opening(StrEnum):
    """What the strong answer begins with."""

    NUMBER = "number"
    SCENE = "scene"
    DECISION = "decision"
    ADMISSION = "admission"
    ANSWER_FIRST = "answer-first"
    CONTEXT = "context"
    DIALOGUE = "dialogue"
    PRINCIPLE = "principle"
    QUESTION = "question"
    PERSON = "person"


class HeadlineShape(StrEnum):
    """How the sentence that is spoken first is built."""

    DEED = "deed"
    CONTRAST = "contrast"
    METHOD = "method"
    ADMISSION = "admission"
    POSITION = "position"
    NUMBER = "number"
    REASON = "reason"
    REQUEST = "request"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a model answer rests on, and how it is told: a few words each, or words of a fixed vocabulary.

    How it is told may be left out: then it is empty, or None.
    """

    setting: str
    scale: str
    situation: str
    trade_off: str
    result: str
    lesson: str
    turns: tuple[Turn, ...] = ()
    price: str = ""
    opposed: str = ""
    ending: Ending | None = None
    opening: Opening | None = None
    headline: HeadlineShape | None = None
    speaker: str = ""

    def words(self, key: str) -> tuple[str, ...]:
        """What stands under a key, as none, one or several."""
        value = getattr(self, key)
        return value if isinstance(value, tuple) else (value,) if value else ()


RESTS_ON = ("setting", "scale", "situation", "trade_off", "result", "lesson")
"""The fields that say which story it is."""
TOLD_BY = ("turns", "price", "opposed", "ending", "opening", "headline", "speaker")
"""The fields that say how it is told."""
