"""From a picture to the ESC/POS bytes of one job: initialise, raster fragments, cut.

Only three commands, which every ESC/POS printer knows; a text mode would print "?" for
қ ғ ҳ ʻ ǵ. python-escpos's own image encoder gives the same bytes (a test compares them) by way
of four copies of the picture and a line on standard output for an unknown profile.
"""

from typing import Final

from PIL import Image

from hardware.errors import DeviceMisconfigured

INITIALISE: Final = b"\x1b@"  # ESC @
RASTER: Final = b"\x1dv0\x00"  # GS v 0, normal density
FEED_AND_CUT: Final = b"\x1dVB\x00"  # GS V 66 0: feed to the cutter, then cut


def encode(image: Image.Image, fragment_lines: int = 256) -> list[bytes]:
    """The job that prints `image` (mode "1", width a multiple of 8 dots) and cuts.

    One element per command, to be sent in order: tall rasters overrun the buffer of cheap
    printers, so the picture goes in fragments of `fragment_lines` lines between which a driver
    may pause. Raises DeviceMisconfigured for another mode or width, or an empty picture.
    """
    if image.mode != "1":
        raise DeviceMisconfigured("printer", "wrong_picture", f"mode {image.mode}")
    if image.width == 0 or image.width % 8 or image.height == 0:
        raise DeviceMisconfigured("printer", "wrong_picture", f"{image.width}x{image.height} dots")
    if not 0 < fragment_lines <= 0xFFFF:
        raise ValueError(f"fragments of {fragment_lines} lines")
    chunks = [INITIALISE]
    for top in range(0, image.height, fragment_lines):
        fragment = image.crop((0, top, image.width, min(top + fragment_lines, image.height)))
        size = (image.width // 8).to_bytes(2, "little") + fragment.height.to_bytes(2, "little")
        # The printer burns the ones, and in Pillow one is white; "1;I" turns them round, which
        # ImageChops.invert does not where Pillow has stored white as 1 and not as 255.
        chunks.append(RASTER + size + fragment.tobytes("raw", "1;I"))
    chunks.append(FEED_AND_CUT)
    return chunks
