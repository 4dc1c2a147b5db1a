"""An empty Word file in the manner of GB/T 9704: page, fonts, styles, page numbers."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from policyparse.reports.files import repacked
from policyparse.reports.tables import Paper

TITLE, HEADER, BODY, LATIN = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
# What stands in where a font is not installed; Word, WPS and LibreOffice read altName.
ALTERNATIVES = {
    TITLE: ("小标宋,方正小标宋_GBK,华文中宋,宋体", "roman"),
    BODY: ("仿宋,华文仿宋,FangSong,宋体", "modern"),
    HEADER: ("SimHei,华文黑体", "modern"),
    "楷体_GB2312": ("楷体,华文楷体,KaiTi", "modern"),
    "宋体": ("SimSun", "roman"),
}
SHEETS = {Paper.A4: (297, 210), Paper.A3: (420, 297)}
# Turned by a quarter, the margins of an upright page: head 37, left 28, foot 35, right 26 mm.
MARGINS = {"left": 35, "right": 37, "top": 28, "bottom": 26}
UPRIGHT = {"w": 11906, "h": 16838}
UPRIGHT_MARGINS = {"top": 2098, "left": 1587, "bottom": 1984, "right": 1474}  # 37, 28, 35, 26 mm
TWIPS_PER_MM = 1440 / 25.4

STYLES = (  # id, name, font, half-points, further paragraph properties in schema order
    (
        "AnnexMark",
        "附件标识",
        HEADER,
        32,
        '<w:keepNext/><w:spacing w:before="0" w:after="120"/>',
    ),
    (
        "TableTitle",
        "表题",
        TITLE,
        44,
        '<w:keepNext/><w:spacing w:before="120" w:after="160"/><w:jc w:val="center"/>',
    ),
    (
        "TableSubtitle",
        "表题说明",
        "楷体_GB2312",
        24,
        '<w:keepNext/><w:spacing w:before="0" w:after="120"/><w:jc w:val="center"/>',
    ),
    ("TableHead", "表头", HEADER, 22, '<w:jc w:val="center"/>'),
    ("TableBand", "表内标题", HEADER, 21, '<w:keepNext/><w:jc w:val="left"/>'),
    ("TableText", "表格正文", BODY, 21, '<w:jc w:val="left"/>'),
    ("TableCentre", "表格居中", BODY, 21, '<w:jc w:val="center"/>'),
    ("TableNote", "表注", BODY, 21, '<w:spacing w:before="80" w:after="0"/>'),
)

SMALL_STYLES = (  # of tables in smaller type; a document that has such adds them
    ("TableSmall", "表格小字", BODY, 18, '<w:jc w:val="left"/>'),
    ("TableSmallCentre", "表格小字居中", BODY, 18, '<w:jc w:val="center"/>'),
)
Style = tuple[str, str, str, int, str]


def set_upright(section: Any) -> None:
    """Turn a w:sectPr into an upright A4 page."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    size.attrib.pop(qn("w:orient"), None)
    for name, value in UPRIGHT.items():
        size.set(qn(f"w:{name}"), str(value))
    for name, value in UPRIGHT_MARGINS.items():
        margins.set(qn(f"w:{name}"), str(value))


def text_width(paper: Paper) -> int:
    """Return the width between the margins in twips."""
    millimetres = SHEETS[paper][0] - MARGINS["left"] - MARGINS["right"]
    return int(millimetres * TWIPS_PER_MM)


def new_document(paper: Paper, title: str, created: datetime) -> Any:
    """Return an empty document, ready for paragraphs and tables."""
    document = docx.Document()
    _set_defaults(document)
    add_styles(document)
    _set_fonts(document)
    _set_page(document, paper)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.title = title[:255]
    core.created = core.modified = created
    core.revision = 1
    return document


def document_bytes(document: Any) -> bytes:
    """Return a document as a file; the same document gives the same bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def _set_defaults(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.getparent().replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'{fonts_xml(BODY)}<w:sz w:val="21"/><w:szCs w:val="21"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
            'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        ),
    )
    language = document.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True


def fonts_xml(font: str) -> str:
    """Return the fonts of a run: one for Chinese, Times New Roman for Latin and figures."""
    latin = "宋体" if font == "宋体" else LATIN
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="{font}" '
        f'w:hAnsi="{latin}" w:cs="{LATIN}"/>'
    )


def add_styles(document: Any, styles: Sequence[Style] = STYLES) -> None:
    """Add paragraph styles to a document."""
    for identifier, name, font, size, properties in styles:
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" '
                f'w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
                f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{fonts_xml(font)}"
                f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
            )
        )


def _set_fonts(document: Any) -> None:
    """Name the fonts that stand in for those an office buys."""
    part = next(
        p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml"
    )
    root = etree.fromstring(part.blob)
    for font, (others, family) in ALTERNATIVES.items():
        root.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{font}"><w:altName w:val="{others}"/>'
                f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/>'
                "</w:font>"
            )
        )
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in SHEETS[paper])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.header_distance, section.footer_distance = Mm(15), Mm(14)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        for paragraph in list(footer.paragraphs):
            paragraph._element.getparent().remove(paragraph._element)
        footer._element.append(_page_number(side))


def _page_number(side: str) -> Any:
    """Return —1—, one character in from the outer edge."""
    run = f'<w:rPr>{fonts_xml("宋体")}<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:ind w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"<w:r>{run}<w:t>—</w:t></w:r>"
        f'<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{run}<w:t>1</w:t></w:r>"
        f'<w:r>{run}<w:fldChar w:fldCharType="end"/></w:r>'
        f"<w:r>{run}<w:t>—</w:t></w:r></w:p>"
    )
