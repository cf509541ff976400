"""Names that files to come may not have, since a content folder or the bank has given them already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..load.folders import question_files
from ..load.strictyaml import parse_yaml
from ..load.text import read_text, shown
from ..model.problems import ContentError, Problem, SourceRef, warning
from .naming import Names


@dataclass(frozen=True, slots=True)
class Taken:
    """What is there: the folder that receives files, the files of each question id, and the ready packs of others."""

    own: Path | None = None
    questions: Mapping[str, Collection[Path]] = field(default_factory=dict)
    packs: Collection[str] = ()

    def free_id(self, name: str, theme: str, given: Names) -> tuple[str, list[Problem]]:
        """An id for a question of this theme that no file has, and what to tell where it is another.

        Where the question's own file is there it is no other: it is written anew with ``--force``, or refused.

        Args:
            name: how it would be called.
            theme: the theme's id.
            given: the ids of the same import.
        """
        free = given.unique(name, lambda id_: self._is_elsewhere(id_, path_of(theme, id_)))
        if not self._is_elsewhere(name, path_of(theme, name)):
            return free, []
        told = warning(
            f'there already is a question "{name}", so this one is "{free}"', "", SourceRef(path_of(theme, free))
        )
        return free, [told]

    def _is_elsewhere(self, id_: str, path: str) -> bool:
        mine = (self.own / path).resolve() if self.own else None
        return any(file != mine for file in self.questions.get(id_, ()))

    def free_pack(self, name: str, questions: Collection[str], file: str) -> tuple[str, list[Problem]]:
        """A name for the pack of these questions that hides no other pack, and what to tell where it is another.

        Args:
            name: how it would be called.
            questions: ids. A pack with one of them was made by an earlier import of the same: it is in the way, and
                only ``--force`` writes over it.
            file: what is imported, in messages.
        """
        free = Names().unique(name, lambda other: other in self.packs or self._is_anothers(other, questions))
        if free == name:
            return name, []
        return free, [warning(f'there already is a pack "{name}", so this one is "{free}"', "", SourceRef(file))]

    def _is_anothers(self, pack: str, questions: Collection[str]) -> bool:
        path = self.own / "packs" / f"{pack}.yaml" if self.own else None
        if path is None or not path.is_file():
            return False
        try:
            pack_file = parse_yaml(read_text(path), SourceRef(shown(path))).data
        except ContentError:
            return True
        listed = pack_file.get("questions") if isinstance(pack_file, dict) else None
        return not (isinstance(listed, list) and any(id_ in questions for id_ in listed))


def path_of(theme: str, id_: str) -> str:
    """Where the file of a question lies in a content folder."""
    return f"questions/{theme}/{id_}.md"


def taken_in(own: Path, roots: Sequence[Path]) -> Taken:
    """What is taken for files below ``own``; ``roots`` are the content folders that are read together with it."""
    others = [root for root in roots if root.resolve() != own.resolve()]
    packs = {path.stem for root in others for path in (root / "packs").glob("*.yaml")}
    return Taken(own, question_files(roots), packs)
