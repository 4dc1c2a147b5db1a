"""Where templates and editable lists are looked for."""

from importlib import resources
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2] / "templates"


def template_path(name: str, user_dir: Path | None = None) -> Path | None:
    """Find a template or list: the user's folder first, then the package, then the checkout."""
    for folder in _folders(user_dir):
        if (folder / name).is_file():
            return folder / name
    return None


def _folders(user_dir: Path | None) -> list[Path]:
    packaged = resources.files("policyparse") / "templates"
    folders = [user_dir] if user_dir is not None else []
    if isinstance(packaged, Path):  # not inside a zip
        folders.append(packaged)
    folders.append(CHECKOUT)
    return folders
