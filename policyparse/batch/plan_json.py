"""Results as JSON, and the schemas of that JSON."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from policyparse.model.base import FrozenModel
from policyparse.model.plan import Plan


class _AllRequired(GenerateJsonSchema):
    """Every key is always written, so that a reader may rely on it."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return not field.get("serialization_exclude")


def plan_json(plan: Plan) -> str:
    """What ``policyparse parse --json`` prints; the same plan gives the same characters."""
    return plan.model_dump_json(by_alias=True, indent=2) + "\n"


def json_schema(model: type[FrozenModel]) -> str:
    """The JSON Schema of what is printed of a model."""
    schema = model.model_json_schema(
        by_alias=True, mode="serialization", schema_generator=_AllRequired
    )
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
