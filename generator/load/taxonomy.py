"""taxonomy.yaml of each folder → the words that its files may use, and those in force."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from ..model.problems import ContentError, Problem, SourceRef
from ..model.taxonomy import PARTS, OfPart, Taxonomy, Word, Words, unknown_word
from .forms import Form, Id, Line
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .validate import check

TAXONOMY_FILE = "taxonomy.yaml"
MOST_COMPETENCIES, MOST_LEVELS, MOST_FORMATS = 16, 8, 6
"""So many rows and columns the pages of a book have room for."""


class WordForm(Form):
    """A word of the taxonomy."""

    id: Id = Field(description="In files and flags: lower-case words with hyphens")
    name: Line = Field(description="In print, as it stands within a sentence")
    short: str = Field(default="", max_length=12, description="In print where there is little room")
    usual: bool = Field(default=False, description="What a new question has unless it is told")


class FormatForm(WordForm):
    """A way to put a question."""

    story: bool = Field(default=False, description="It asks for something that happened")


class TaxonomyForm(Form):
    """taxonomy.yaml. A part that is here replaces that of the folders behind."""

    add: bool = Field(default=False, description="Add to the parts of the folders behind instead of replacing them")
    competencies: tuple[WordForm, ...] = Field(
        default=(), min_length=2, max_length=MOST_COMPETENCIES, description="What questions test"
    )
    levels: tuple[WordForm, ...] = Field(
        default=(), min_length=1, max_length=MOST_LEVELS, description="Whom questions are for"
    )
    formats: tuple[FormatForm, ...] = Field(
        default=(), min_length=1, max_length=MOST_FORMATS, description="How questions are put"
    )


_MOST = {"competencies": MOST_COMPETENCIES, "levels": MOST_LEVELS, "formats": MOST_FORMATS}


def load_taxonomy(roots: Sequence[Path]) -> Taxonomy:
    """The taxonomy in force, without the rest of the library.

    Raises:
        ContentError: a taxonomy.yaml cannot be read or is wrong.
    """
    problems: list[Problem] = []
    found = read_taxonomies(roots, problems)
    if problems:
        raise ContentError(*problems)
    return found[0] if found else Taxonomy()


def read_taxonomies(roots: Sequence[Path], problems: list[Problem]) -> tuple[Taxonomy, ...]:
    """For each folder the words that its own files may use; those of the first are in force.

    A folder sees those behind it, which know nothing of it: what a reader replaces does not make shipped questions
    wrong.
    """
    taxonomy = Taxonomy()
    found: list[Taxonomy] = []
    for root in reversed(roots):
        taxonomy = _over(taxonomy, root, problems)
        found.insert(0, taxonomy)
    return tuple(found)


def check_words(form: type[Form], located: Located, taxonomy: Taxonomy, problems: list[Problem]) -> None:
    """Every word of the taxonomy that some keys hold and it does not have, with its line.

    ``form`` says which keys these are; what is wrong otherwise with their values, its own check tells.
    """
    for key, field in form.model_fields.items():
        for mark in (mark for mark in field.metadata if isinstance(mark, OfPart)):
            words, value = taxonomy.part(mark.part), located.data.get(key)
            for path, word in enumerate(value) if isinstance(value, list) else [((), value)]:
                if isinstance(word, str) and not words.allows(word):
                    where = located.at((key, path) if isinstance(path, int) else (key,))
                    problems.append(unknown_word(mark.part, word, words, where))


def _over(behind: Taxonomy, root: Path, problems: list[Problem]) -> Taxonomy:
    """What a folder's file makes of the taxonomy behind it."""
    path = root / TAXONOMY_FILE
    if not os.path.lexists(path):
        return behind
    try:
        located = parse_yaml(read_text(path, root), SourceRef(shown(path)))
    except ContentError as error:
        problems += error.problems
        return behind
    if located.data is not None and not isinstance(located.data, dict):
        problems.append(Problem("this file is a set of keys", 'begin with "competencies:"', located.at(())))
        return behind
    form = check(TaxonomyForm, Located(located.data or {}, located.lines, located.place), problems)
    if form is None:
        return behind
    made = {part: _part(behind.part(part), part, form, located, problems) for part in PARTS}
    return Taxonomy(**made)


def _part(behind: Words, part: str, form: TaxonomyForm, located: Located, problems: list[Problem]) -> Words:
    words = [Word(**word.model_dump()) for word in getattr(form, part)]
    if not words:
        return behind
    first: dict[str, int] = {}
    for place, word in enumerate(words):
        if first.setdefault(word.id, place) != place:
            what = f'"{word.id}" is also in {located.at((part, first[word.id]))}'
            problems.append(Problem(what, "leave one of them out", located.at((part, place))))
    made = behind.with_more(words) if form.add else behind.instead(words)
    if len(made) > _MOST[part]:
        what = f"with those behind there are {len(made)} {part}"
        problems.append(
            Problem(what, f"at most {_MOST[part]} fit; leave out some, or the line add", located.at((part,)))
        )
    return made
