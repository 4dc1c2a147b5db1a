"""Two drafts and an opinion table, read from files as people have them."""

from collections.abc import Sequence
from pathlib import Path

from policyparse.drafts.diff import diff
from policyparse.drafts.landings import landed
from policyparse.drafts.scopes import Read
from policyparse.model.diff import Diff
from policyparse.pipeline import parse, parse_with_text
from tests.plans import LEXICON

HEADINGS = ("序号", "单位", "意见建议", "采纳情况", "不采纳理由")
SUFFIXES = (".md", ".html", ".txt")
Row = tuple[str, str, str]  # who, opinion, adoption


def judged(
    old: str, new: str, rows: Sequence[Row], folder: Path, suffix: str = ".md", drafts: str = ".txt"
) -> Diff:
    """What became of the opinions; the table in one of the formats."""
    names = (folder / f"旧稿{drafts}", folder / f"新稿{drafts}")
    for path, text in zip(names, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    lexicon = (LEXICON,)
    before, after = (Read(*parse_with_text(path, lexicon)) for path in names)
    table = parse(table_file(rows, folder, suffix), lexicon)
    assert len(table.opinions) == len(rows)
    return landed(
        diff(before.plan, after.plan, lexicon=lexicon), before, after, table, lexicon=lexicon
    )


def table_file(rows: Sequence[Row], folder: Path, suffix: str) -> Path:
    """The table as Markdown, as a page, or flattened, one cell per line."""
    cells = [[str(n), who, said, adopted, ""] for n, (who, said, adopted) in enumerate(rows, 1)]
    title = "《某某方案（征求意见稿）》意见采纳情况表"
    if suffix == ".md":
        lines = [f"# {title}", "", *(f"| {' | '.join(row)} |" for row in (HEADINGS, *cells))]
        lines.insert(3, "|---" * len(HEADINGS) + "|")
    elif suffix == ".html":
        body = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
            for row in (HEADINGS, *cells)
        )
        lines = [f"<h1>{title}</h1><table>{body}</table>"]
    else:
        lines = [title, *HEADINGS, *(cell for row in cells for cell in row if cell)]
    path = folder / f"意见采纳情况表{suffix}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
