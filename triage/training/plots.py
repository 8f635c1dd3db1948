"""Small line charts as SVG, so that a report can be read at a glance and compared line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 40, 50
_COLOURS = ("#1b6ca8", "#c0392b", "#27824a", "#8e44ad", "#b9770e", "#5d6d7e", "#16a085", "#d35400")
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """A named line through `points` (x, y), both from 0 to 1."""

    name: str
    points: tuple[tuple[float, float], ...]


def line_chart(title: str, x_name: str, y_name: str, series: Sequence[Series]) -> str:
    """An SVG of 640 by 400. Both axes run from 0 to 1; points outside are drawn at the edge."""
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
            'font-family="sans-serif" font-size="12" role="img">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>',
    ]
    for i in range(_TICKS + 1):
        value = i / _TICKS
        x, y = _place(value, value)
        right, bottom = _place(1, 0)
        top = _place(0, 1)[1]
        parts += [
            f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="#e4e4e4"/>',
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}" stroke="#e4e4e4"/>',
            f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{value:.1f}</text>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:.1f}</text>',
        ]
    middle_x, middle_y = _place(0.5, 0.5)
    parts += [
        f'<text x="{middle_x:.1f}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(x_name)}</text>',
        (
            f'<text transform="translate(16 {middle_y:.1f}) rotate(-90)" text-anchor="middle">'
            f"{escape(y_name)}</text>"
        ),
    ]
    for number, one in enumerate(series):
        parts += _line(one, _COLOURS[number % len(_COLOURS)], number)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(x: float, y: float) -> tuple[float, float]:
    inside_x, inside_y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
    return (
        _LEFT + inside_x * (_WIDTH - _LEFT - _RIGHT),
        _HEIGHT - _BOTTOM - inside_y * (_HEIGHT - _TOP - _BOTTOM),
    )


def _line(one: Series, colour: str, number: int) -> list[str]:
    places = [_place(x, y) for x, y in one.points]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    legend_x, legend_y = _WIDTH - _RIGHT + 16, _TOP + 12 + 20 * number
    return [
        f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places),
        (
            f'<line x1="{legend_x}" y1="{legend_y}" x2="{legend_x + 18}" y2="{legend_y}" '
            f'stroke="{colour}" stroke-width="3"/>'
        ),
        f'<text x="{legend_x + 24}" y="{legend_y + 4}">{escape(one.name)}</text>',
    ]
