"""A template and its style and script -> one self-contained HTML page."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup

from policyparse.errors import BadConfig
from policyparse.reports.resources import template_path


def render_page(
    template: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    folder: Path | None,
    context: dict[str, object],
) -> str:
    """Fill a template; styles and scripts are read from files beside it and put into the page."""
    style = "\n".join(_part(name, folder) for name in styles)
    script = "\n".join(_part(name, folder) for name in scripts)
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _part(name, folder)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(template).render(
            context, style=Markup(style), script=Markup(script), policy=policy(style, script)
        )
    except jinja2.TemplateError as error:
        name, line = getattr(error, "name", None), getattr(error, "lineno", None)
        where = f" {name}" if name else ""
        where += f" 第{line}行" if line else ""
        raise BadConfig(
            f"网页模板{where}有错误：{error.message or error}。请改正，或删去自备模板后重试。"
        ) from error


def policy(style: str, script: str) -> str:
    """What the page may load: nothing but the style and the script it carries."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _part(name: str, folder: Path | None) -> str:
    path = template_path(name, folder)
    if path is None:
        raise BadConfig(f"找不到网页模板 {name}。请重新安装，或检查自备模板所在的文件夹。")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(
            f"读不了网页模板 {path}。请检查权限，并另存为 UTF-8 编码后重试。"
        ) from error
    return text.replace("\r\n", "\n")
