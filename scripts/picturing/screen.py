"""What stands on a terminal after the program has printed: the few codes that it uses, and an error for any other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

_CODE = re.compile(r"\x1b\[(?P<values>[?\d;]*)(?P<letter>[A-Za-z])|(?P<sign>[^\x1b])")
_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter looks."""

    colour: str = ""
    bold: bool = False
    dim: bool = False

    @property
    def classes(self) -> str:
        """As words for a style sheet."""
        return " ".join(filter(None, (self.colour, "bold" * self.bold, "dim" * self.dim)))


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one style."""

    text: str
    style: Style = Style()


Line = tuple[Run, ...]


def screen(printed: bytes, columns: int) -> list[Line]:
    """The lines that can be read in the end. A progress bar that wiped itself away is not among them."""
    paper = _Paper(columns)
    text = printed.decode("utf-8")
    read = 0
    for found in _CODE.finditer(text):
        if found.start() != read:
            break
        read = found.end()
        if found["sign"]:
            paper.put(found["sign"])
        else:
            paper.obey(found["letter"], found["values"])
    if read != len(text):
        raise ValueError(f"not a code of a terminal that is known here: {text[read : read + 12]!r}")
    return paper.lines()


@dataclass(slots=True)
class _Paper:
    columns: int
    rows: list[list[tuple[str, Style]]] = field(default_factory=lambda: [[]])
    row: int = 0
    column: int = 0
    style: Style = field(default_factory=Style)

    def put(self, sign: str) -> None:
        if sign == "\r":
            self.column = 0
        elif sign == "\n":
            self._down()
        else:
            if self.column == self.columns:
                self._down()
                self.column = 0
            cells = self.rows[self.row]
            cells += [(" ", Style())] * (self.column + 1 - len(cells))
            cells[self.column] = (sign, self.style)
            self.column += 1

    def obey(self, letter: str, values: str) -> None:
        if letter == "m":
            for value in values.split(";"):
                self._turn(int(value or 0))
        elif letter == "A":
            self.row = max(0, self.row - int(values or 1))
        elif letter == "K" and values == "2":
            self.rows[self.row].clear()
        elif values != "?25":  # the cursor, shown or hidden
            raise ValueError(f"not a code of a terminal that is known here: {values}{letter}")

    def lines(self) -> list[Line]:
        lines = [
            tuple(Run("".join(sign for sign, _ in cells), style) for style, cells in groupby(row, key=_style_of))
            for row in map(_stripped, self.rows)
        ]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _down(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append([])

    def _turn(self, value: int) -> None:
        if value == 0:
            self.style = Style()
        elif value == 1:
            self.style = replace(self.style, bold=True)
        elif value == 2:
            self.style = replace(self.style, dim=True)
        elif value // 10 in (3, 9) and value % 10 < len(_COLOURS):
            self.style = replace(self.style, colour=_COLOURS[value % 10])
        else:
            raise ValueError(f"not a style that is known here: {value}")


def _style_of(cell: tuple[str, Style]) -> Style:
    return cell[1]


def _stripped(row: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Without the blanks at its end, which tables are filled up with."""
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    return row[:end]
