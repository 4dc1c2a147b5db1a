"""OFD's millimetres and matrices (GB/T 33190-2016, 8.1 and 8.5) -> points on the page."""

from dataclasses import dataclass
from math import atan2, degrees, hypot

from policyparse.readers.ofd_package import Element, numbers

POINTS = 72 / 25.4  # in a millimetre


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine transform: x' = a x + c y + e, y' = b x + d y + f; y grows downwards."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Matrix") -> "Matrix":
        """The transform that does ``inner`` first, then this one."""
        e, f = self.at(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )

    @property
    def wide(self) -> float:
        """How many times longer it makes what lies along x."""
        return hypot(self.a, self.b)

    @property
    def high(self) -> float:
        """The same along y."""
        return hypot(self.c, self.d)

    @property
    def angle(self) -> float:
        """Degrees clockwise by which it turns what lies along x."""
        return degrees(atan2(self.b, self.a))


def of_object(element: Element) -> Matrix:
    """From an object's own space to that around it: its CTM, then its place."""
    box = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    own = numbers(element.get("CTM"), 6)
    place = Matrix(e=box[0], f=box[1])
    return place if own is None else place.after(Matrix(*own))


def of_page(box: tuple[float, ...], turn: int) -> tuple[Matrix, float, float]:
    """From millimetres to points from the top left, the page turned back; its width and height.

    ``turn`` is how far the text of the page is turned clockwise: 0, 90, 180 or 270 degrees.
    """
    left, top, wide, high = (value * POINTS for value in box)
    scaled = Matrix(POINTS, 0, 0, POINTS, -left, -top)
    if turn == 90:
        return Matrix(0, -1, 1, 0, 0, wide).after(scaled), high, wide
    if turn == 180:
        return Matrix(-1, 0, 0, -1, wide, high).after(scaled), wide, high
    if turn == 270:
        return Matrix(0, 1, -1, 0, high, 0).after(scaled), high, wide
    return scaled, wide, high
