"""A small writer of OFD files (GB/T 33190-2016): pages by hand, or those of a PDF."""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import pdfplumber
import pypdfium2 as pdfium

from policyparse.readers.losses import Ledger
from policyparse.readers.page_lines import Char
from policyparse.readers.page_space import Space
from policyparse.readers.pdf_lines import TextLayer

XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72  # in a point
A4 = (210.0, 297.0)


def text(
    x: float, y: float, words: str, *, size: float = 5.6, deltas: str | None = None, more: str = ""
) -> str:
    """A TextObject whose first character stands at a place (millimetres).

    ``deltas`` are the offsets as attributes, else one em each; ``more`` are further attributes.
    """
    wide = size * len(words)
    even = f'DeltaX="g {len(words) - 1} {size:.4f}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Font="1" Size="{size}" '
        f'Boundary="{x:.3f} {y - size:.3f} {wide:.3f} {size * 1.3:.3f}" {more}>'
        f'<ofd:TextCode X="0" Y="{size:.3f}" {even if deltas is None else deltas}>'
        f"{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A PathObject: a straight line."""
    return (
        f'<ofd:PathObject ID="9" Boundary="0 0 210 297" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M {x0:.3f} {y0:.3f} L {x1:.3f} {y1:.3f}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The rules of a table without merged cells."""
    across = (rule(xs[0], y, xs[-1], y) for y in ys)
    down = (rule(x, ys[0], x, ys[-1]) for x in xs)
    return "".join((*across, *down))


def page(content: str, size: tuple[float, float] = A4, head: str = "") -> str:
    """The XML of a page with one layer."""
    return (
        f"<ofd:Page {XMLNS}>{head}<ofd:Area><ofd:PhysicalBox>0 0 {size[0]} {size[1]}"
        f"</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID='8'>{content}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )


def parts(pages: Iterable[str], common: str = "", after: str = "") -> dict[str, str | bytes]:
    """The members of a file; ``common`` goes into CommonData, ``after`` behind the pages."""
    made: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {XMLNS} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>"
    }
    listed = ""
    for number, content in enumerate(pages):
        made[f"Doc_0/Pages/Page_{number}/Content.xml"] = content
        place = quoteattr(f"Pages/Page_{number}/Content.xml")
        listed += f'<ofd:Page ID="{number + 1}" BaseLoc={place}/>'
    made["Doc_0/Document.xml"] = (
        f"<ofd:Document {XMLNS}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>"
    )
    return made


def packed(members: dict[str, str | bytes]) -> bytes:
    """The members as a file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def ofd(*pages: str) -> bytes:
    """A file with these pages."""
    return packed(parts(pages))


def of_pdf(data: bytes) -> bytes:
    """A PDF as a virtual printer writes it: each line a TextObject, each rule a PathObject."""
    document = pdfium.PdfDocument(data)
    plumber = pdfplumber.open(BytesIO(data))
    pages = []
    for index, drawn in enumerate(plumber.pages):
        left, bottom, right, top = document[index].get_mediabox()
        space = Space(left, bottom, right, top, document[index].get_rotation())
        layer = TextLayer(document[index], index + 1, space, Ledger())
        lines = "".join(_line([c for c in line if c.box]) for line in layer.chars())
        layer.close()
        edges = (
            tuple(float(e[k]) * MM for k in ("x0", "top", "x1", "bottom")) for e in drawn.edges
        )
        rules = "".join(rule(*edge) for edge in edges)  # type: ignore[arg-type]
        pages.append(page(lines + rules, (space.width * MM, space.height * MM)))
    document.close()
    plumber.close()
    return ofd(*pages)


def _line(chars: Sequence[Char]) -> str:
    boxes = [char.box for char in chars if char.box is not None]
    if not boxes:
        return ""
    across = " ".join(f"{(b.x0 - a.x0) * MM:.4f}" for a, b in pairwise(boxes))
    down = " ".join(f"{(b.bottom - a.bottom) * MM:.4f}" for a, b in pairwise(boxes))
    deltas = f'DeltaX="{across}" DeltaY="{down}"' if len(boxes) > 1 else ""
    size = chars[0].size * MM
    words = "".join(char.text for char in chars)
    stands = boxes[0].bottom * MM - 0.12 * size
    return text(boxes[0].x0 * MM, stands, words, size=size, deltas=deltas)
