"""What an OFD file carries beside its pages: seals, marks and attached files, all told."""

from collections.abc import Iterator

from policyparse.readers.losses import Ledger
from policyparse.readers.ofd_document import Body, page_ids
from policyparse.readers.ofd_package import Element, Package, child, children, local, text_of
from policyparse.readers.ofd_seals import seal_name

_SILENT = frozenset({"Link"})
_KINDS = {"Watermark": "水印", "Stamp": "图章", "Highlight": "高亮", "Path": "手绘或文字标注"}


def note_marks(package: Package, body: Body, first: int, ledger: Ledger) -> None:
    """Note the seals and signatures, the annotations and the attachments of a document.

    ``first`` is how many pages come before its own.
    """
    places = {
        key: f"第{number}页"
        for number, key in enumerate(page_ids(body), start=first + 1)
        if key is not None
    }
    _note_signatures(package, body, places, ledger)
    _note_annotations(package, body, places, ledger)
    path = package.path(body.path, text_of(body.root, "Attachments"))
    for one in children(package.xml(path), "Attachment"):
        ledger.note("embedded", one.get("Name") or "")


def _note_signatures(package: Package, body: Body, places: dict[str, str], ledger: Ledger) -> None:
    """Seals by name, date and page; whether they are genuine is not looked at. 签章"""
    for one in children(package.xml(body.signatures), "Signature"):
        path = package.path(body.signatures or "", one.get("BaseLoc"))
        root = package.xml(path)
        info = child(root, "SignedInfo")
        name = seal_name(package.part(package.path(path or "", text_of(info, "Seal", "BaseLoc"))))
        name = name or seal_name(
            package.part(package.path(path or "", text_of(root, "SignedValue")))
        )
        stamps = list(children(info, "StampAnnot"))
        place = next((places[key] for s in stamps if (key := s.get("PageRef")) in places), None)
        date = (text_of(info, "SignatureDateTime") or "")[:8]
        said = "，".join(part for part in (name or "", place or "", date) if part)
        ledger.note("seal" if stamps else "signature", said, place)


def _note_annotations(package: Package, body: Body, places: dict[str, str], ledger: Ledger) -> None:
    """Comments, watermarks and stamps that readers of the file have added. 注释"""
    path = package.path(body.path, text_of(body.root, "Annotations"))
    for page in children(package.xml(path), "Page"):
        file = package.path(path or "", text_of(page, "FileLoc"))
        for one in children(package.xml(file), "Annot"):
            kind = one.get("Type") or ""
            if kind not in _SILENT:
                words = text_of(one, "Remark") or "".join(_words(one))
                sample = words or _KINDS.get(kind, "")
                ledger.note("annotation", sample, places.get(page.get("PageID") or ""))


def _words(annotation: Element) -> Iterator[str]:
    for element in annotation.iter():
        if local(element) == "TextCode":
            yield (element.text or "").strip()
