"""The files that a user begins with. Each is valid as it stands, and says what may be changed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from pydantic import BaseModel

from ..model.content import Competency, Level, QuestionFormat
from ..model.pack import PackSpec
from .flags import explained

TO_DO = "To do:"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 48
_PLAIN = re.compile(r"[A-Za-z]\w*([ -]\w+)*|\d{4}-\d\d-\d\d")
_NOT_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
"""What YAML would take for something else than a word."""


def id_and_wording(words: str) -> tuple[str, str]:
    """An id and a wording from either: an id is kept, a wording is shortened to one."""
    words = " ".join(words.split())
    if _ID.fullmatch(words):
        return words, f"{TO_DO} the question, as it is asked"
    return slug(words), words


def slug(words: str) -> str:
    """Lower-case words with hyphens, as many as fit. Empty where nothing can be spelled in plain letters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = ""
    for word in re.findall(r"[a-z0-9]+", plain.replace("'", "")):
        longer = f"{name}-{word}" if name else word[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        name = longer
    return name


def pack(name: str, given: Mapping[str, object], command: str) -> str:
    """A pack file: the given keys as keys, all others as comments with their defaults."""
    return (
        f"# {name}: what goes into the workbook, and how it looks. Build it with: {command}\n"
        "# Delete the # before a key to set it. A flag of the same name wins over the key.\n"
        f"\n{keys(PackSpec, given, explained)}"
    )


def keys(model: type[BaseModel], given: Mapping[str, object], meaning: Callable[[str], str]) -> str:
    """A line for every key of a model, with its meaning beside it."""
    lines = {key: _line(key, field.default, given) for key, field in model.model_fields.items()}
    width = min(40, max(map(len, lines.values())))
    return "".join(f"{line:<{width}}  # {meaning(key)}\n" for key, line in lines.items())


def _line(key: str, default: object, given: Mapping[str, object]) -> str:
    return f"{key}: {_yaml(given[key])}" if key in given else f"# {key}: {_yaml(default)}".rstrip()


def question(
    id_: str,
    wording: str,
    themes: Iterable[str],
    theme: str,
    format_: QuestionFormat,
    level: Level,
    competencies: Iterable[Competency],
) -> str:
    """A question file with every section that is needed, and the most useful of the others."""
    return f"""---
id: {id_}
theme: {theme}  # {_or(themes)}
format: {format_}  # {_or(QuestionFormat)}
competencies: [{", ".join(competencies)}]  # one to four of {", ".join(Competency)}
level: {level}  # {_or(Level)}
framework: []  # prep-pack list frameworks
worksheets: []  # prep-pack list worksheets
tags: [mine]
---

# {wording}

## Why they ask
{TO_DO} what the interviewer wants to find out.

## Strong answer
{TO_DO} the answer you would be glad to have given, in the parts below or in plain paragraphs.

### Situation
{TO_DO} where, when, how big.

### Task
{TO_DO} what fell to you.

### Action
{TO_DO} what you did, and why so.

### Result
{TO_DO} what came of it, in numbers.

### Learning
{TO_DO} what you do differently since.

## Follow-up probes
- {TO_DO} what they may ask next. *And what that tests.*
"""


def own_folder(theme: str, model_question: str, design: type[BaseModel]) -> dict[str, str]:
    """The files of a reader's own folder, by their path in it."""
    own = {"title": "My interview workbook", "questions": ["my-first-question"], "themes": [theme]}
    return {
        "README.md": _README,
        "pack.yaml": pack("My interview", own, "prep-pack build"),
        f"content/questions/{theme}/my-first-question.md": model_question,
        "designs/mine/design.yaml": "# A design of your own. Use it with: prep-pack build --design mine\n\n"
        + keys(design, {}, lambda key: design.model_fields[key].description or key),
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


def _yaml(value: object) -> str:
    # JSON's way of writing a value is YAML's too, whatever characters the user typed.
    if value is None or value == "":
        return ""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_WORDS:
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_yaml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _or(words: Iterable[str]) -> str:
    return " | ".join(words)
