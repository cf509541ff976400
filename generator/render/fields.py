"""The places to write of a page, marked for what makes form fields of them.

A place is an empty link over it. The engine sets its rectangle and its place among the tags; `finish/fields.py` takes
it from there. A book that is filled in on a screen has a field in its place, and one that is printed nothing: both are
bound of the same sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

FIELD_SCHEME = "prep-pack-field:"
"""Before the kind, the full name and the label of a field in a link of a section set alone."""


class Places:
    """What the templates call for a place to write. Only a section set alone has any."""

    def __init__(self, apart: bool) -> None:
        self._apart = apart

    def fill(self, kind: str, name: Sequence[object], label: Sequence[object], style: str) -> Markup:
        """A place to write.

        Args:
            kind: ``text`` on ruled lines, ``cell``, ``tick`` or ``digit``.
            name: the pieces of its full name, from the question's id on; without any there is no field.
            label: what a screen reader says of it, in pieces.
            style: its place and at least its height, CSS.
        """
        if not self._apart or not name:
            return Markup("")
        full = ".".join(str(piece) for piece in name)
        said = ", ".join(str(piece) for piece in label if piece)
        address = f"{FIELD_SCHEME}{kind}/{quote(full, safe='')}?{quote(said, safe='')}"
        return Markup('<a class="fill" href="{}" style="{}"></a>').format(address, style)
