"""Who is called first, and what wait is promised."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mobile_api.queues import rules


@pytest.mark.parametrize(
    ("urgency", "priority"),
    [
        ("emergency", "emergency"),
        ("today", "today"),
        ("planned", "planned"),
        ("self_care", "planned"),
        (None, "unknown"),
        ("a word of next year", "unknown"),
    ],
)
def test_what_is_not_known_is_never_the_end_of_the_queue(
    urgency: str | None, priority: str
) -> None:
    assert rules.priority_of(urgency) == priority


def test_emergency_and_unknown_come_before_today_before_booked_before_planned() -> None:
    called = sorted(rules.RANK, key=lambda priority: rules.RANK[priority])
    assert called == ["emergency", "unknown", "today", "booked", "planned"]


@pytest.mark.parametrize(("number", "label"), [(7, "B-007"), (999, "B-999"), (1000, "B-1000")])
def test_a_number_is_easy_to_hear_and_never_cut(number: int, label: str) -> None:
    assert rules.label_of("B", number) == label


def test_a_queue_without_five_finished_patients_uses_the_stated_default() -> None:
    assert rules.service_minutes([timedelta(minutes=2)] * 4) == rules.DEFAULT_SERVICE_MINUTES


def test_a_forgotten_ticket_does_not_move_the_median() -> None:
    usual = [timedelta(minutes=6)] * 5
    assert rules.service_minutes([*usual, timedelta(hours=5)]) == 6


def test_tickets_closed_at_once_do_not_promise_no_wait_at_all() -> None:
    assert rules.service_minutes([timedelta()] * 9) == 1


def test_the_promise_is_a_range_in_steps_of_five_minutes() -> None:
    assert rules.wait_minutes(3, 10, 1) == (20, 50)
    assert rules.wait_minutes(3, 10, 2) == (10, 25)
    assert rules.wait_minutes(0, 10, 0) == (0, 15)
    assert rules.wait_minutes(0, 1, 5) == (0, 5)


def test_more_people_ahead_never_promise_a_shorter_wait() -> None:
    promised = [rules.wait_minutes(ahead, 7.5, 2) for ahead in range(40)]
    assert promised == sorted(promised)
    assert all(earliest < latest for earliest, latest in promised)
