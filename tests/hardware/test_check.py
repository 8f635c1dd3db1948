"""The technician's table."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from hardware.check import main
from hardware.printer.decode import decode


def test_a_test_ticket_can_be_read_and_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--printer", f"file:{tmp_path}/spool", "--print-test"]) == 0
    picture = decode((tmp_path / "spool" / "job-0001.bin").read_bytes())
    (symbol,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert symbol.text == "DMED-KIOSK-TEST-TICKET"
    assert "ready, test ticket sent" in capsys.readouterr().out


def test_what_is_missing_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    serial = f"serial:{tmp_path}/ttyUSB0"
    assert main(["check", "--printer", serial, "--scanner", serial, "--camera", "frames:/no"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("!!") for line in lines[1:])
    assert "check the cable" in lines[1]
    assert "change the settings" in lines[2]


def test_a_wrong_address_is_no_crash(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--printer", "lpt1"]) == 1
    assert "bad_address" in capsys.readouterr().out


def test_a_covered_lens_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = np.full((48, 64, 3), 9, np.uint8)
    cv2.imwrite(str(tmp_path / "dark.png"), frame)
    assert main(["check", "--camera", f"frames:{tmp_path}"]) == 1
    assert "lens cap" in capsys.readouterr().out
    frame[10:20] = 250
    cv2.imwrite(str(tmp_path / "dark.png"), frame)
    assert main(["check", "--camera", f"frames:{tmp_path}"]) == 0


@pytest.mark.parametrize("arguments", [[], ["check"], ["check", "--print-test"]])
def test_nothing_to_check_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
