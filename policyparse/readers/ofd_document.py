"""The parts of an OFD file (GB/T 33190-2016, 7.4 and 7.5): documents, pages, templates."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.readers.ofd_package import Element, Package, child, children, numbers, text_of

_ENTRY = "OFD.xml"
_A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres
_MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Body:
    """One document of the file: most hold just one."""

    path: str  # of its Document.xml
    root: Element
    signatures: str | None  # path of the list of its signatures
    box: tuple[float, ...]  # of a page: x, y, width, height in millimetres
    templates: dict[str, str]  # paths by ID
    units: dict[str, Element]  # composite objects by ID


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its own content and that of its templates, which stands behind or before it."""

    id: str | None
    box: tuple[float, ...]
    contents: tuple[Element, ...]
    units: dict[str, Element] = field(repr=False)


def bodies(package: Package) -> list[Body]:
    """The documents in the order of the entry file. 文档体"""
    entry = package.path("", _ENTRY)
    root = package.xml(entry)
    if root is None or entry is None:
        if package.holds("Encryptions.xml") or package.holds("OFDEncryptions.xml"):
            raise package.locked()
        raise package.damaged("OFD 文件里没有入口（OFD.xml），或者已损坏")
    found = [
        body
        for one in children(root, "DocBody")
        if (body := _body(package, entry, one)) is not None
    ]
    if not found:
        raise package.damaged("OFD 文件里没有正文（Document.xml），或者已损坏")
    return found


def _body(package: Package, entry: str, element: Element) -> Body | None:
    path = package.path(entry, text_of(element, "DocRoot"))
    root = package.xml(path)
    if root is None or path is None:
        return None
    common = child(root, "CommonData")
    templates = {
        key: found
        for one in children(common, "TemplatePage")
        if (key := one.get("ID")) and (found := package.path(path, one.get("BaseLoc")))
    }
    units: dict[str, Element] = {}
    for name in ("PublicRes", "DocumentRes"):
        for one in children(common, name):
            units |= _units(package, package.path(path, one.text))
    box = numbers(text_of(common, "PageArea", "PhysicalBox"), 4)
    signatures = package.path(entry, text_of(element, "Signatures"))
    return Body(path, root, signatures, _box(box), templates, units)


def _box(box: tuple[float, ...] | None) -> tuple[float, ...]:
    return _A4 if box is None or min(box[2:]) <= 0 else box


def _units(package: Package, path: str | None) -> dict[str, Element]:
    """The composite objects of a resource file. 复合图元"""
    holder = child(package.xml(path), "CompositeGraphicUnits")
    return {
        key: content
        for one in children(holder, "CompositeGraphicUnit")
        if (key := one.get("ID")) and (content := child(one, "Content")) is not None
    }


def page_ids(body: Body) -> list[str | None]:
    """The IDs of the pages in their order."""
    return [one.get("ID") for one in children(child(body.root, "Pages"), "Page")]


def sheets(package: Package, body: Body) -> Iterator[Sheet | None]:
    """The pages in their order; None for one that cannot be read."""
    templates: dict[str, Element | None] = {}
    pages = list(children(child(body.root, "Pages"), "Page"))
    if len(pages) > _MOST_PAGES:
        raise package.too_large()
    for page in pages:
        path = package.path(body.path, page.get("BaseLoc"))
        root = package.xml(path)
        if root is None or path is None:
            yield None
            continue
        units = dict(body.units)
        for one in children(root, "PageRes"):
            units |= _units(package, package.path(path, one.text))
        contents = []
        for one in children(root, "Template"):
            key = one.get("TemplateID") or ""
            if key not in templates:
                templates[key] = child(package.xml(body.templates.get(key)), "Content")
            contents.append(templates[key])
        contents.append(child(root, "Content"))
        area = numbers(text_of(root, "Area", "PhysicalBox"), 4)
        box = body.box if area is None else _box(area)
        shown = tuple(content for content in contents if content is not None)
        yield Sheet(page.get("ID"), box, shown, units)
