"""The themes.yaml of a content folder, and the themes of an import beside those that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..draft.themes import LONGEST_NAME, entry, hue_of
from ..load.items import read_themes
from ..load.parts import Found, Source
from ..load.strictyaml import parse_yaml
from ..load.text import read_text, shown
from ..model.content import Theme
from ..model.problems import ContentError, Problem, SourceRef

THEMES = "themes.yaml"


@dataclass(frozen=True, slots=True)
class NewTheme:
    """A theme of an import: its id, name and introduction, and its heading as it was written."""

    id: str
    name: str
    introduction: str
    heading: str


@dataclass(frozen=True, slots=True)
class Added:
    """The text of a themes.yaml with new themes in it. ``keeps_all`` tells that nothing it said is gone."""

    text: str
    keeps_all: bool


@dataclass(frozen=True, slots=True)
class ThemesFile:
    """What a content folder says of its themes. ``is_there`` is False where no file tells of any."""

    name: str = THEMES
    text: str = ""
    found: Sequence[Found[Theme]] = field(default=())
    is_there: bool = False

    def adding(self, new: Sequence[NewTheme]) -> Added:
        """The file with these themes, all comments kept; those that it has already stand as they are.

        A theme of the same id that says something else is written in its place.

        Raises:
            ContentError: nothing can be added to a file that is written in this way.
        """
        said = {found.id: found.value for found in self.found if found.value}
        last = max((theme.number for theme in said.values()), default=0)
        other: dict[str, Theme] = {}
        for number, theme in enumerate(new, last + 1):
            known, name = said.get(theme.id), theme.name[:LONGEST_NAME]
            if known and name == known.name and theme.introduction.strip() in ("", known.introduction):
                continue
            at = known.number if known else number
            place = SourceRef(self.name)
            other[theme.id] = Theme(theme.id, at, name, theme.introduction, hue_of(at), place)
        if not other:
            return Added(self.text, keeps_all=True)
        headings = {theme.id: theme.heading or theme.name for theme in new if theme.id not in said}
        text = self._written(other, headings)
        self._verify(text, (said | other).values())
        return Added(text, keeps_all=self.is_there and headings.keys() >= other.keys())

    def _written(self, other: Mapping[str, Theme], headings: Mapping[str, str]) -> str:
        """The text with these themes: in place of those of the same id, the others at the end with their headings."""
        lines = [f"{line}\n" for line in self.text.removesuffix("\n").split("\n")] if self.text else []
        indent = self._indent(lines) if self.found else 0
        for index in reversed(range(len(self.found))):
            if theme := other.get(self.found[index].id):
                start, end = self._lines_of(index, lines, indent)
                lines[start:end] = [entry(theme, indent=indent)]
        return "".join([*lines, *(entry(other[id_], headings[id_], indent) for id_ in other if id_ in headings)])

    def _start(self, index: int) -> int:
        return self.found[index].located.at((index,)).line - 1

    def _indent(self, lines: Sequence[str]) -> int:
        """The column in which the dash of a theme stands."""
        before, dash, _ = lines[self._start(0)].partition("-")
        if before.strip() or not dash:
            raise self._refusal()
        return len(before)

    def _lines_of(self, index: int, lines: Sequence[str], indent: int) -> tuple[int, int]:
        """The lines of a theme, without blank lines and comments before the next one."""
        end = self._start(index + 1) if index + 1 < len(self.found) else len(lines)
        while not lines[end - 1].strip() or lines[end - 1][: indent + 1].lstrip(" ").startswith("#"):
            end -= 1
        return self._start(index), end

    def _verify(self, text: str, wanted: Iterable[Theme]) -> None:
        """What is to be written says what it should, or is not written."""
        problems: list[Problem] = []
        try:
            found = read_themes(Source(text, Path(self.name), Path(), self.name), problems)
        except ContentError:
            raise self._refusal() from None
        if [_said(item.value) for item in found] != [_said(theme) for theme in wanted]:
            raise self._refusal()

    def _refusal(self) -> ContentError:
        mend = 'begin each of its themes with a line of "- id: …", and end with the last of them'
        return ContentError(Problem("no theme can be added to this file as it is written", mend, SourceRef(self.name)))


def _said(theme: Theme | None) -> Theme | None:
    return theme and replace(theme, introduction=theme.introduction.strip(), where=SourceRef(""))


def open_themes(folder: Path) -> ThemesFile:
    """The themes.yaml of a content folder; without any theme where there is no such file.

    Raises:
        ContentError: it cannot be read, or a theme in it is wrong: whoever adds to it could not tell what it says.
    """
    path = folder / THEMES
    if not path.is_file():
        return ThemesFile()
    text, name = read_text(path), shown(path)
    problems: list[Problem] = []
    data = parse_yaml(text, SourceRef(name)).data
    if data is not None and not isinstance(data, list):
        return ThemesFile(name)
    found = read_themes(Source(text, path, folder, name), problems)
    if errors := [problem for problem in problems if problem.is_error]:
        raise ContentError(*errors)
    return ThemesFile(name, text, found, is_there=True)
