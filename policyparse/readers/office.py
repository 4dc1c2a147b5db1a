"""Older Word, Excel and WPS files and OpenDocument: LibreOffice makes docx or xlsx of them."""

from dataclasses import replace
from pathlib import Path

from policyparse.errors import RefusedSource
from policyparse.model import RawDocument, Revisions
from policyparse.readers.docx import read_docx
from policyparse.readers.losses import Ledger
from policyparse.readers.ole import is_before_97, needs_password
from policyparse.readers.sniff import has_locked_members, is_office_xml
from policyparse.readers.soffice import Input, convert
from policyparse.readers.xlsx import read_xlsx

# Suffixes of one format by the name that RawDocument.format says; no other suffix: the first.
_NAMES = {
    "doc": {".wps": "wps", ".wpt": "wps"},
    "xls": {".et": "et", ".ett": "et"},
}
_SHEETS = ("xls", "ods")
_INPUTS = {
    "doc": Input(".doc", "MS Word 97"),
    "rtf": Input(".rtf", "Rich Text Format"),
    "odt": Input(".odt", "writer8"),
    "xls": Input(".xls", "MS Excel 97"),
    "ods": Input(".ods", "calc8"),
}
_XML = {"doc": "MS Word 2003 XML", "xls": "MS Excel 2003 XML"}


def read_converted(source: Path, data: bytes, revisions: Revisions, form: str) -> RawDocument:
    """A file of the format ``form``, read by way of docx or xlsx."""
    if needs_password(data) or has_locked_members(data):
        raise RefusedSource(
            source,
            "文件设有打开密码",
            hint="请用 Word、Excel 或 WPS 打开，去掉打开密码后另存再试",
            code="encrypted",
        )
    kind = _input(data, form)
    if form in _SHEETS:
        document = read_xlsx(source, convert(source, data, kind, "xlsx"))
    else:
        document = read_docx(source, convert(source, data, kind, "docx"), revisions)
    ledger = Ledger()
    ledger.note("converted")
    name = _NAMES.get(form, {}).get(source.suffix.lower(), form)
    return replace(document, format=name, losses=(*ledger.losses(), *document.losses))


def _input(data: bytes, form: str) -> Input:
    if is_office_xml(data):
        return Input(".xml", _XML[form])
    kind = _INPUTS[form]
    return replace(kind, filter="") if is_before_97(data) else kind
