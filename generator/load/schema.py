"""JSON Schema for the files that people write, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ..model.packfile import PackFile
from ..model.problems import Problem, UsageError, did_you_mean
from ..model.taxonomy import PARTS, WORDS, Taxonomy
from ..model.worksheet import Worksheet
from .forms import (
    AnswerForm,
    FactForm,
    FrameworkForm,
    PlanForm,
    QuestionForm,
    StoryForm,
    SynonymsForm,
    TermForm,
    ThemeForm,
)
from .sent import SentForm
from .taxonomy import TaxonomyForm

_MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "question": (QuestionForm, "Front matter of a question"),
    "framework": (FrameworkForm, "Front matter of a framework"),
    "answer": (AnswerForm, "Front matter of an answer of your own"),
    "story": (StoryForm, "Front matter of a story"),
    "plan": (PlanForm, "Front matter of a plan"),
    "pack": (PackFile, "A pack file"),
    "worksheet": (Worksheet, "A worksheet file"),
    "themes": (ThemeForm, "themes.yaml"),
    "facts": (FactForm, "facts.yaml"),
    "glossary": (TermForm, "glossary.yaml"),
    "synonyms": (SynonymsForm, "synonyms.yaml"),
    "taxonomy": (TaxonomyForm, "taxonomy.yaml"),
    "sent": (SentForm, "A record of what was sent"),
}
_LISTS = ("themes", "facts", "glossary", "synonyms")

SCHEMAS: tuple[str, ...] = tuple(_MODELS)
"""The names that `schema_for` knows."""


def schema_for(name: str, taxonomy: Taxonomy) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file, with the words that a folder's taxonomy has.

    Raises:
        UsageError: there is no schema of this name.
    """
    if name not in _MODELS:
        raise UsageError(Problem(f'unknown schema "{name}"', did_you_mean(name, SCHEMAS)))
    model, title = _MODELS[name]
    schema = model.model_json_schema()
    if name == "question":
        properties = schema["properties"]
        many = properties["framework"]
        properties["framework"] = {"anyOf": [many["items"], many], "description": many["description"]}
        properties["number"]["type"] = ["string", "integer"]
    if name == "worksheet":
        columns = schema["$defs"]["MatrixBlock"]["properties"]["columns"]
        several = {key: columns.pop(key) for key in ("type", "items", "minItems", "maxItems")}
        columns["anyOf"] = [{"enum": list(PARTS)}, several]
    _say_words(schema, taxonomy)
    if name in _LISTS:
        definitions = schema.pop("$defs", None)
        schema = {"type": "array", "items": schema} | ({"$defs": definitions} if definitions else {})
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | schema | {"title": title}


def _say_words(schema: Any, taxonomy: Taxonomy) -> None:
    """Wherever the words of a part belong, those that there are."""
    if isinstance(schema, dict):
        if isinstance(part := schema.get(WORDS), str):
            del schema[WORDS]
            words = taxonomy.part(part).ids
            schema |= {"enum": list(words)} if words else {}
        for inner in schema.values():
            _say_words(inner, taxonomy)
    elif isinstance(schema, list):
        for inner in schema:
            _say_words(inner, taxonomy)
