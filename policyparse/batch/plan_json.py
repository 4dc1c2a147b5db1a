"""A plan as JSON, and the schema of that JSON."""

import json

from policyparse.model.plan import Plan


def plan_json(plan: Plan) -> str:
    """What ``policyparse parse --json`` prints; the same plan gives the same characters."""
    return plan.model_dump_json(by_alias=True, indent=2) + "\n"


def plan_schema() -> str:
    """The JSON Schema of that output."""
    schema = Plan.model_json_schema(by_alias=True, mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
