"""From the ESC/POS bytes of jobs back to pictures, bit for bit: what a printer would print.

Strict on purpose: a byte it does not understand is an error and not white paper.
"""

from typing import Final

from PIL import Image

_DLE_EOT = b"\x10\x04"
# Commands that put no ink on paper: prefix and the length of the whole command.
_SILENT: Final[tuple[tuple[bytes, int], ...]] = (
    (b"\x1b@", 2),  # ESC @  initialise
    (b"\x1bd", 3),  # ESC d n  feed n lines
    (b"\x1bJ", 3),  # ESC J n  feed n dots
    (b"\n", 1),  # LF
    (_DLE_EOT, 3),  # DLE EOT n  status question
)
_CUTS: Final[tuple[tuple[bytes, int], ...]] = (
    (b"\x1dV\x00", 3),  # GS V 0, 1, 48, 49  cut here
    (b"\x1dV\x01", 3),
    (b"\x1dV0", 3),
    (b"\x1dV1", 3),
    (b"\x1dVA", 4),  # GS V 65, 66 n  feed, then cut
    (b"\x1dVB", 4),
)


class UndecodableJob(ValueError):
    """Bytes that are no whole job of known commands; the message names the offset."""


def decode(data: bytes) -> Image.Image:
    """The one picture (mode "1") that the bytes of one job print.

    Raises UndecodableJob if there is not exactly one picture or anything is unknown.
    """
    pictures = decode_all(data)
    if len(pictures) != 1:
        raise UndecodableJob(f"{len(pictures)} pictures where one was expected")
    return pictures[0]


def decode_all(data: bytes) -> list[Image.Image]:
    """Every picture of mode "1" that was cut off, fragments between two cuts joined.

    Raises UndecodableJob on an unknown command, a truncated one, fragments of different
    widths, or a picture that is never cut.
    """
    pictures: list[Image.Image] = []
    fragments: list[Image.Image] = []
    at = 0
    while at < len(data):
        if data.startswith(b"\x1dv0", at):
            fragment, at = _raster(data, at)
            fragments.append(fragment)
            continue
        cut = _length(data, at, _CUTS)
        if cut and fragments:
            pictures.append(_joined(fragments))
            fragments = []
        length = cut or _length(data, at, _SILENT)
        if not length:
            raise UndecodableJob(f"unknown command {data[at : at + 4].hex(' ')} at byte {at}")
        if at + length > len(data):
            raise UndecodableJob(f"command at byte {at} is cut short")
        at += length
    if fragments:
        raise UndecodableJob("the last picture is never cut off")
    return pictures


def _length(data: bytes, at: int, commands: tuple[tuple[bytes, int], ...]) -> int:
    return next((size for prefix, size in commands if data.startswith(prefix, at)), 0)


def _raster(data: bytes, at: int) -> tuple[Image.Image, int]:
    """GS v 0 m xL xH yL yH d1…dk: x bytes per line, y lines, ones are black."""
    header = data[at + 3 : at + 8]
    if len(header) < 5:
        raise UndecodableJob(f"raster header at byte {at} is cut short")
    if header[0] not in (0, 48):
        raise UndecodableJob(f"raster of density {header[0]} at byte {at}")
    width = int.from_bytes(header[1:3], "little")
    height = int.from_bytes(header[3:5], "little")
    end = at + 8 + width * height
    if width == 0 or height == 0 or end > len(data):
        raise UndecodableJob(f"raster of {width}x{height} at byte {at} is empty or cut short")
    dots = data[at + 8 : end]
    return Image.frombytes("1", (width * 8, height), dots, "raw", "1;I"), end


def _joined(fragments: list[Image.Image]) -> Image.Image:
    widths = {fragment.width for fragment in fragments}
    if len(widths) != 1:
        raise UndecodableJob(f"fragments of different widths {sorted(widths)}")
    picture = Image.new("1", (widths.pop(), sum(fragment.height for fragment in fragments)))
    top = 0
    for fragment in fragments:
        picture.paste(fragment, (0, top))
        top += fragment.height
    return picture
