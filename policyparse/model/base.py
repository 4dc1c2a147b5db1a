"""The base of all results: frozen pydantic models that allow no unknown field."""

from pydantic import BaseModel, ConfigDict


class FrozenModel(BaseModel):
    """A value: it never changes once made, and knows every field it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
