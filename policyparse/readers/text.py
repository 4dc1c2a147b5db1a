"""Plain text: each line that is not blank is a block, exactly as it stands in the file."""

from pathlib import Path

from policyparse.errors import UnreadableSource
from policyparse.model import Place, RawBlock, RawDocument
from policyparse.readers.encoding import Decoded, decode
from policyparse.readers.lines import physical_lines
from policyparse.readers.losses import Ledger


def read_text(source: Path, data: bytes) -> RawDocument:
    """The lines of a text file."""
    decoded = decode(data, source)
    ledger = Ledger()
    note_broken(decoded, ledger)
    blocks = tuple(
        RawBlock("paragraph", Place(f"第{line.number}行"), line.text)
        for line in physical_lines(decoded.text)
        if not line.text.isspace() and line.text
    )
    require_blocks(blocks, source)
    return RawDocument("text", blocks, hard_wrapped=True, losses=ledger.losses())


def note_broken(decoded: Decoded, ledger: Ledger) -> None:
    """Say how many bytes did not fit the encoding."""
    if decoded.broken:
        ledger.note("bad-bytes", count=decoded.broken)


def require_blocks(blocks: tuple[RawBlock, ...], source: Path) -> None:
    """Refuse a file that has no text at all."""
    if not blocks:
        raise UnreadableSource(
            source, "文件里没有文字", hint="请确认选对了文件，或者重新导出一份", code="empty"
        )
