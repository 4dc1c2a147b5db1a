"""Pages of a PDF that are pictures: drawn, recognised and read like any other page."""

import pypdfium2 as pdfium

from policyparse.readers import ocr
from policyparse.readers.losses import Ledger
from policyparse.readers.page_blocks import Page, filled
from policyparse.readers.page_rows import parted
from policyparse.readers.page_rules import TooManyRules, tables_of

_SCALE = 200 / 72  # pixels a point
_LONGEST = 3400  # pixels: a page that claims to be huge is drawn coarser


def recognised(page: pdfium.PdfPage, blank: Page, ledger: Ledger) -> Page | None:
    """The page with the text that was recognised on it; None where there is none.

    That it was recognised is told, and every line of low confidence with its text.
    """
    place = f"第{blank.number}页"
    scale = min(_SCALE, _LONGEST / max(blank.width, blank.height, 1.0))
    try:
        found = ocr.recognise(page.render(scale=scale).to_numpy(), scale)
        tables = tables_of(found.rules)
    except (ocr.RecognitionFailed, pdfium.PdfiumError):
        return None
    except TooManyRules:
        ledger.note("table-unread", "线条过多", place)
        tables = []
    if not found.chars:
        return None
    ledger.note("recognised", place=place)
    for text, confidence in found.doubtful:
        ledger.note("doubtful", f"{text}（{confidence:.0%}）", place)
    return filled(blank, parted(found.chars), tables, ledger)
