"""A camera that plays pictures and one that OpenCV opens keep the same promises."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.frames import PlayedFrames
from hardware.camera.opencv import OpenCvFrames
from hardware.camera.port import Frame, FrameSource
from hardware.errors import DeviceUnavailable

SHADES = (40, 120, 200)


def shades() -> list[Frame]:
    """A blue, a green and a red picture."""
    pictures = []
    for channel, value in enumerate(SHADES):
        frame = np.zeros((48, 64, 3), np.uint8)
        frame[:, :, channel] = value
        pictures.append(frame)
    return pictures


def from_memory(_path: Path) -> FrameSource:
    return PlayedFrames(shades(), repeat=False)


def from_folder(path: Path) -> FrameSource:
    for number, frame in enumerate(shades()):
        assert cv2.imwrite(str(path / f"{number}.png"), frame)
    (path / "notes.txt").write_text("not a picture")
    return PlayedFrames.from_folder(path, repeat=False)


def from_opencv(path: Path) -> FrameSource:
    film = path / "film.avi"
    code = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(film), cv2.CAP_OPENCV_MJPEG, code, 10.0, (64, 48))
    assert writer.isOpened()
    for frame in shades():
        writer.write(frame)
    writer.release()
    return OpenCvFrames(str(film))


ALL: tuple[Callable[[Path], FrameSource], ...] = (from_memory, from_folder, from_opencv)


@pytest.mark.parametrize("kind", ALL)
def test_frames_come_in_order_as_bgr(kind: Callable[[Path], FrameSource], tmp_path: Path) -> None:
    camera = kind(tmp_path)
    try:
        for channel, value in enumerate(SHADES):
            frame = camera.read()
            assert frame.shape == (48, 64, 3)
            assert frame.dtype == np.uint8
            means = frame.mean(axis=(0, 1))
            assert means.argmax() == channel
            assert abs(means[channel] - value) < 8  # the film is compressed
    finally:
        camera.close()


@pytest.mark.parametrize("kind", ALL)
def test_no_more_pictures_is_an_error_and_not_an_old_face(
    kind: Callable[[Path], FrameSource], tmp_path: Path
) -> None:
    camera = kind(tmp_path)
    try:
        for _ in SHADES:
            camera.read()
        with pytest.raises(DeviceUnavailable):
            camera.read()
    finally:
        camera.close()


@pytest.mark.parametrize("kind", ALL)
def test_a_frame_belongs_to_its_reader(kind: Callable[[Path], FrameSource], tmp_path: Path) -> None:
    camera = kind(tmp_path)
    try:
        first = camera.read()
        kept = first.copy()
        camera.read()[:] = 0
        assert np.array_equal(first, kept)
    finally:
        camera.close()


@pytest.mark.parametrize("kind", ALL)
def test_a_closed_camera_gives_nothing(kind: Callable[[Path], FrameSource], tmp_path: Path) -> None:
    camera = kind(tmp_path)
    camera.close()
    camera.close()
    with pytest.raises(DeviceUnavailable):
        camera.read()


def test_drawing_on_a_frame_does_not_change_the_next() -> None:
    camera = PlayedFrames(shades()[:1])
    camera.read()[:] = 0
    assert camera.read().any()


def test_a_camera_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeviceUnavailable):
        OpenCvFrames(str(tmp_path / "video0")).read()
    with pytest.raises(DeviceUnavailable):
        PlayedFrames([]).read()
