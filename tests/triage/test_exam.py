"""The report of an exam counts what it says it counts."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from triage import Triage
from triage.training.exam import exam
from triage.training.plots import Series, line_chart


def _write(folder: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps({"id": str(i), "lang": "uz"} | row) for i, row in enumerate(rows)]
    (folder / f"{kind}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_an_exam_is_marked(triage: Triage, tmp_path: Path) -> None:
    danger = "koʻkragim qattiq ogʻriyapti, nafas yetmayapti, terlayapman"
    tooth = "tishim ogʻriyapti"
    _write(tmp_path, "emergencies", [{"text": t, "urgency": "emergency"} for t in (danger, tooth)])
    _write(
        tmp_path,
        "everyday",
        [
            {"text": tooth, "urgency": "planned", "departments": ["dentistry"]},
            {"text": danger, "urgency": "planned", "departments": ["dermatology"]},
        ],
    )
    _write(
        tmp_path,
        "pairs",
        [
            {
                "kind": "negation",
                "a": {"text": danger, "urgency_sets": ["emergency"]},
                "b": {"text": tooth, "urgency_sets": ["planned", "today", "self_care"]},
            }
        ],
    )
    _write(tmp_path, "not_complaints", [{"text": "asdfgh", "kind": "gibberish"}])
    parts, curves = exam(triage, tmp_path)
    told = "\n".join(parts)
    assert "| all | 0.500 [0.013–0.987] of 2 |" in told
    assert "| negation | 1.000 [0.025–1.000] of 1 | 1.000" in told
    assert "| everyday | 0.500 [" in told
    assert "| gibberish | 1.000" in told
    assert len(curves["exam: short texts"]) == 2


def test_an_exam_without_a_kind_is_still_an_exam(triage: Triage, tmp_path: Path) -> None:
    parts, curves = exam(triage, tmp_path, was_read=True)
    assert "These figures flatter" in "\n".join(parts)
    assert "none" in "\n".join(parts)
    assert curves == {}


def test_a_chart_is_well_formed_and_keeps_inside_its_frame() -> None:
    svg = line_chart("a < b", "x", "y", [Series("one & two", ((0.0, 0.2), (2.0, -1.0)))])
    root = ET.fromstring(svg)
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "one & two" in texts
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 60 <= float(circle.get("cx", "0")) <= 450
        assert 40 <= float(circle.get("cy", "0")) <= 350
