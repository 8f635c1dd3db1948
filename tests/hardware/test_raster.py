"""The bytes for the printer, and the decoder that reads them back."""

from collections.abc import Callable

import numpy as np
import pytest
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from hardware.errors import DeviceMisconfigured
from hardware.printer.decode import UndecodableJob, decode, decode_all
from hardware.printer.layout import TicketLayout
from hardware.printer.raster import encode
from tests.hardware.tickets import ticket


def dotted(width: int, height: int, seed: int = 1) -> Image.Image:
    grid = np.random.default_rng(seed).random((height, width)) < 0.5
    return Image.fromarray(grid)


@given(
    width=some.integers(1, 12).map(lambda units: units * 8),
    height=some.integers(1, 70),
    lines=some.integers(1, 80),
    seed=some.integers(0, 10_000),
)
def test_any_picture_comes_back_whatever_its_fragments(
    width: int, height: int, lines: int, seed: int
) -> None:
    picture = dotted(width, height, seed)
    assert decode(b"".join(encode(picture, lines))).tobytes() == picture.tobytes()


def test_white_stored_either_way_is_white_paper() -> None:
    for white in (Image.new("1", (16, 4), 1), Image.new("L", (16, 4), 255).convert("1")):
        raster = encode(white)[1]
        assert raster[8:] == b"\x00" * 8


def test_the_same_bytes_as_python_escpos() -> None:
    picture = TicketLayout(576).render(ticket("uz-Cyrl"))
    vendor = Dummy(profile="TM-T88III")  # a profile whose width is known
    vendor.profile.profile_data["media"]["width"]["pixels"] = 576
    vendor.hw("INIT")
    vendor.image(picture, fragment_height=256)
    vendor.cut(feed=False)
    assert b"".join(encode(picture)) == vendor.output


def test_no_fragment_overruns_a_small_buffer() -> None:
    chunks = encode(dotted(576, 1500), 256)
    assert max(map(len, chunks)) <= 8 + 72 * 256
    assert len(chunks) == 1 + 6 + 1


@pytest.mark.parametrize(
    "picture", [Image.new("L", (576, 10)), Image.new("1", (570, 10)), Image.new("1", (576, 0))]
)
def test_what_is_no_raster_is_refused(picture: Image.Image) -> None:
    with pytest.raises(DeviceMisconfigured):
        encode(picture)


def test_two_jobs_are_two_pictures() -> None:
    first, second = dotted(64, 30, 1), dotted(64, 20, 2)
    data = b"".join(encode(first) + encode(second))
    assert [p.tobytes() for p in decode_all(data)] == [first.tobytes(), second.tobytes()]
    with pytest.raises(UndecodableJob):
        decode(data)


def test_feeds_and_questions_put_no_ink_on_the_paper() -> None:
    start, raster, cut = encode(dotted(64, 30))
    data = start + b"\x10\x04\x04" + raster + b"\n\x1bd\x03\x1bJ\x20" + cut + b"\x1dV\x00"
    assert decode(data).tobytes() == dotted(64, 30).tobytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda job: job[:-1],
        lambda job: job[:-4],
        lambda job: job[:200],
        lambda job: job + b"text",
        lambda job: b"\x1b!" + job,
        lambda job: job.replace(b"\x1dv0\x00", b"\x1dv0\x01", 1),
        lambda job: b"",
    ],
)
def test_anything_unknown_or_cut_short_is_an_error(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UndecodableJob):
        decode(spoil(b"".join(encode(dotted(64, 600)))))


def test_a_ticket_that_is_never_cut_off_is_an_error() -> None:
    whole, uncut = encode(dotted(64, 30)), encode(dotted(64, 20))[:-1]
    with pytest.raises(UndecodableJob, match="never cut"):
        decode_all(b"".join(whole + uncut))
