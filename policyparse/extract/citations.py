"""Documents that are named 引用文件, and which of them are the basis."""

import re
from collections.abc import Iterable, Iterator

from policyparse.model import Citation, Document
from policyparse.nlp.annotate import Passage
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline

_BASIS = re.compile("根据|依据|按照|落实|贯彻|遵照|对照|执行|结合")
_CHAIN = re.compile(r"^(?:[、，和及与以]|等|以及|要求|精神|文件|部署|（[^（）]*）)*$")
_SENTENCE = re.compile("[。；！？]")


def citations(
    text: NormalisedText, outline: Outline, passages: Iterable[Passage], document: Document
) -> Iterator[Citation]:
    """Every title in 《》 once, in the order of first mention."""
    seen: dict[str, int] = {}
    found: list[Citation] = []
    first = outline.nodes[0].start if outline.nodes else len(text.plain)
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
    """Items of a section 编制依据 that stand without 《》."""
    yield from found
    known = {c.title for c in found}
    for node in outline.walk():
        above = node.parent
        if above is None or not re.search("依据$", text.plain[slice(*above.title)]):
            continue
        line = text.plain[slice(*node.title)]
        if line.startswith("《"):
            continue
        number = re.search(r"[（(]([^（）()]*号)[）)]$", line)
        name = line[: number.start()] if number else line
        if any(k == name for k in known) or len(name) < 6:
            continue
        yield Citation(
            title=name,
            doc_number=number[1] if number else None,
            basis=True,
            evidence=(text.evidence(*node.title),),
        )
