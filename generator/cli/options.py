"""What several commands ask for in the same words."""

from __future__ import annotations

from typing import Annotated

import typer

from . import completion

PackArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PACK",
        help="A pack file, or the name of a ready pack. When not given: pack.yaml of this folder, else the sample.",
        autocompletion=completion.packs,
        show_default=False,
    ),
]
StrictFlag = Annotated[bool, typer.Option("--strict", metavar="", help="Treat every warning as an error")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Print nothing but warnings and errors")]
NoCacheFlag = Annotated[bool, typer.Option("--no-cache", metavar="", help="Set every page anew, and keep none of them")]
JsonFlag = Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for other programs")]
