"""The fields of a form: names and values. Only values are read; scripts and XFA are not looked into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Name, Pdf, String

from .objects import DEPTH, entry, items, text, too_much
from .returned import TICKED, Field

MOST_FIELDS = 20_000
MOST_NODES = 4 * MOST_FIELDS
_PUSH_BUTTON = 1 << 16
_ON, _OFF = "Yes", "Off"


@dataclass(frozen=True, slots=True)
class _Node:
    """A node of the tree, and what it has from those above: names, kind, value, flags."""

    it: Any
    names: tuple[str, ...] = ()
    kind: str = ""
    value: Any = None
    flags: int = 0


def read_fields(pdf: Pdf) -> tuple[Field, ...]:
    """Every field of the form's tree, then those that only a page has. A second one of a name gets a number.

    Raises:
        ContentError: there are more than a pack can have.
    """
    seen: set[tuple[int, int]] = set()
    found: dict[str, Field] = {}
    for field in (*_of_tree(pdf, seen), *_of_pages(pdf, seen)):
        known = found.get(field.name)
        if known and (not field.value or field.value == known.value):
            continue
        name, number = field.name, 2
        # One without a value says nothing against one with it.
        while name in found and found[name].value:
            name, number = f"{field.name} ({number})", number + 1
        found[name] = Field(name, field.value, field.tick)
        if len(found) > MOST_FIELDS:
            raise too_much(f"more than {MOST_FIELDS:,} fields")
    return tuple(found.values())


def _of_tree(pdf: Pdf, seen: set[tuple[int, int]]) -> Iterator[Field]:
    waiting = [_Node(one) for one in reversed(list(items(entry(entry(pdf.Root, "/AcroForm"), "/Fields"))))]
    nodes = 0
    while waiting:
        node = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise too_much(f"more than {MOST_FIELDS:,} fields")
        if not _is_new(node.it, seen) or len(node.names) > DEPTH:
            continue
        here = _below(node)
        kids = list(items(entry(node.it, "/Kids")))
        named = [kid for kid in kids if entry(kid, "/T") is not None]
        if named:
            waiting += [_Node(kid, here.names, here.kind, here.value, here.flags) for kid in reversed(named)]
        else:
            for kid in kids:
                _is_new(kid, seen)
            yield from _field(here, [node.it, *kids])


def _of_pages(pdf: Pdf, seen: set[tuple[int, int]]) -> Iterator[Field]:
    """Fields that the tree does not lead to: a program that takes pages out of a file may leave the tree behind."""
    for page in pdf.pages:
        for widget in items(entry(page.obj, "/Annots")):
            if entry(widget, "/Subtype") == Name.Widget and _is_new(widget, seen):
                node = _Node(None)
                for above in reversed(lineage(widget)):
                    node = _below(_Node(above, node.names, node.kind, node.value, node.flags))
                yield from _field(node, [widget])


def lineage(widget: Any) -> list[Any]:
    """A widget and the nodes above it, the nearest first; a chain that is a circle ends where it closes."""
    chain: list[Any] = []
    node, seen = widget, set()
    while node is not None and len(chain) < DEPTH:
        if getattr(node, "is_indirect", False):
            if node.objgen in seen:
                break
            seen.add(node.objgen)
        chain.append(node)
        node = entry(node, "/Parent")
    return chain


def _is_new(node: Any, seen: set[tuple[int, int]]) -> bool:
    if not getattr(node, "is_indirect", False):
        return True
    new = node.objgen not in seen
    seen.add(node.objgen)
    return new


def _below(node: _Node) -> _Node:
    """A node with what it says itself over what it has from above."""
    it = node.it
    name, kind, value, flags = (entry(it, key) for key in ("/T", "/FT", "/V", "/Ff"))
    return _Node(
        it,
        (*node.names, text(name)) if isinstance(name, String) else node.names,
        text(kind) if isinstance(kind, Name) else node.kind,
        node.value if value is None else value,
        flags if isinstance(flags, int) else node.flags,
    )


def _field(node: _Node, widgets: list[Any]) -> Iterator[Field]:
    name = ".".join(node.names)
    if not name:
        return
    if node.kind == "Btn":
        if not node.flags & _PUSH_BUTTON:
            yield Field(name, _state(node.value, widgets), tick=True)
    elif node.kind in ("Tx", "Ch", ""):
        several = [text(one) for one in items(node.value)]
        yield Field(name, "\n".join(several) if several else text(node.value))


def _state(value: Any, widgets: list[Any]) -> str:
    """``x`` for a box that is ticked, the name of its state for another that is on, else nothing."""
    says = text(value)
    if not says:  # some programs only change how the box looks
        shown = (text(entry(widget, "/AS")) for widget in widgets)
        says = next((state for state in shown if state not in ("", _OFF)), "")
    return TICKED if says == _ON else "" if says == _OFF else says
