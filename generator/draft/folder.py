"""The files that a folder of one's own begins with."""

from __future__ import annotations

from ..model.design import Tokens
from .pack import keys, to_change

FIRST_QUESTION = "my-first-question"


def own_folder(theme: str, first_question: str) -> dict[str, str]:
    """The files of a reader's own folder, by their path in it; ``first_question`` is the text of its one question."""
    own = {"title": "My interview workbook", "questions": [FIRST_QUESTION], "themes": [theme]}
    return {
        "README.md": _README,
        "pack.yaml": to_change("My interview", own, "prep-pack build"),
        f"content/questions/{theme}/{FIRST_QUESTION}.md": first_question,
        **own_look(),
    }


def own_look() -> dict[str, str]:
    """What every folder has, whatever it asks: a design to change, and a place for what is made."""
    return {
        "designs/mine/design.yaml": "# A design of your own. Use it with: prep-pack build --design mine\n\n"
        + keys(Tokens, {}, lambda key: Tokens.model_fields[key].description or key),
        "output/.gitignore": "*\n!.gitignore\n",
    }


_README = """# My interview workbook

Run these in this folder:

    prep-pack build                    make output/*.pdf from pack.yaml
    prep-pack list                     see all questions: mine and those that prep-pack brings
    prep-pack new question "…"         begin another question of mine
    prep-pack new pack NAME            begin another choice of questions

- `pack.yaml` says what goes into the workbook. Change the title, the role and the interview date first.
- `content/questions/` holds my questions, in a folder for each theme. They stand beside those that prep-pack brings.
- `designs/` holds my designs.
- `output/` holds what is made. Nothing else is ever written there.
"""
