"""Is a whole bank varied? Turns, endings and openings, shapes of headlines, frames of sentences, lengths, numbers.

Whoever practises ten answers hears what returns. These rules look at a bank that is judged as a whole; a finding names
the questions that have what is too frequent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.answer import Passage
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .limits import Span
from .manuscript import Manuscript
from .prose import numbers, plain, sentences
from .rule import Bank, BankRule
from .vocabulary import AT_A_FIRM, AT_A_FIRM_SHARE, FRAMES

_NAMED = 12
"""So many questions are named; the rest are counted."""


def turns(bank: Bank) -> Iterator[Problem]:
    """No turn of the story is in more than a third of the bank."""
    yield from _too_often(bank, "turn", _told(bank, "turns"), limits.KIND_SHARE)


def endings(bank: Bank) -> Iterator[Problem]:
    """Answers end in several ways, and none of them prevails."""
    yield from _kinds(bank, "ending", limits.KINDS_OF_ENDING)


def openings(bank: Bank) -> Iterator[Problem]:
    """Answers begin in several ways, and none of them prevails."""
    yield from _kinds(bank, "opening", limits.KINDS_OF_OPENING)


def headlines(bank: Bank) -> Iterator[Problem]:
    """Sentences that are spoken first are not all built alike."""
    yield from _too_often(bank, "headline", _told(bank, "headline"), limits.HEADLINE_SHARE)


def frames(bank: Bank) -> Iterator[Problem]:
    """No frame of a sentence is heard again and again."""
    said = {copy.question.id: _spoken(copy) for copy in _whole(bank)}
    for name, (pattern, share) in FRAMES.items():
        found = [id_ for id_, text in said.items() if pattern.search(text)]
        yield from _too_often(bank, "frame", {name: found}, share)
    begun = [copy.question.id for copy in _whole(bank) if AT_A_FIRM.search(_first_sentence(copy))]
    yield from _too_often(bank, "first sentence", {"At a … I ran": begun}, AT_A_FIRM_SHARE)


def first_words(bank: Bank) -> Iterator[Problem]:
    """Passages of one kind do not all begin with the same word."""
    for field, share in limits.FIRST_WORD_SHARE.items():
        begun: dict[str, list[str]] = defaultdict(list)
        for copy in _whole(bank):
            for text in _passages(copy, field):
                begun[_first_word(text)].append(copy.question.id)
        what, total = f'first word under "{limits.SECTIONS[field]}"', sum(map(len, begun.values()))
        yield from _too_often(bank, what, begun, share, total)


def lengths(bank: Bank) -> Iterator[Problem]:
    """Answers are not all of one length."""
    every = [copy.question.strong for copy in _whole(bank) if copy.question.strong]
    for band in limits.LENGTH_BANDS if every else ():
        count = sum(strong.words in band for strong in every)
        if count / len(every) not in limits.LENGTH_SHARE:
            mend = f"it should be {_parts(limits.LENGTH_SHARE, len(every))}"
            yield Problem(f"{count} of {len(every)} strong answers have {band} words", mend, bank.whole)


def mean_numbers(bank: Bank) -> Iterator[Problem]:
    """The bank is no book of figures."""
    counts = [len(numbers(copy.answer)) for copy in _whole(bank)]
    mean = sum(counts) / len(counts) if counts else 0
    if round(mean, 1) not in limits.NUMBERS_ON_AVERAGE:
        what = f"a strong answer has {mean:.1f} numbers on average"
        yield Problem(what, f"it should be {limits.NUMBERS_ON_AVERAGE}", bank.whole)


def _whole(bank: Bank) -> Sequence[Manuscript]:
    return bank.judged if bank.whole else ()


def _kinds(bank: Bank, key: str, wanted: Span) -> Iterator[Problem]:
    """So many kinds at least, and none in too many answers."""
    found = _told(bank, key)
    if bank.whole and len(found) not in wanted:
        kinds = f"{counted(len(found), 'kind', 'no')} of {key}"
        yield Problem(f"the ledgers name {kinds}", f"it should be {wanted}", bank.whole)
    yield from _too_often(bank, key, found, limits.KIND_SHARE)


def _told(bank: Bank, key: str) -> Mapping[str, list[str]]:
    """Each word that ledgers have under a key, and the questions that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in _whole(bank):
        for word in dict.fromkeys(copy.question.ledger.words(key) if copy.question.ledger else ()):
            found[word].append(copy.question.id)
    return found


def _too_often(
    bank: Bank, what: str, found: Mapping[str, list[str]], share: float, total: int | None = None
) -> Iterator[Problem]:
    """Each of these that is in more than a share of the questions, or of ``total``."""
    total = total or len(_whole(bank))
    for name, ids in sorted(found.items()):
        if len(ids) > share * total:
            told = f'{what} "{name}" in {len(ids)} of {total}'
            yield Problem(f"{told}: {_list(ids)}", f"at most {int(share * total)}", bank.whole)


def _list(ids: Iterable[str]) -> str:
    told = list(dict.fromkeys(ids))
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return ", ".join(told[:_NAMED]) + more


def _parts(share: Span, total: int) -> str:
    return f"{share.least * total:.0f} to {(share.most or 1) * total:.0f}"


def _spoken(copy: Manuscript) -> str:
    headline = copy.question.headline
    return plain(f"{headline.markdown if headline else ''}\n\n{copy.answer}")


def _first_sentence(copy: Manuscript) -> str:
    return "".join(sentences(copy.answer)[:1])


def _passages(copy: Manuscript, field: str) -> Iterable[str]:
    section = getattr(copy.question, field)
    if isinstance(section, Passage):
        return [section.markdown]
    return [probe.question for probe in section.items] if section else []


def _first_word(text: str) -> str:
    found = re.search(r"[\w’'-]+", plain(text))
    return found[0].casefold() if found else ""


RULES = (
    BankRule("V1", "No turn in every story", turns),
    BankRule("V2", "Stories end in several ways", endings),
    BankRule("V3", "Answers begin in several ways", openings),
    BankRule("V4", "Headlines are not built alike", headlines),
    BankRule("V5", "No sentence heard again and again", frames),
    BankRule("V6", "Passages begin with different words", first_words),
    BankRule("V7", "Answers are not of one length", lengths),
    BankRule("V8", "A bank is no book of figures", mean_numbers),
)
