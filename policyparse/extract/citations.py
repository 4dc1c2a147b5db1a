"""Documents that are named 引用文件, and which of them are the basis."""

import re
from collections.abc import Iterable, Iterator

from policyparse.model import Citation, Document, DocumentKind
from policyparse.nlp.annotate import Passage
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline

_BASIS = re.compile("根据|依据|按照|落实|贯彻|遵照|对照|执行|结合")
_BASIS_TITLE = re.compile("依据$")
_NUMBER_BEHIND = re.compile(r"[（(]([^（）()]*号)[）)]$")
_SENTENCE = re.compile("[。；！？]")


def citations(
    text: NormalisedText, outline: Outline, passages: Iterable[Passage], document: Document
) -> Iterator[Citation]:
    """Every title in 《》 once, in the order of first mention."""
    seen: dict[str, int] = {}
    found: list[Citation] = []
    first = _preamble_end(text, outline, document)
    basis_sections = _basis_sections(text, outline)
    for passage in passages:
        for title in passage.titles:
            name = re.sub(r"\s+", "", passage.text[slice(*title.title)])
            if not name or (
                document.title
                and (name == document.title or (name in document.title and "印发" not in name))
            ):
                continue
            start, end = passage.base + title.start, passage.base + title.end
            number = passage.text[slice(*title.number)].replace(" ", "") if title.number else None
            in_preamble = start < first or any(a <= start < b for a, b in basis_sections)
            basis = in_preamble and (
                any(a <= start < b for a, b in basis_sections)
                or _is_basis(passage.text, title.start)
            )
            evidence = (text.evidence(start, end),)
            if name in seen:
                old = found[seen[name]]
                found[seen[name]] = old.model_copy(
                    update={
                        "basis": old.basis or basis,
                        "doc_number": old.doc_number or number,
                        "evidence": (*old.evidence, *evidence),
                    }
                )
                continue
            seen[name] = len(found)
            found.append(Citation(title=name, doc_number=number, basis=basis, evidence=evidence))
    yield from _with_lists(text, outline, found)


def _is_basis(text: str, at: int) -> bool:
    """根据, 落实 … earlier in the sentence, with nothing but other titles after it."""
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, at)), default=0)
    return bool(_BASIS.search(text, begin, at))


def _basis_sections(text: NormalisedText, outline: Outline) -> list[tuple[int, int]]:
    nodes = [
        n
        for n in outline.walk()
        if re.search("(?:编制|制定|起草|工作)?依据$", text.plain[slice(*n.title)])
    ]
    spans = []
    for node in nodes:
        inside = list(node.walk())
        end = max(
            [node.title[1], *(n.title[1] for n in inside), *(p.end for n in inside for p in n.body)]
        )
        spans.append((node.title[0], end))
    return spans


def _with_lists(
    text: NormalisedText, outline: Outline, found: list[Citation]
) -> Iterator[Citation]:
    """With the items of a section 编制依据 that stand without 《》; a title inside is no basis."""
    items = list(_listed(text, outline))
    names = {_plain(item.title) for item in items}
    for citation in found:
        if _plain(citation.title) in names:
            continue
        inside = any(citation.title in item.title for item in items)
        yield citation.model_copy(update={"basis": False}) if inside else citation
    earlier = {_plain(c.title): c.evidence for c in found}
    for item in items:
        more = earlier.get(_plain(item.title), ())
        yield item.model_copy(update={"evidence": (*item.evidence, *more)})


def _listed(text: NormalisedText, outline: Outline) -> Iterator[Citation]:
    for node in outline.walk():
        above = node.parent
        line = text.plain[slice(*node.title)]
        if above is None or not _BASIS_TITLE.search(text.plain[slice(*above.title)]):
            continue
        number = _NUMBER_BEHIND.search(line)
        name = line[: number.start()] if number else line
        if line.startswith("《") or len(name) < 6:
            continue
        yield Citation(
            title=name,
            doc_number=number[1] if number else None,
            basis=True,
            evidence=(text.evidence(*node.title),),
        )


def _plain(title: str) -> str:
    return re.sub(r"[《》〈〉\s]", "", title)


def _preamble_end(text: NormalisedText, outline: Outline, document: Document) -> int:
    """Where the part ends that states the basis: the first heading, or the first article."""
    if not outline.nodes:
        return len(text.plain)
    if document.kind is not DocumentKind.MEASURES:
        return outline.nodes[0].start
    articles = [n.start for n in outline.walk() if n.kind == "article"]
    return articles[1] if len(articles) > 1 else outline.nodes[0].start
