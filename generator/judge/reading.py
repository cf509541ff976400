"""Can it be said aloud? The length of sentences, and the schooling they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import Problem
from . import limits
from .manuscript import Manuscript, Paragraph
from .prose import grade, sentences, words
from .rule import Rule


def mean_sentence(copy: Manuscript) -> Iterator[Problem]:
    """Sentences of the strong answer fit a breath."""
    strong, told = copy.question.strong, sentences(copy.answer)
    mean = sum(map(words, told)) / len(told) if told else 0
    if strong and round(mean, 1) not in limits.MEAN_SENTENCE:
        what = f"a sentence of the strong answer has {mean:.1f} words on average"
        yield Problem(what, f"cut some in two: {limits.MEAN_SENTENCE}", strong.where)


def long_sentences(copy: Manuscript) -> Iterator[Problem]:
    """No sentence is so long that a listener loses its beginning."""
    for block in copy.blocks:
        if words(block.text) in limits.LONGEST_SENTENCE:
            continue
        before = 0
        for sentence in sentences(block.text):
            if words(sentence) not in limits.LONGEST_SENTENCE:
                what = f'a sentence has {words(sentence)} words: "{" ".join(sentence.split()[:6])} …"'
                mend = f"cut it in two: {limits.LONGEST_SENTENCE} words"
                yield Problem(what, mend, copy.at(_line_of_word(block, before)))
            before += len(sentence.split())


def readable(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer is spoken English: neither a child's nor a statute's."""
    strong, told = copy.question.strong, sentences(copy.answer)
    years = round(grade(told), 1) if told else limits.GRADE.least
    if strong and years not in limits.GRADE:
        mend = "use shorter sentences and plainer words" if years > limits.GRADE.least else "join some sentences"
        what = f"the strong answer reads at Flesch–Kincaid grade {years:.1f}"
        yield Problem(what, f"{mend}: {limits.GRADE}", strong.where)


def _line_of_word(block: Paragraph, index: int) -> int:
    """The line of the word of this index. Marks that stand alone are counted, so it may be a word early."""
    starts = [found.start() for found in re.finditer(r"\S+", block.text)]
    return block.line_at(starts[min(index, len(starts) - 1)])


RULES = (
    Rule("R1", "Sentences fit a breath", mean_sentence),
    Rule("R2", "No sentence outlasts its listener", long_sentences),
    Rule("R3", "The answer is spoken English", readable),
)
