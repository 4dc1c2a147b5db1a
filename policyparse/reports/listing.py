"""The list of documents: what each says of itself, whom it cites, which annexes it names."""

import re
from collections.abc import Iterator

from policyparse.graph import Graph
from policyparse.graph.citations import resolve
from policyparse.model import Evidence
from policyparse.reports.content import document_fields, title_link
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.relations import pairs_of, relation_rows, unrelated_lines
from policyparse.reports.views import AnnexRow, CitationRow, DocumentRow, RelationsView

BASIS, MENTION, NOT_GIVEN = "依据", "提及", "未提供"
PRESENT, ABSENT = "已随文提供", "正文提到，所给文件中未见"

_HEADING = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?$")
_LISTED = re.compile(
    r"附[件表]\s*[\d一二三四五六七八九十]*\s*[:：.．、]\s*(?:1[.．、])?\s*(.{4,80})$"
)
_NAMED = re.compile(r"(?:详见|见|按照?|根据)(附[件表]\s*[\d一二三四五六七八九十]*)")


def relations_view(graph: Graph, texts: SourceTexts) -> RelationsView:
    """All of the section."""
    pairs = pairs_of(graph, texts)
    return RelationsView(
        documents=tuple(_document(texts, source) for source in texts.all),
        relations=relation_rows(texts, pairs),
        unrelated=unrelated_lines(texts, pairs),
        citations=tuple(_citations(texts)),
        annexes=tuple(annex_rows(texts)),
    )


def _document(texts: SourceTexts, source: SourceText) -> DocumentRow:
    fields = [field.values for field in document_fields(texts, source)]
    meta = source.plan.source
    pages = f"，{meta.pages}页" if meta.pages else ""
    parts = f"，含附件{len(meta.parts)}个" if meta.parts else ""
    file = Link(f"{meta.name}（{meta.characters}字{pages}{parts}）")
    state = Link(label(source.plan.status))
    return DocumentRow(source.code, title_link(texts, source), (*fields, (file,), (state,)))


def _citations(texts: SourceTexts) -> Iterator[CitationRow]:
    documents = [source.plan.document for source in texts.all]
    for index, source in enumerate(texts.all):
        for citation in source.plan.document.citations:
            match = resolve(citation, index, documents)
            yield CitationRow(
                code=source.code,
                basis=BASIS if citation.basis else MENTION,
                title=texts.link(f"《{citation.title}》", source.name, citation.evidence),
                number=citation.doc_number or "",
                given=texts.all[match.index].code if match else NOT_GIVEN,
            )


def annex_rows(texts: SourceTexts) -> Iterator[AnnexRow]:
    """The annexes that a text names, and whether they are there."""
    for source in texts.all:
        yield from _annexes(texts, source)


def _annexes(texts: SourceTexts, source: SourceText) -> Iterator[AnnexRow]:
    if source.text is None:
        return
    lines = source.text.split("\n")
    headed = any(_HEADING.fullmatch(line.strip()) for line in lines)
    state = PRESENT if headed or source.plan.source.parts else ABSENT
    at, listed = 0, False
    for number, line in enumerate(lines):
        match = _LISTED.match(line.strip())
        if match:
            name = match.group(1).strip("《》 ")
            later = any(other.strip("《》 ") == name for other in lines[number + 1 :])
            place = _place(source, at, at + len(line))
            shown = PRESENT if later else state
            yield AnnexRow(source.code, texts.link(line.strip(), source.name, place), shown)
            listed = True
        at += len(line) + 1
    if listed:
        return
    found = dict.fromkeys(match.group(1) for match in _NAMED.finditer(source.text))
    for name in found:
        start = source.text.index(name)
        place = _place(source, start, start + len(name))
        yield AnnexRow(source.code, texts.link(name, source.name, place), state)


def _place(source: SourceText, start: int, end: int) -> tuple[Evidence, ...]:
    assert source.text is not None
    block = source.block_at(start)
    return (Evidence(text=source.text[start:end], start=start, end=end, block=block),)
