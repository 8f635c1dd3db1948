"""The report in words, as Markdown: for whoever decides whether Face ID may be used here."""

from __future__ import annotations

import math

from models.face.decision import TWIN_MARGIN
from models.face.error_rates import RULE_OF, Rate, SearchRates, false_proposals
from models.face.evaluation import LivenessRates, Operating, Report
from models.face.thresholds import NIST_FMR, Purpose

ENOUGH_PEOPLE = 50
"""Below this the report warns in its first lines. Ours."""


def render(report: Report) -> str:
    """The whole report."""
    parts = [_head(report), _verification(report), _searches(report), _groups(report)]
    parts.append(_liveness(report.liveness))
    parts.append(_limits(report))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    lines = [
        f"# Face report: {report.model_id}",
        "",
        (
            f"- people: **{report.people}**, pictures {report.pictures}, with a face {report.found}"
            f" ({_percent(report.found / report.pictures)})"
        ),
        f"- templates: {report.templates}, each the mean of up to {report.frames} pictures",
        (
            f"- comparisons: {report.genuine} of one person"
            f" ({'across sessions' if report.across_sessions else 'within one session'}),"
            f" {report.impostor} of two people"
        ),
        f"- thresholds in use: {_in_use(report)}",
    ]
    if report.people < ENOUGH_PEOPLE:
        lines += ["", f"**Only {report.people} people: indicative, no ground for a decision.**"]
    if not report.across_sessions:
        lines += [
            "",
            (
                "**Nobody has several sessions: people look more like themselves within one session"
                " than weeks later. Misses will be more frequent than shown.**"
            ),
        ]
    return "\n".join(lines)


def _in_use(report: Report) -> str:
    found = report.thresholds
    if found is None:
        return "none, nobody has measured this network"
    state = "calibrated here" if found.calibrated else "**not calibrated**"
    return f"{state} ({found.source}; {found.people} people)"


def _verification(report: Report) -> str:
    low, high = report.eer_interval
    lines = [
        "## One to one",
        "",
        (
            f"EER {_percent(report.eer)} (95 % of resampled sets of people: {_percent(low)} to"
            f" {_percent(high)})."
        ),
        "",
        "| at | similarity | FMR | 95 % | FNMR | 95 % |",
        "|---|---|---|---|---|---|",
        *(_row(each) for each in report.operating),
    ]
    if not all(each.measured for each in report.operating):
        lines += [
            "",
            (
                f"† fewer than {RULE_OF} false matches among {report.impostor} comparisons: so"
                " low a rate is not measured by this many people."
            ),
        ]
    return "\n".join(lines)


def _row(each: Operating) -> str:
    mark = "" if each.measured else " †"
    return (
        f"| {each.what}{mark} | {each.threshold:.3f} | {_rate(each.fmr)} |"
        f" {_rate(each.fmr_interval[0])} to {_rate(each.fmr_interval[1])} | {_percent(each.fnmr)} |"
        f" {_percent(each.fnmr_interval[0])} to {_percent(each.fnmr_interval[1])} |"
    )


def _searches(report: Report) -> str:
    if not report.searches:
        return ""
    lines = [
        "## One to many",
        "",
        (
            f"Nearest above the threshold for the gallery's size, and {TWIN_MARGIN:g} ahead of the"
            " second. A search only proposes; a second factor confirms."
        ),
        "",
        "| gallery | similarity | FPIR | 95 % | FNIR | 95 % |",
        "|---|---|---|---|---|---|",
        *(_search_row(report, each) for each in report.searches),
        "",
        (
            "By calculation, 1 − (1 − FMR)^N: at FMR 1 in 10,000 a gallery of 10,000 proposes a"
            f" stranger in {_percent(false_proposals(NIST_FMR, 10_000))} of searches."
        ),
    ]
    return "\n".join(lines)


def _search_row(report: Report, each: SearchRates) -> str:
    assert report.thresholds is not None
    threshold = report.thresholds.similarity(Purpose.ONE_TO_MANY, each.gallery_size)
    reached = report.thresholds.measured_for(Purpose.ONE_TO_MANY, each.gallery_size)
    return (
        f"| {each.gallery_size}{'' if reached else ' †'} | {threshold:.3f} |"
        f" {_with_interval(each.fpir)} | {_with_interval(each.fnir)} |"
    )


def _groups(report: Report) -> str:
    if not report.groups:
        return ""
    return "\n".join(
        [
            "## By group, at the last threshold of the first table",
            "",
            "Within each group. Intervals take comparisons as independent, so they are too narrow.",
            "",
            "| group | people | FMR | 95 % | FNMR | 95 % |",
            "|---|---|---|---|---|---|",
            *(
                f"| {each.group} | {each.people} | {_with_interval(each.fmr, small=True)} |"
                f" {_with_interval(each.fnmr)} |"
                for each in report.groups
            ),
        ]
    )


def _liveness(found: LivenessRates | None) -> str:
    if found is None:
        return "## Liveness\n\nNo passive liveness network, or no figures of it."
    lines = [
        "## Liveness (passive network alone, ISO/IEC 30107-3)",
        "",
        (
            f"Threshold {found.threshold:.3f}. Living people taken for an attack (BPCER):"
            f" {_percent(found.bpcer.value)} of {found.bpcer.trials}"
            f" ({_percent(found.bpcer.low)} to {_percent(found.bpcer.high)})."
        ),
    ]
    if not found.attacks:
        return "\n".join([*lines, "", "No attacks were given: **APCER is not known.**"])
    lines += ["", "| attack | shown | APCER | 95 % | IAPMR |", "|---|---|---|---|---|"]
    for each in found.attacks:
        matched = "–" if each.iapmr is None else _percent(each.iapmr.value)
        lines.append(
            f"| {each.kind} | {each.apcer.trials} | {_with_interval(each.apcer)} | {matched} |"
        )
    return "\n".join(lines)


def _limits(report: Report) -> str:
    return "\n".join(
        [
            "## What this does not say",
            "",
            "- The head-turn challenge is not part of it: pictures cannot turn their heads.",
            "- Pictures without a face are not counted as misses above; at the kiosk they are.",
            f"- {report.people} people on this camera say little about other people and cameras.",
            "- Twins, children, faces years older, veils and masks only if they were among them.",
        ]
    )


def _with_interval(rate: Rate, *, small: bool = False) -> str:
    shown = _rate if small else _percent
    return f"{shown(rate.value)} | {shown(rate.low)} to {shown(rate.high)}"


def _percent(value: float) -> str:
    return "–" if math.isnan(value) else f"{100 * value:.2f} %"


def _rate(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.1e}"
