"""What a person with a ticket in the hand would notice."""

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from hardware.printer.decode import decode
from hardware.printer.fonts import Weight, typeface
from hardware.printer.layout import WIDTHS, TicketContent, TicketLayout
from hardware.printer.raster import encode
from hardware.printer.typesetting import fit, ink_width
from tests.hardware.tickets import LANGUAGES, LONGEST_DEPARTMENTS, ticket

SAFE_MARGIN = 8


def ink(image: Image.Image) -> NDArray[np.bool_]:
    """True where the printer burns."""
    return ~np.asarray(image, dtype=np.bool_)


def printed(content: TicketContent, width: int) -> Image.Image:
    return decode(b"".join(encode(TicketLayout(width).render(content))))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printer_gets_the_ticket_bit_for_bit(language: str, width: int) -> None:
    drawn = TicketLayout(width).render(ticket(language))
    assert drawn.mode == "1"
    assert drawn.width == width
    assert np.array_equal(ink(printed(ticket(language), width)), ink(drawn))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_telephone_reads_the_printed_symbol(language: str, width: int) -> None:
    content = ticket(language)
    picture = printed(content, width).convert("L")
    (symbol,) = zxingcpp.read_barcodes(picture)
    assert symbol.text == content.qr
    corners = (symbol.position.top_left, symbol.position.top_right)
    assert abs(corners[1].x - corners[0].x) >= 30 * 8 - 4  # 30 mm at 8 dots each
    assert symbol.ec_level == "M"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("department", LONGEST_DEPARTMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(language: str, department: str, width: int) -> None:
    dots = ink(TicketLayout(width).render(ticket(language, department)))
    dots[SAFE_MARGIN:-SAFE_MARGIN, SAFE_MARGIN:-SAFE_MARGIN] = False
    assert not dots.any()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("department", LONGEST_DEPARTMENTS)
def test_the_name_of_the_department_stands_whole_inside_its_band(
    department: str, width: int
) -> None:
    content = TicketContent(hospital="", caption="", number="1", department=department)
    dots = ink(TicketLayout(width).render(content))
    # The band is the last block: full rows of ink at its top and bottom, white letters between.
    rows = np.flatnonzero(dots.mean(axis=1) > 0.5)
    band = dots[rows[0] : rows[-1] + 1]
    lines = fit(department, Weight.BOLD, width - 72, (60, 56, 52, 48, 44, 40), 2)
    assert "".join(lines.lines).replace(" ", "") == department.replace(" ", "")
    assert all(ink_width(line, lines.font) <= width - 72 for line in lines.lines)
    letters = ~band
    letters[:, :12] = letters[:, -12:] = False  # the paper beside the band
    columns = np.flatnonzero(letters[16:-16].any(axis=0))  # the rows between the round corners
    assert columns[0] >= 12 + 16
    assert columns[-1] < width - 12 - 16
    assert columns[-1] - columns[0] > 0.5 * width  # they are there
    inside = np.flatnonzero(letters[:, 28:-28].any(axis=1))
    assert inside[0] >= 8
    assert inside[-1] < len(band) - 8


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", ["K-047", "B-007", "AB-1047", "W-999", "Q-001", "7", "МХ-0047"])
def test_the_number_fills_the_width_and_is_as_high_as_a_thumb(number: str, width: int) -> None:
    content = TicketContent(hospital="", caption="", number=number, department="")
    dots = ink(TicketLayout(width).render(content))
    columns = np.flatnonzero(dots.any(axis=0))
    rows = np.flatnonzero(dots.any(axis=1))
    high = int(rows[-1] - rows[0] + 1)
    across = int(columns[-1] - columns[0] + 1)
    assert columns[0] >= SAFE_MARGIN
    assert columns[-1] < width - SAFE_MARGIN
    assert abs(int(columns[0]) - (width - 1 - int(columns[-1]))) <= 8  # in the middle
    assert across >= 0.9 * (width - 40) or high >= 23 * 8
    assert high >= 9 * 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_the_ticket_is_in_the_font(language: str) -> None:
    content = ticket(language)
    texts = [content.hospital, content.caption, content.number, content.department]
    texts += [content.help_line, content.footer, content.notice or ""]
    texts += [text for fact in content.facts for text in fact]
    for weight in Weight:
        font = typeface(weight, 40)
        missing = bytes(font.getmask("\ue123"))
        for letter in set("".join(texts)) - {" "}:
            assert bytes(font.getmask(letter)) != missing, letter


def test_what_is_not_given_takes_no_room() -> None:
    layout, full = TicketLayout(576), ticket("uz-Cyrl")
    height = layout.render(full).height
    for without in (
        replace(full, notice=None),
        replace(full, qr=None),
        replace(full, facts=()),
        replace(full, help_line=""),
        replace(full, footer=""),
        replace(full, hospital=""),
        replace(full, department=""),
    ):
        assert layout.render(without).height < height


def test_a_notice_changes_what_is_printed() -> None:
    content = replace(ticket("ru"), notice=None)
    urgent = replace(content, notice="Срочно")
    assert TicketLayout().render(urgent).height >= TicketLayout().render(content).height + 64


def test_a_long_name_gets_more_lines_and_keeps_every_letter() -> None:
    name = "Абдураҳмонова-Мирзакаримова Гулчеҳра Худойбердиевна"
    lines = fit(name, Weight.BOLD, 300, (40, 36), 2).lines
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(ink_width(line, typeface(Weight.BOLD, 36)) <= 300 for line in lines)


def test_a_ticket_that_would_mislead_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="number"):
        TicketLayout().render(replace(ticket("en"), number="  "))
    with pytest.raises(ValueError, match="facts"):
        TicketLayout().render(replace(ticket("en"), facts=(("a", "b"),) * 7))
    with pytest.raises(ValueError, match="QR"):
        TicketLayout().render(replace(ticket("en"), qr="x" * 2300))
    with pytest.raises(ValueError, match="dots"):
        TicketLayout(384)
