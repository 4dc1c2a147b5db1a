"""From PDF user space (y upwards, unrotated) to what one sees: y downwards from the top left."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; y grows downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point is inside."""
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom

    def rounded(self) -> tuple[float, float, float, float]:
        """As a place says it, to a tenth of a point."""
        return (round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1))


def enclosing(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle around some."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Space:
    """A page's media box and rotation (ISO 32000-1, 14.11.2 and 7.7.3.3)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0  # degrees clockwise

    @property
    def width(self) -> float:
        """As one sees it."""
        turned = self.rotation in (90, 270)
        return self.top - self.bottom if turned else self.right - self.left

    @property
    def height(self) -> float:
        """As one sees it."""
        turned = self.rotation in (90, 270)
        return self.right - self.left if turned else self.top - self.bottom

    def turned_box(self, box: Box, degrees: int) -> Box:
        """A box of the page as one sees it, when the page is turned that far clockwise."""
        seen = Space(0, 0, self.width, self.height, degrees % 360)
        return seen.box(box.x0, self.height - box.bottom, box.x1, self.height - box.top)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as one sees it."""
        if self.rotation == 0 and left <= right and bottom <= top:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        x0, x1 = min(left, right) - self.left, max(left, right) - self.left
        y0, y1 = min(bottom, top) - self.bottom, max(bottom, top) - self.bottom
        wide, high = self.right - self.left, self.top - self.bottom
        if self.rotation == 90:
            return Box(y0, x0, y1, x1)
        if self.rotation == 180:
            return Box(wide - x1, y0, wide - x0, y1)
        if self.rotation == 270:
            return Box(high - y1, wide - x1, high - y0, wide - x0)
        return Box(x0, high - y1, x1, high - y0)
