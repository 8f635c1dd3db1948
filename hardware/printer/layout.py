"""The ticket as a picture: ready strings in, black and white dots out.

It is read by old people at arm's length in a corridor, so everything is larger than on a shop
receipt: 203 dpi means 8 dots to the millimetre, and no text is set below 26 dots. One column,
one language, blocks from the most to the least needed: the number, where to go, when, a QR
symbol for the live place in the queue, one line of help.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import qrcode
from PIL import Image, ImageDraw

from hardware.printer.fonts import CAP_HEIGHT, Weight, typeface
from hardware.printer.typesetting import SetText, fit, ink_width

DOTS_PER_MM: Final = 8
WIDTHS: Final = (512, 576)
QR_MIN_DOTS: Final = 30 * DOTS_PER_MM
QR_QUIET_MODULES: Final = 4  # ISO/IEC 18004: a quiet zone of four modules on every side
QR_MIN_MODULE_DOTS: Final = 4  # half a millimetre, what telephones still read when the head ages
MAX_FACTS: Final = 6

WHITE, BLACK = 255, 0
MARGIN = 12  # outside everything; cheap mechanisms lose the outermost dots
TEXT_INSET = 20
GUTTER = 24  # between a label and its value
VALUE_SIZES: Final = (44, 42, 40, 38, 36)


@dataclass(frozen=True)
class TicketContent:
    """What a ticket says, already in the patient's one language.

    `facts` are three or four pairs of label and value (room, time, people ahead); `notice` is
    what must not be overlooked (an urgency), `qr` the text of the symbol. Whatever is empty or
    None takes no room.
    """

    hospital: str
    caption: str
    number: str
    department: str
    facts: tuple[tuple[str, str], ...] = ()
    notice: str | None = None
    qr: str | None = None
    help_line: str = ""
    footer: str = ""


@dataclass(frozen=True)
class _Block:
    height: int
    draw: Callable[[ImageDraw.ImageDraw, int], None]
    gap: int  # white dots above it


class TicketLayout:
    """Draws tickets for one width of paper."""

    def __init__(self, width_dots: int = 576) -> None:
        """`width_dots` is the printable width: 576 (80 mm paper, 72 mm head) or 512 (64 mm).

        Raises ValueError for any other width.
        """
        if width_dots not in WIDTHS:
            raise ValueError(f"the ticket is drawn for {WIDTHS} dots, not {width_dots}")
        self.width_dots = width_dots

    def render(self, content: TicketContent) -> Image.Image:
        """The ticket as a picture of mode "1", `width_dots` wide and as high as it needs to be.

        Raises ValueError when the number is empty, there are more than six facts, or the QR
        text is too long to be printed with readable modules.
        """
        if not content.number.strip():
            raise ValueError("a ticket without a number")
        if len(content.facts) > MAX_FACTS:
            raise ValueError(f"at most {MAX_FACTS} facts on a ticket")
        blocks = self._blocks(content)
        height = sum(block.gap + block.height for block in blocks) + 2 * MARGIN
        picture = Image.new("L", (self.width_dots, height), WHITE)
        canvas = ImageDraw.Draw(picture)
        y = MARGIN
        for block in blocks:
            y += block.gap
            block.draw(canvas, y)
            y += block.height
        # A threshold keeps edges crisp; dithering would fray the letters.
        return picture.point([BLACK] * 144 + [WHITE] * 112, mode="1")

    def _blocks(self, content: TicketContent) -> list[_Block]:
        blocks = []
        if content.hospital.strip():
            blocks.append(self._text(content.hospital, Weight.SEMIBOLD, (32, 30, 28, 26), 2, gap=0))
            blocks.append(self._rule(gap=12))
        if content.caption.strip():
            blocks.append(self._text(content.caption, Weight.REGULAR, (36, 34, 32), 2, gap=16))
        blocks.append(self._number(content.number.strip()))
        if content.department.strip():
            blocks.append(self._department(content.department))
        if content.notice and content.notice.strip():
            blocks.append(self._notice(content.notice))
        size = self._value_size(content.facts)
        for index, (label, value) in enumerate(content.facts):
            if index:
                blocks.append(self._rule(gap=6, thickness=1))
            blocks.append(self._fact(label, value, size, gap=6 if index else 18))
        if content.qr:
            blocks.append(self._qr(content.qr))
        if content.help_line.strip():
            blocks.append(self._text(content.help_line, Weight.SEMIBOLD, (34, 32, 30), 2, gap=8))
        if content.footer.strip():
            blocks.append(self._text(content.footer, Weight.REGULAR, (28, 26), 2, gap=12))
        return blocks

    @property
    def _text_width(self) -> int:
        return self.width_dots - 2 * TEXT_INSET

    def _text(
        self, text: str, weight: Weight, sizes: tuple[int, ...], max_lines: int, *, gap: int
    ) -> _Block:
        lines = fit(text, weight, self._text_width, sizes, max_lines)
        middle = self.width_dots // 2
        return _Block(
            lines.height,
            lambda canvas, y: lines.draw(canvas, middle, y, anchor="m", fill=BLACK),
            gap,
        )

    def _rule(self, *, gap: int, thickness: int = 3) -> _Block:
        left, right = TEXT_INSET, self.width_dots - TEXT_INSET - 1
        return _Block(
            thickness,
            lambda canvas, y: canvas.rectangle((left, y, right, y + thickness - 1), fill=BLACK),
            gap,
        )

    def _number(self, number: str) -> _Block:
        """The number as large as the width allows, its hyphens drawn at half cap height."""
        parts = number.split("-")
        size = round(24 * DOTS_PER_MM / CAP_HEIGHT)
        size = min(size, size * self._text_width // self._number_width(parts, size))
        while self._number_width(parts, size) > self._text_width and size > 1:
            size -= 1
        font = typeface(Weight.BOLD, size)
        cap = round(size * CAP_HEIGHT)
        dash, space = _dash(size)
        thickness = max(2, round(size * 0.13))
        left = (self.width_dots - self._number_width(parts, size)) // 2
        # Round letters and figures reach a little above the cap height and below the baseline.
        overshoot = max(2, round(size * 0.02))

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            x = left
            baseline = y + overshoot + cap
            for index, part in enumerate(parts):
                if index:
                    x += space
                    top = baseline - cap // 2 - thickness // 2
                    canvas.rectangle((x, top, x + dash - 1, top + thickness - 1), fill=BLACK)
                    x += dash + space
                # Placed by its ink, not by its origin: the bearing of a large letter is wide.
                ink = font.getbbox(part, anchor="ls") if part else (0, 0, 0, 0)
                canvas.text((x - ink[0], baseline), part, font=font, fill=BLACK, anchor="ls")
                x += int(ink[2] - ink[0])

        descent = int(max((font.getbbox(p, anchor="ls")[3] for p in parts if p), default=0))
        return _Block(cap + overshoot + max(overshoot, descent), draw, gap=18)

    @staticmethod
    def _number_width(parts: list[str], size: int) -> int:
        font = typeface(Weight.BOLD, size)
        dash, space = _dash(size)
        inks = (font.getbbox(part) for part in parts if part)
        return sum(int(ink[2] - ink[0]) for ink in inks) + (len(parts) - 1) * (dash + 2 * space)

    def _department(self, department: str) -> _Block:
        """White on black over the full width: the one thing to compare with the signs."""
        padding = 24
        inside = self.width_dots - 2 * (MARGIN + padding)
        lines = fit(department, Weight.BOLD, inside, (60, 56, 52, 48, 44, 40), 2)
        height = lines.height + 2 * 16

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            box = (MARGIN, y, self.width_dots - MARGIN - 1, y + height - 1)
            canvas.rounded_rectangle(box, radius=16, fill=BLACK)
            lines.draw(canvas, self.width_dots // 2, y + 15, anchor="m", fill=WHITE)

        return _Block(height, draw, gap=22)

    def _notice(self, notice: str) -> _Block:
        """A thick frame with an exclamation mark: seen at once, yet not a second reverse band."""
        frame, disc, space = 6, 64, 20
        inside = self.width_dots - 2 * (MARGIN + frame + 18) - disc - space
        lines = fit(notice, Weight.BOLD, inside, (44, 40, 36), 2)
        height = max(lines.height, disc) + 2 * (frame + 14)

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            box = (MARGIN, y, self.width_dots - MARGIN - 1, y + height - 1)
            canvas.rounded_rectangle(box, radius=16, outline=BLACK, width=frame)
            left, top = MARGIN + frame + 18, y + (height - disc) // 2
            canvas.ellipse((left, top, left + disc - 1, top + disc - 1), fill=BLACK)
            mark = typeface(Weight.BOLD, 48)
            centre = (left + disc // 2, top + disc // 2 + round(48 * CAP_HEIGHT / 2))
            canvas.text(centre, "!", font=mark, fill=WHITE, anchor="ms")
            x = left + disc + space
            lines.draw(canvas, x, y + (height - lines.height) // 2, anchor="l", fill=BLACK)

        return _Block(height, draw, gap=14)

    def _value_size(self, facts: tuple[tuple[str, str], ...]) -> int:
        """One size for all values: the largest at which most of them stand beside their label."""
        names = [self._label(label).width for label, _ in facts]

        def beside(size: int) -> int:
            font = typeface(Weight.BOLD, size)
            widths = (ink_width(value, font) for _, value in facts)
            return sum(
                n + GUTTER + w <= self._text_width for n, w in zip(names, widths, strict=True)
            )

        return max(VALUE_SIZES, key=lambda size: (beside(size), size))

    def _label(self, label: str) -> SetText:
        return fit(label, Weight.REGULAR, self._text_width, (34, 32, 30), 2)

    def _fact(self, label: str, value: str, size: int, *, gap: int) -> _Block:
        """Label on the left and value on the right of one line, or below it when too long."""
        name = self._label(label)
        beside = fit(value, Weight.BOLD, self._text_width, (size,), 1)
        together = name.width + GUTTER + beside.width
        if len(beside.lines) <= 1 and len(name.lines) <= 1 and together <= self._text_width:
            return self._fact_on_one_line(name, beside, gap)
        below = fit(value, Weight.BOLD, self._text_width, (size, *VALUE_SIZES[-2:]), 2)

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            name.draw(canvas, TEXT_INSET, y, anchor="l", fill=BLACK)
            y += name.height - 4
            right = self.width_dots - TEXT_INSET - 1
            below.draw(canvas, right, y, anchor="r", fill=BLACK)

        return _Block(name.height - 4 + below.height, draw, gap)

    def _fact_on_one_line(self, name: SetText, value: SetText, gap: int) -> _Block:
        # One baseline for both, although the value is larger.
        drop = value.font.getmetrics()[0] - name.font.getmetrics()[0]

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            name.draw(canvas, TEXT_INSET, y + max(drop, 0), anchor="l", fill=BLACK)
            right = self.width_dots - TEXT_INSET - 1
            value.draw(canvas, right, y + max(-drop, 0), anchor="r", fill=BLACK)

        return _Block(max(name.height + max(drop, 0), value.height), draw, gap)

    def _qr(self, text: str) -> _Block:
        symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
        symbol.add_data(text)
        symbol.make(fit=True)
        modules = symbol.get_matrix()
        count = len(modules)
        dots = max(QR_MIN_MODULE_DOTS, -(-QR_MIN_DOTS // count))
        side, quiet = count * dots, QR_QUIET_MODULES * dots
        if side + 2 * quiet > self.width_dots:
            raise ValueError(f"a QR text of {len(text)} characters does not fit the paper")
        left = (self.width_dots - side) // 2

        def draw(canvas: ImageDraw.ImageDraw, y: int) -> None:
            for row, line in enumerate(modules):
                for column, dark in enumerate(line):
                    if dark:
                        x0, y0 = left + column * dots, y + quiet + row * dots
                        canvas.rectangle((x0, y0, x0 + dots - 1, y0 + dots - 1), fill=BLACK)

        return _Block(side + 2 * quiet, draw, gap=4)


def _dash(size: int) -> tuple[int, int]:
    """Length of the drawn hyphen and the space on each side of it, in dots."""
    return round(size * 0.26), round(size * 0.09)
