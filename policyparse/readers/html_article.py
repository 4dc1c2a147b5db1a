"""Where a page keeps its article, its title and its table of metadata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.readers.html_tree import Element, Page

# Containers of the article in the systems that Chinese government sites run on: #id, .class, tag.
KNOWN = (
    "#ucap-content",
    "#zoom",
    "#zoomcon",
    "#fontzoom",
    ".trs_editor",
    ".trs_editor_view",
    ".trs_ueditor",
    ".trs_preappend",
    "#vsb_content",
    "#vsb_content_2",
    ".v_news_content",
    "#contentregion",
    "#barrierfree_container",
    "#js_content",
    ".pages_content",
    "#artibody",
    "#articlecontent",
    "#newscontent",
    "#news_content",
    ".xxgk_content",
    ".zwgk_content",
)
# Names that are used for an article and for other things: taken when they hold much of the page.
LIKELY = (
    ".article-content",
    ".article_content",
    ".articlecontent",
    ".article-con",
    ".article_con",
    ".detail-content",
    ".news_content",
    ".con_text",
    ".contxt",
    ".txt_content",
    "#content",
    ".content",
    ".article",
    "#article",
    "article",
    "main",
    "#main",
)
# What stands beside a document in the catalogue of public information 政府信息公开目录.
METADATA = (
    "索引号",
    "发文字号",
    "文号",
    "发文机关",
    "发布机构",
    "发布日期",
    "成文日期",
    "主题分类",
    "公文种类",
    "有效性",
    "信息分类",
    "生成日期",
)
_NAMES = frozenset(KNOWN) | frozenset(LIKELY)
_CONTAINERS = frozenset(("div", "section", "article", "main", "form", "center", "td", "span"))
_TEXT = frozenset(("p", "h1", "h2", "h3", "h4", "ol", "table", "blockquote", "pre", "dl"))
_ASIDE = ("nav", "footer", "aside")
_WHOLE = ("table", "dl", "ul")  # lists of the catalogue's entries are not taken apart
_LEAST = 20  # characters of an article in a known container
_SHARES = (0.3, 0.8)  # of the page's prose that a known and a likely container must hold
_BULK = 0.5  # of its parent's plain text that the deepest element must hold
_PROSE = 0.97  # of its parent's commas and full stops that it must hold
_SENTENCES = 6  # commas and full stops that make text outside the article worth telling
_MORE = 200  # characters that make a second container of the same name a part of the article
_METADATA_LENGTH = 1500
_TITLE_MARKS = ("articletitle", "title", "og:title")
_HAN = re.compile("[\u4e00-\u9fff]")
# What follows the document's name in <title>; a dash alone may belong to the name (2027—2029年).
_SITE_NAME = re.compile(
    r"(?<=.{6})(?:\s*[_|｜]|\s+[-–—－]+\s+).*$|(?<=.{6})\s*[-–—－]+[^-–—－]*(?:网|门户|政府|厅|局|委)$"
)


@dataclass(frozen=True, slots=True)
class Article:
    """The parts of a page that are the document."""

    parts: tuple[Element, ...]
    metadata: tuple[Element, ...]  # outside the parts, before them
    known: bool  # found by its name; else by the density of its text


def find_article(page: Page) -> Article:
    """The article by its container's name, or where most of the text is that is no link."""
    bulk = densest(page.body)
    named: dict[str, list[Element]] = {}
    _collect(page.body, frozenset(), named)
    for names, share in zip((KNOWN, LIKELY), _SHARES, strict=True):
        for name in names:
            found = [e for e in named.get(name, ()) if e.plain >= _LEAST]
            parts = _of_weight(found) if found else ()
            if parts and sum(part.marks for part in parts) >= page.body.marks * share:
                return Article(parts, tuple(_metadata(page.body, parts)), known=True)
    return Article((bulk,), tuple(_metadata(page.body, (bulk,))), known=False)


def prose_outside(root: Element, article: Article) -> Iterator[Element]:
    """The elements with sentences in them that are no part of the article, such as other news."""
    for element in root.elements() if root not in article.parts else ():
        if element in article.parts or element in article.metadata or element.tag in _ASIDE:
            continue
        if _holds(element, article.parts):
            yield from prose_outside(element, article)
        elif element.marks >= _SENTENCES:
            yield element


def densest(body: Element) -> Element:
    """The deepest container that still holds the page's prose, and beside which none stands."""
    best = body
    while True:
        children = list(best.elements())
        heavy = next((e for e in children if _holds_most(e, best)), None)
        if heavy is None or any(_is_text(e) for e in children if e is not heavy):
            return best
        best = heavy


def _holds_most(element: Element, of: Element) -> bool:
    enough = element.plain >= of.plain * _BULK and element.marks >= of.marks * _PROSE
    return element.tag in _CONTAINERS and enough and element.plain > 0


def _is_text(element: Element) -> bool:
    return element.tag in _TEXT and element.plain > 0


def _collect(root: Element, around: frozenset[str], named: dict[str, list[Element]]) -> None:
    """The elements by name (#id, .class, tag), each unless it is inside another of that name."""
    for element in root.elements():
        if element.tag in _ASIDE:
            continue
        own = _NAMES.intersection(_names(element)) - around
        for name in own:
            named.setdefault(name, []).append(element)
        _collect(element, around | own if own else around, named)


def _names(element: Element) -> Iterator[str]:
    yield element.tag
    yield "#" + element.attribute("id").lower()
    yield from ("." + name for name in element.attribute("class").lower().split())


def _of_weight(found: list[Element]) -> tuple[Element, ...]:
    """The heaviest of several containers, and the others that hold more than a remark."""
    heaviest = max(found, key=lambda element: element.plain)
    return tuple(e for e in found if e is heaviest or e.plain >= _MORE)


def _metadata(root: Element, parts: tuple[Element, ...]) -> Iterator[Element]:
    """The smallest elements with three labels of the catalogue, before the article begins."""
    for element in root.elements():
        if element in parts:
            return
        labels = _labels(element)
        if labels < 3:
            continue
        whole = element.tag in _WHOLE and all(e.tag != "table" for e in element.descendants())
        within = [] if whole else list(_metadata(element, parts))
        if within:
            yield from within
        elif (whole or element.chars <= _METADATA_LENGTH) and not _holds(element, parts):
            yield element
        return


def _labels(element: Element) -> int:
    text = "".join(element.text().split())
    return sum(label in text for label in METADATA)


def _holds(element: Element, parts: tuple[Element, ...]) -> bool:
    return any(below in parts for below in element.descendants())


def title_of(page: Page) -> str:
    """What the page calls the document, without the name of the site; may be empty."""
    for name in _TITLE_MARKS:
        title = " ".join(page.meta.get(name, "").split())
        if _HAN.search(title):
            return title
    title = _SITE_NAME.sub("", " ".join(page.title.split()))
    return title if _HAN.search(title) else ""
