"""A list that was read → the files of a content folder: questions to fill in, the themes that are new, a pack."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..draft import pack
from ..draft.question import FrontMatter, to_fill
from ..model.content import Library
from ..model.problems import Problem
from .guesses import guess
from .naming import Names, id_of, name_of
from .question_list import ListedQuestion, ListedTheme, QuestionList
from .taken import Taken, path_of
from .themes import THEMES, NewTheme, ThemesFile
from .writing import kept_text

UNNAMED = "Imported questions"


@dataclass(frozen=True, slots=True)
class ListFiles:
    """Files by their path in a content folder, ``longer`` those that hold all that they held before; what to tell."""

    files: Mapping[str, str]
    longer: tuple[str, ...]
    told: tuple[Problem, ...]


def list_files(found: QuestionList, library: Library, file: str, taken: Taken, earlier: ThemesFile) -> ListFiles:
    """The files of a list. What is told are names that had to be others.

    Args:
        found: the list.
        library: what is there already; a heading that names one of its themes means that theme.
        file: what was read; its name is that of a pack without a title.
        taken: names that they may not have.
        earlier: the themes of the folder that receives the files.

    Raises:
        ContentError: a new theme cannot be added to the folder's own.
    """
    themes = _themes(found, library)
    names = Names()
    files: dict[str, str] = {}
    ids: list[str] = []
    choices = [*library.themes, *(id_ for id_ in themes.values() if id_ not in library.themes)]
    introduced: set[str] = set()
    told: list[Problem] = []
    for place, question in enumerate(found.questions, 1):
        theme = themes[question.theme]
        id_, renamed = taken.free_id(id_of(question.wording) or f"question-{place}", theme, names)
        told += renamed
        # A theme that is there already has its own introduction; what the list says goes with its first question.
        known = theme in library.themes and theme not in introduced
        introduced.add(theme)
        notes = [
            *(question.theme.introduction if known else ()),
            *textwrap.dedent("\n".join(question.notes)).split("\n"),
        ]
        files[path_of(theme, id_)] = _question(id_, question, choices, library, theme, found.title, notes)
        ids.append(id_)
    longer: tuple[str, ...] = ()
    if new := [theme for theme in found.themes if themes[theme] not in library.themes]:
        added = earlier.adding(_new_themes(new, themes, found.title))
        files[THEMES] = added.text
        longer = (THEMES,) if added.keeps_all else ()
    title = found.title or (found.themes[0].name if len(found.themes) == 1 else "") or UNNAMED
    name = name_of(title if title != UNNAMED else Path(file).stem) or "imported"
    name, renamed = taken.free_pack(name, ids, file)
    told += renamed
    files[f"packs/{name}.yaml"] = pack.choice(title, [(id_, "") for id_ in ids])
    return ListFiles(files, longer, tuple(told))


def _themes(found: QuestionList, library: Library) -> dict[ListedTheme, str]:
    """The id of every theme of the list."""
    known = {_folded(word): theme.id for theme in library.themes.values() for word in (theme.id, theme.name)}
    names = Names()
    for theme_id in library.themes:
        names.unique(theme_id)
    ids: dict[ListedTheme, str] = {}
    new: dict[str, str] = {}
    for number, theme in enumerate(found.themes, 1):
        name = _named(theme, found.title)
        folded = _folded(name)
        if folded not in known and folded not in new:
            new[folded] = names.unique(name_of(name) or f"theme-{number}")
        ids[theme] = known.get(folded) or new[folded]
    return ids


def _named(theme: ListedTheme, title: str) -> str:
    return theme.name or title or UNNAMED


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def _question(
    id_: str,
    question: ListedQuestion,
    choices: Sequence[str],
    library: Library,
    theme: str,
    title: str,
    notes: Sequence[str],
) -> str:
    """A question to fill in, with what the list says about it as a section of its own."""
    guessed = guess(question.wording, "", "", [], title, library.taxonomy)
    matter = FrontMatter(
        id=id_,
        theme=theme,
        format=guessed.format,
        competencies=guessed.competencies,
        level=guessed.level,
        tags=("mine",),
    )
    return to_fill(matter, question.wording, choices, library.taxonomy, kept_text(notes))


def _new_themes(new: Sequence[ListedTheme], ids: Mapping[ListedTheme, str], title: str) -> list[NewTheme]:
    """Each new theme once, with all that introduces it."""
    joined: dict[str, tuple[str, list[str]]] = {}
    for theme in new:
        _, words = joined.setdefault(ids[theme], (_named(theme, title), []))
        words += theme.introduction
    return [NewTheme(id_, name, "\n".join(kept_text(words)), name) for id_, (name, words) in joined.items()]
