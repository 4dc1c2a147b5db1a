"""The office's settings and its list of judged findings, as files."""

import json
import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from policyparse.errors import BadConfig, reason_of
from policyparse.lexicon.load import PROBLEMS
from policyparse.model.base import FrozenModel
from policyparse.model.check import Baseline
from policyparse.reports.files import write_whole

FILE = "policyparse.toml"  # looked for in the current folder


class CheckSettings(FrozenModel):
    """What ``[tool.policyparse.check]`` may hold. 核查设置"""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None  # a file beside the settings


class _Tool(FrozenModel):
    check: CheckSettings = CheckSettings()


class _Tools(FrozenModel):
    policyparse: _Tool = _Tool()


class _File(FrozenModel):
    tool: _Tools = Field(default=_Tools())


def read_settings(path: Path) -> CheckSettings:
    """The settings of a file; raises BadConfig where it cannot be used."""
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        settings = _File.model_validate(tables).tool.policyparse.check
    except OSError as error:
        raise BadConfig(f"打不开配置文件 {path}：{reason_of(error)}。") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"配置文件 {path} 不合 TOML 格式（{error}）。请改正后重试。") from error
    except ValidationError as error:
        raise BadConfig(f"配置文件 {path} 中{_said(error)}。请改正后重试。") from error
    if settings.baseline is None:
        return settings
    beside = str(path.parent / settings.baseline)
    return settings.model_copy(update={"baseline": beside})


def read_baseline(path: Path) -> Baseline:
    """The findings that were judged; raises BadConfig where the file cannot be used."""
    try:
        return Baseline.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadConfig(f"打不开已判定清单 {path}：{reason_of(error)}。") from error
    except ValueError as error:  # of json, of the encoding and of pydantic
        said = _said(error) if isinstance(error, ValidationError) else "文字不合 JSON 格式"
        raise BadConfig(f"已判定清单 {path} 中{said}。请用 --write-baseline 重新生成。") from error


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write the list for people to read and to give their reasons in."""
    write_whole(path, (baseline.model_dump_json(by_alias=True, indent=2) + "\n").encode())


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    return f"“{key}”：{PROBLEMS.get(first['type'], str(first['msg']))}"
