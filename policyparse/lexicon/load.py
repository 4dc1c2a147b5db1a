"""Word files (TOML) -> one checked Lexicon; an error names file, line and key."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from policyparse.errors import BadLexicon
from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.schema import WordFile
from policyparse.model.base import FrozenModel

PROBLEMS = {
    "extra_forbidden": "没有这个键，请检查拼写",
    "missing": "缺少这个键",
    "string_type": "应是用引号括起的文字",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "enum": "不是允许的取值",
    "literal_error": "不是允许的取值",
    "tuple_type": "应是用方括号括起的列表",
    "model_type": "应是一张表",
    "dict_type": "应是一张表",
}


def load(extra: Iterable[Path] = ()) -> Lexicon:
    """The words that ship with the package, with those of ``extra`` files added.

    Raises BadLexicon for a file that is no TOML or holds an unknown or ill-typed key.
    """
    return _load(tuple(extra))


@cache
def _load(extra: tuple[Path, ...]) -> Lexicon:
    shipped = resources.files("policyparse.lexicon")
    names = sorted(item.name for item in shipped.iterdir() if item.name.endswith(".toml"))
    files = [read(name, (shipped / name).read_bytes()) for name in names]
    for path in extra:
        try:
            files.append(read(path, path.read_bytes()))
        except OSError as error:
            raise BadLexicon(path, None, None, "打不开这个文件") from error
    return Lexicon(_merged(files))


def read(name: str | Path, data: bytes) -> WordFile:
    """One word file, checked."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadLexicon(name, line, None, "不是 UTF-8 编码，请另存为 UTF-8") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise BadLexicon(name, line, None, f"不合 TOML 格式（{error}）") from error
    try:
        return WordFile.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        problem = PROBLEMS.get(first["type"], str(first["msg"]))
        where = first["loc"]
        raise BadLexicon(name, _line_of(text, where), _key(where), problem) from error


def _key(where: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def _line_of(text: str, where: tuple[int | str, ...]) -> int | None:
    """The line of a key: tomllib keeps no places, so the tables are counted."""
    lines = text.splitlines()
    line, path = 0, ""
    for number, part in enumerate(where):
        if isinstance(part, int):
            continue
        path = f"{path}.{part}" if path else part
        nth = where[number + 1] if number + 1 < len(where) else None
        header = re.compile(rf"\s*\[\[?\s*{re.escape(path)}\s*\]\]?")
        key = re.compile(rf"\s*{re.escape(part)}\s*=|.*[{{,]\s*{re.escape(part)}\s*=")
        found = [n for n in range(line, len(lines)) if header.match(lines[n])]
        if found:
            line = found[min(nth if isinstance(nth, int) else 0, len(found) - 1)]
            continue
        keys = [n for n in range(line, len(lines)) if key.match(lines[n])]
        if keys:
            line = keys[0]
    return line + 1


def _merged(files: list[WordFile]) -> WordFile:
    merged: dict[str, object] = {}
    for field in WordFile.model_fields:
        values = [getattr(file, field) for file in files]
        merged[field] = _plus(values)
    return WordFile.model_construct(None, **merged)  # type: ignore[arg-type]


def _plus(values: list[object]) -> object:
    """Lists end to end, tables field by field."""
    first = values[0]
    if isinstance(first, tuple):
        return tuple(item for value in values for item in value)  # type: ignore[attr-defined]
    if isinstance(first, dict):
        return {key: item for value in values for key, item in value.items()}  # type: ignore[attr-defined]
    if isinstance(first, FrozenModel):
        fields = type(first).model_fields
        return type(first).model_construct(
            None, **{name: _plus([getattr(value, name) for value in values]) for name in fields}
        )
    return values[-1]
