"""Steps that take markup and blanks out of one source text."""

import re

from policyparse.normalise.mapped import Mapped, cut, delete, substitute

# Marks of direction and joining, and control characters: field marks of old .doc files, escapes.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f"
    "\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\ufffe]+"
)
_BREAK_TAG = re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
# Debris that converters leave behind: Markdown emphasis and escapes, tags, bookmarks.
_MARKUP = re.compile(
    r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`"
    r"|</?(?:sub|sup|b|i|u|em|strong|span|font|p|center|div|a|small|big|mark|ins|del)(?:\s[^<>]*)?/?>"
    r"|\[bookmark:[^\]\n]*\]|\\(?=[\\`*_{}\[\]()#+\-.!|~<>])",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[<*_`\[\\]")  # without one of these there is no markup
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_BLANK = "[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_WORD = "A-Za-z0-9"
_TITLE = "[\u4e00-\u9fff、“”]"
_CN = "[一二三四五六七八九十]{1,3}"
_NUMBERED = (
    rf"(?:[（(]{_BLANK}?{_CN}{_BLANK}?[）)]|{_CN}{_BLANK}?、(?!{_CN}、)|[0-9０-９]{{1,2}}{_BLANK}?[.．、](?![0-9０-９]))"
    rf"(?:{_BLANK}?[\u4e00-\u9fff“]|$)"
)
RUN_ON_NUMBER = re.compile(_NUMBERED)
# A heading that runs on behind a blank: 一、工作目标 2026年全区… but 一、工作目 标。全区… is one
# that a scan has torn.
_HEADED = re.compile(
    rf"\s*(?:{_CN}、|[（(]{_CN}[）)]){_BLANK}*{_TITLE}{{4,16}}(?<!、)(?P<gap>{_BLANK}+)"
    rf"(?!、|(?:{_TITLE}|[{_WORD}]|{_BLANK}){{1,14}}[。：:]|[（(](?!(?:{_CN}|\d{{1,2}})[）)]))(?=(?:\S{_BLANK}?){{12}})"
)
_TORN = re.compile(rf"(?<=[\u4e00-\u9fff]){_BLANK}(?=[\u4e00-\u9fff])")
# A single blank is kept between two Latin words or figures only; a wide gap between Chinese
# words is a separator (张三　局长) and stays as one blank.
_FOLD = re.compile(
    rf"(?={_BLANK})(?:(?P<keep>(?<=[{_WORD}.,;:)%]){_BLANK}+(?=[{_WORD}(])"
    rf"|(?<=[\u4e00-\u9fff）)。；]){_BLANK}+(?={_NUMBERED}))|(?P<gap>\u3000+{_BLANK}*|{_BLANK}{{2,}})"
    rf"|{_BLANK}+)"
)
_ANY_BLANK = re.compile(rf"{_BLANK}")
_EDGES = re.compile(rf"{_BLANK}*\n[\s\u3000]*")


def clean(source: Mapped, *, markup: bool) -> Mapped:
    """One source text without invisible characters, markup and surplus blanks."""
    text = delete(source, _INVISIBLE)
    if markup and _MARKED.search(text.text):
        text = substitute(text, _LINK, lambda m: cut(text, *m.span("text")))
        text = substitute(text, _BREAK_TAG, lambda _: "\n")
        text = delete(text, _MARKUP)
    return fold_blanks(text)


def fold_blanks(text: Mapped) -> Mapped:
    """Blanks folded: none beside a Chinese character, one between Latin words."""

    if not _ANY_BLANK.search(text.text):
        return substitute(text, _EDGES, lambda _: "\n") if "\n" in text.text else text
    behind = _behind_heading(text.text)

    def fold(match: re.Match[str]) -> Mapped | str:
        if match["keep"] or match["gap"] or match.start() == behind:
            first = text.text[match.start()]
            return cut(text, match.start(), match.start() + 1) if first == " " else " "
        return ""

    folded = substitute(text, _FOLD, fold)
    return substitute(folded, _EDGES, lambda _: "\n") if "\n" in folded.text else folded


def _behind_heading(text: str) -> int:
    """Where the blank stands that ends a heading; -1 where none does or blanks stand anywhere."""
    headed = _HEADED.match(text)
    if headed is None:
        return -1
    torn = not text[headed.end()].isdigit() and _TORN.search(text, headed.end())
    return -1 if torn else headed.start("gap")
