from __future__ import annotations

import json

import pytest

from generator.load.schema import SCHEMAS, schema_for
from generator.model.problems import UsageError
from tests.compose.bank import TAXONOMY


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_json_and_refuses_other_keys(name: str) -> None:
    schema = schema_for(name, TAXONOMY)
    assert json.loads(json.dumps(schema)) == schema
    whole = schema.get("items", schema)
    assert whole["additionalProperties"] is False
    assert all("description" in key for key in whole["properties"].values()) or name == "worksheet"


def test_a_question_may_name_one_framework_or_several() -> None:
    assert [choice["type"] for choice in schema_for("question", TAXONOMY)["properties"]["framework"]["anyOf"]] == [
        "string",
        "array",
    ]


def test_the_figures_are_listed() -> None:
    assert "two-way-door" in schema_for("framework", TAXONOMY)["$defs"]["Figure"]["enum"]


def test_unknown_schema() -> None:
    with pytest.raises(UsageError, match=r'^unknown schema "questoin"; did you mean "question"\?$'):
        schema_for("questoin", TAXONOMY)
