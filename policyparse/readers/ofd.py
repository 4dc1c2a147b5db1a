"""OFD files (GB/T 33190-2016), the format in which official documents are exchanged."""

from pathlib import Path

from policyparse.model import RawDocument
from policyparse.readers.losses import Ledger
from policyparse.readers.ofd_document import bodies, sheets
from policyparse.readers.ofd_marks import note_marks
from policyparse.readers.ofd_package import Package
from policyparse.readers.ofd_pages import page_of
from policyparse.readers.page_blocks import Page, document_of


def read_ofd(source: Path, data: bytes) -> RawDocument:
    """The blocks of an OFD file in reading order, with page and box."""
    ledger = Ledger()
    package = Package(source, data, ledger)
    pages: list[Page] = []
    count = 0
    for body in bodies(package):
        note_marks(package, body, count, ledger)
        for sheet in sheets(package, body):
            count += 1
            if sheet is None:
                ledger.note("page-damaged", f"第{count}页", f"第{count}页")
            else:
                pages.append(page_of(sheet, count, ledger))
    if count and not pages:
        raise package.damaged("OFD 文件的各页都已损坏或者缺失")
    return document_of(pages, source, "ofd", ledger)
