"""Scanned pages: text recognised on this machine without any network, with the extra ``ocr``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from policyparse.readers.page_lines import Char
from policyparse.readers.page_rules import Rule, rule
from policyparse.readers.page_space import Box

_LONGEST_SIDE = 2400  # pixels: A4 at 200 dots an inch; the engine shrinks what is larger
_DOUBTFUL = 0.9  # confidence below which a line is told
_ALIKE = 0.15  # by which sizes of lines may differ and be one
_LATIN = 0.5  # em
_LONG_RULE = 0.025  # of the page's sides: a shorter stroke is of a character
_DARK = 15  # grey levels by which a rule is darker than what is around it


Corners = Sequence[Sequence[float]]


class RecognitionFailed(Exception):
    """The engine could not work on a page."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found on one page, in points from its top left corner."""

    chars: list[Char]
    rules: list[Rule]
    doubtful: list[tuple[str, float]]  # lines of low confidence, with it


def is_installed() -> bool:
    """Whether the extra is there: policyparse[ocr]."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def recognise(image: Any, scale: float) -> Recognised:
    """The characters and rules of a page drawn with ``scale`` pixels a point (an array, BGR)."""
    lines = [line for line in _lines(image) if line[1].strip()]
    placed = [(text, _box(corners, scale)) for corners, text, _ in lines]
    ems = _alike([_em(text, box) for text, box in placed])
    chars = [
        char
        for (text, box), em in zip(placed, ems, strict=True)
        for char in _chars(text.strip(), box, em)
    ]
    doubtful = [(text, float(score)) for _, text, score in lines if score < _DOUBTFUL]
    return Recognised(chars, _rules(image, scale), doubtful)


def _lines(image: Any) -> list[tuple[Corners, str, float]]:
    """The corners, text and confidence of each line."""
    try:
        found = _engine()(image)
    except Exception as error:  # of OpenCV, ONNX and the engine itself
        raise RecognitionFailed from error
    return list(zip(found.boxes, found.txts, found.scores, strict=True)) if found.txts else []


@cache
def _engine() -> Any:
    """The models, loaded once; one thread, since files are read side by side."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,  # what is doubtful is told, not dropped
            "Global.max_side_len": _LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _box(corners: Corners, scale: float) -> Box:
    xs = [float(x) / scale for x, _ in corners]
    ys = [float(y) / scale for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _wide(text: str) -> float:
    return sum(_LATIN if char.isascii() else 1.0 for char in text)


def _em(text: str, box: Box) -> float:
    """The size of a line by its length; a short one's by its height, which is looser."""
    high = box.bottom - box.top
    wide = (box.x1 - box.x0) / _wide(text)
    return min(wide, high) if _wide(text) >= 4 else high * 0.8


def _alike(ems: Sequence[float]) -> list[float]:
    """Sizes near that of most lines are that size: boxes are not exact."""
    if not ems:
        return []
    usual = median(ems)
    return [usual if abs(em - usual) <= _ALIKE * usual else em for em in ems]


def _chars(text: str, box: Box, em: float) -> list[Char]:
    """Characters of a line spread over its box by their usual widths."""
    unit = (box.x1 - box.x0) / _wide(text)
    made = []
    x = box.x0
    for char in text:
        wide = unit * _wide(char)
        made.append(Char(char, Box(x, box.top, x + wide, box.bottom), em))
        x += wide
    return made


def _rules(image: Any, scale: float) -> list[Rule]:
    """The straight lines of a page, found by what is left when all short strokes are taken out."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, _DARK
    )
    high, wide = grey.shape
    found = []
    for size in ((int(wide * _LONG_RULE), 1), (1, int(high * _LONG_RULE))):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        outlines, _ = cv2.findContours(strokes, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            x, y, w, h = (value / scale for value in cv2.boundingRect(outline))
            level = size[1] == 1
            start = (x, y + h / 2) if level else (x + w / 2, y)
            end = (x + w, y + h / 2) if level else (x + w / 2, y + h)
            made = rule(start, end)
            if made is not None:
                found.append(made)
    return found
