"""The list of documents: what each says of itself, whom it cites, which annexes it names."""

from collections.abc import Iterator, Sequence

from policyparse.graph import Graph
from policyparse.graph.citations import resolve
from policyparse.matching.annexes import annexes
from policyparse.model import Evidence
from policyparse.reports.answers import Answer, agreeing, answer_rows
from policyparse.reports.content import document_fields, title_link
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.relations import pairs_of, relation_rows, unrelated_lines
from policyparse.reports.views import AnnexRow, CitationRow, DocumentRow, RelationsView

BASIS, MENTION, NOT_GIVEN = "依据", "提及", "未提供"
PRESENT, ABSENT = "已随文提供", "正文提到，所给文件中未见"


def relations_view(
    graph: Graph, texts: SourceTexts, answers: Sequence[Answer] = ()
) -> RelationsView:
    """All of the section; ``answers`` are the pairs that have a coverage report."""
    pairs = agreeing(pairs_of(graph, texts), answers)
    return RelationsView(
        documents=tuple(_document(texts, source) for source in texts.all),
        relations=relation_rows(texts, pairs),
        answers=tuple(answer_rows(texts, answers)),
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
        for annex in annexes(source.plan, source.text) if source.text else ():
            start, end = annex.start, annex.start + len(annex.text)
            place = Evidence(text=annex.text, start=start, end=end, block=source.block_at(start))
            shown = PRESENT if annex.read else ABSENT
            yield AnnexRow(source.code, texts.link(annex.text, source.name, (place,)), shown)
