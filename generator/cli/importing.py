"""``prep-pack import``: a document of questions and answers, or a plain list of questions, becomes question files."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import assets
from ..model.content import Library
from ..model.problems import Problem
from . import console, skeletons
from .authoring import CONTENT, ForceFlag, write
from .bank import open_library

if TYPE_CHECKING:
    from ..intake.question_list import ListedQuestion, ListedTheme, QuestionList
    from ..intake.taken import Taken

THEMES = "themes.yaml"
_ENTRY = re.compile(r"^(?:# [^\n]*\n)?- id: ([^\n]+)\n", re.MULTILINE)
"""How an import begins a theme."""
_NUMBER = re.compile(r"^  number: (\d+)$", re.MULTILINE)
UNNAMED = "Imported questions"

EXAMPLES = """Examples:

    prep-pack import notes.md --into interview

    prep-pack import questions.txt

    prep-pack import topics.txt --list"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import", epilog=EXAMPLES)(import_)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Questions and answers in Markdown, or a list of questions")
    ],
    into: Annotated[Path, typer.Option(metavar="DIR", help="The folder whose content/ receives the files")] = Path(),
    as_list: Annotated[
        bool, typer.Option("--list", metavar="", help="Read it as a list: every line or item is a question")
    ] = False,
    force: ForceFlag = False,
) -> None:
    """Turn a document of questions and answers, or a list of questions, into question files.

    A file is a document when something stands under a question that is no question itself; else it is a list, and its
    questions become files to fill.

    Damaged characters are repaired. Each repair, each guess and each part that was not recognised is told with its
    line. Nothing is dropped.
    """
    from ..intake.document import is_document
    from ..load.text import read_text, shown

    text, name = read_text(file, keep_controls=True), shown(file)
    listed = as_list or not is_document(text, name)
    files, told = _from_list(text, name, into, forced=as_list) if listed else _from_document(text, name, into)
    files = files if listed else _beside_earlier_themes(files, into / CONTENT / THEMES)
    # Themes are added to those that were imported before.
    longer = (f"{CONTENT}/{THEMES}",) if listed or _holds_earlier(files, into / CONTENT / THEMES) else ()
    write(into, {f"{CONTENT}/{path}": content for path, content in files.items()}, force=force, longer=longer)
    for problem in told:
        console.note(str(_placed(problem, into / CONTENT, files)))
    packs = [Path(path).stem for path in files if path.startswith("packs/")]
    there = "" if into == Path() else f"cd {shlex.quote(str(into))} && "
    console.note(f"next: {there}prep-pack build {' '.join(packs[:1])}".rstrip())


def _from_document(text: str, name: str, into: Path) -> tuple[Mapping[str, str], list[Problem]]:
    from ..intake.document import import_document

    found = import_document(text, name, _taken(into))
    count = sum(path.startswith("questions/") for path in found.files)
    return found.files, [_read_as("document", name, count), *found.repairs, *found.guesses, *found.unrecognised]


def _beside_earlier_themes(files: Mapping[str, str], path: Path) -> Mapping[str, str]:
    """The files, the themes of a document after those that the folder has; of two with one id the document's stays."""
    from ..load.text import read_text

    if not path.is_file():
        return files
    earlier, new = _theme_entries(read_text(path)), _theme_entries(files[THEMES])
    if not earlier:  # written in another way than ours: nothing is added to it
        return files
    last = max((int(number) for entry in earlier.values() for number in _NUMBER.findall(entry)), default=0)
    kept = [entry for id_, entry in earlier.items() if id_ not in new or new[id_] == entry]
    added = [
        _NUMBER.sub(lambda found: f"  number: {last + int(found[1])}", entry)
        for id_, entry in new.items()
        if earlier.get(id_) != entry
    ]
    return {**files, THEMES: "".join([*kept, *added])}


def _theme_entries(text: str) -> dict[str, str]:
    """The entries of a file of themes by their ids; none where it is not written as imports write it."""
    heads = list(_ENTRY.finditer(text))
    if not heads or heads[0].start():
        return {}
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {head[1]: text[head.start() : end] for head, end in zip(heads, ends, strict=True)}


def _holds_earlier(files: Mapping[str, str], path: Path) -> bool:
    """Whether what is written loses nothing of the themes that are there."""
    from ..load.text import read_text

    earlier = _theme_entries(read_text(path)) if path.is_file() else {}
    return bool(earlier) and all(entry in files[THEMES] for entry in earlier.values())


def _taken(into: Path) -> Taken:
    from ..intake.taken import taken_in

    return taken_in((into / CONTENT).absolute(), assets.content_roots(into))


def _read_as(kind: str, name: str, questions: int) -> Problem:
    return Problem(f"{name} is read as a {kind}: {questions} question{'' if questions == 1 else 's'}")


def _from_list(text: str, name: str, into: Path, *, forced: bool) -> tuple[Mapping[str, str], list[Problem]]:
    from ..intake.document import left_to_mend
    from ..intake.question_list import read_list

    found = read_list(text, name, forced=forced)
    own = (into / CONTENT).absolute()
    files, renamed = list_files(found, open_library(into), name, own, _taken(into))
    guessed = Problem(
        "format, competencies and level are guessed from the words",
        f"check the front matter, and fill in what says “{skeletons.TO_DO}”",
    )
    return files, [_read_as("list", name, len(found.questions)), *found.told, *renamed, *left_to_mend(files), guessed]


def list_files(
    found: QuestionList, library: Library, file: str, own: Path, taken: Taken
) -> tuple[dict[str, str], list[Problem]]:
    """The files of a list: a question each to fill in, a pack with all of them, and the themes that are new.

    What is told beside them is the name of the pack, where it had to be another.

    Args:
        found: the list.
        library: what is there already; a heading that names one of its themes means that theme.
        file: what was read; its name is that of a pack without a title.
        own: the content folder that receives the files.
        taken: names that they may not have.
    """
    from ..intake.naming import Names, one_line, slug, yaml_text
    from ..load.text import read_text

    themes = _themes(found, library)
    names = Names()
    files: dict[str, str] = {}
    ids: list[str] = []
    choices = [*library.themes, *(id_ for id_ in themes.values() if id_ not in library.themes)]
    introduced: set[str] = set()
    for place, question in enumerate(found.questions, 1):
        theme = themes[question.theme]
        id_ = taken.free_id(slug(question.wording, 5) or f"question-{place}", theme, names)
        # A theme that is there already has its own introduction; what the list says goes with its first question.
        known = theme in library.themes and theme not in introduced
        introduced.add(theme)
        notes = [
            *(question.theme.introduction if known else ()),
            *textwrap.dedent("\n".join(question.notes)).split("\n"),
        ]
        files[f"questions/{theme}/{id_}.md"] = _question(id_, question, choices, theme, found.title, notes)
        ids.append(id_)
    if new := [theme for theme in found.themes if themes[theme] not in library.themes]:
        here = [theme.number for theme in library.themes.values() if _is_below(own, theme.where.file)]
        before = read_text(own / THEMES).rstrip("\n") + "\n" if (own / THEMES).is_file() else ""
        files[THEMES] = before + _themes_text(new, themes, found.title, max(here, default=0))
    title = found.title or (found.themes[0].name if len(found.themes) == 1 else "") or UNNAMED
    pack = slug(title if title != UNNAMED else Path(file).stem, 8, every_word=True) or "imported"
    pack, told = taken.free_pack(pack, ids, file)
    lines = [f"# {one_line(title)}", f"title: {yaml_text(title[:200])}", "questions:", *(f"  - {id_}" for id_ in ids)]
    return files | {f"packs/{pack}.yaml": "\n".join(lines) + "\n"}, told


def _is_below(folder: Path, file: str) -> bool:
    return Path(file).resolve().is_relative_to(folder.resolve())


def _themes(found: QuestionList, library: Library) -> dict[ListedTheme, str]:
    """The id of every theme of the list."""
    from ..intake.naming import Names, slug

    known = {_folded(word): theme.id for theme in library.themes.values() for word in (theme.id, theme.name)}
    names = Names()
    for theme_id in library.themes:
        names.unique(theme_id)
    ids: dict[ListedTheme, str] = {}
    new: dict[str, str] = {}
    for number, theme in enumerate(found.themes, 1):
        name = theme.name or found.title or UNNAMED
        folded = _folded(name)
        if folded not in known and folded not in new:
            new[folded] = names.unique(slug(name, 8, every_word=True) or f"theme-{number}")
        ids[theme] = known.get(folded) or new[folded]
    return ids


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def _question(
    id_: str, question: ListedQuestion, choices: Iterable[str], theme: str, title: str, notes: list[str]
) -> str:
    """The skeleton of a question, with what the list says about it as a section of its own."""
    from ..intake.guesses import guess
    from ..intake.naming import heading_text
    from ..intake.writing import kept_text

    guessed = guess(question.wording, "", "", [], title)
    wording = heading_text(question.wording)
    text = skeletons.question(id_, wording, choices, theme, guessed.format, guessed.level, guessed.competencies)
    kept = kept_text(notes)
    return text + "\n".join(["", "## Notes", "", *kept, ""]) if kept else text


def _themes_text(new: Iterable[ListedTheme], ids: Mapping[ListedTheme, str], title: str, before: int) -> str:
    """The entries of new themes, numbered after those that the folder has."""
    from ..intake.naming import one_line, yaml_block, yaml_text
    from ..intake.writing import kept_text

    joined: dict[str, tuple[str, list[str]]] = {}
    for theme in new:
        _, words = joined.setdefault(ids[theme], (theme.name or title or UNNAMED, []))
        words += theme.introduction
    lines: list[str] = []
    for number, (id_, (name, words)) in enumerate(joined.items(), before + 1):
        introduction = yaml_block("\n".join(kept_text(words)))
        lines += [f"# {one_line(name)}", f"- id: {id_}", f"  number: {number}", f"  name: {yaml_text(name[:500])}"]
        lines += [f"  introduction: {introduction}", f"  hue: {(number - 1) % 9}"]
    return "\n".join(lines) + "\n"


def _placed(problem: Problem, folder: Path, files: Container[str]) -> Problem:
    """A problem of a file that was just written, where the user finds it."""
    where = problem.where
    if where is None or where.file not in files:
        return problem
    return replace(problem, where=replace(where, file=(folder / where.file).as_posix()))
