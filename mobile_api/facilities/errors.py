"""Facts about hospitals that stop a request.

Where an error is about one thing that was typed, its fact ``field`` names it, so that a page
can say so beside the field, and an import beside the column.
"""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchDepartment(DmedError):
    """This hospital has no department of that code."""

    code = "no_such_department"
    kind = Kind.NOT_FOUND
    message = "This hospital has no such department."


class NoSuchRoom(DmedError):
    """The department has no room of that number."""

    code = "no_such_room"
    kind = Kind.NOT_FOUND
    message = "The department has no such room."


class NoSuchPractitioner(DmedError):
    """The hospital has nobody of that id or personnel number who sees patients."""

    code = "no_such_practitioner"
    kind = Kind.NOT_FOUND
    message = "Nobody here has this personnel number."


class UnknownDepartmentCode(DmedError):
    """Not one of the departments that the catalogue knows."""

    code = "unknown_department_code"
    kind = Kind.INVALID
    message = "This is not the code of a department."


class UnknownSpeciality(DmedError):
    """Not a code of the national directory of specialities."""

    code = "unknown_speciality"
    kind = Kind.INVALID
    message = "This is not the code of a speciality."


class NameMissing(DmedError):
    """A name in Uzbek is needed: every reader falls back to it."""

    code = "name_missing"
    kind = Kind.INVALID
    message = "The name in Uzbek is missing."


class RoomTaken(DmedError):
    """Another room of the hospital has this number: patients would be sent to two doors."""

    code = "room_taken"
    kind = Kind.CONFLICT
    message = "Another room has this number."


class LetterTaken(DmedError):
    """Another department's tickets begin with this letter."""

    code = "letter_taken"
    kind = Kind.CONFLICT
    message = "Another queue has this letter."


class LettersUsedUp(DmedError):
    """A hospital can have at most 23 departments: one letter each."""

    code = "letters_used_up"
    kind = Kind.CONFLICT
    message = "No letter is left for another queue."


class ServiceCodeTaken(DmedError):
    """Another service of the department has this code."""

    code = "service_code_taken"
    kind = Kind.CONFLICT
    message = "Another service has this code."


class PersonnelNumberTaken(DmedError):
    """Somebody else has this personnel number."""

    code = "personnel_number_taken"
    kind = Kind.CONFLICT
    message = "Somebody else has this personnel number."


class HoursReversed(DmedError):
    """Hours that end before they begin, or last no time at all."""

    code = "hours_reversed"
    kind = Kind.INVALID
    message = "The end must be later than the beginning."


class SlotTooLong(DmedError):
    """One visit would take longer than the hours that are given for all of them."""

    code = "slot_too_long"
    kind = Kind.INVALID
    message = "One visit does not fit into these hours."


class HoursOverlap(DmedError):
    """Somebody would work twice at the same time."""

    code = "hours_overlap"
    kind = Kind.CONFLICT
    message = "These hours overlap with other hours."


class OutsideOpeningHours(DmedError):
    """The hospital is closed then, so that nobody could be booked."""

    code = "outside_opening_hours"
    kind = Kind.CONFLICT
    message = "The hospital is closed at this time."


class ClosedOnHoliday(DmedError):
    """The hospital is closed on that day."""

    code = "closed_on_holiday"
    kind = Kind.CONFLICT
    message = "The hospital is closed on this day."


class AlreadyPast(DmedError):
    """What lies in the past cannot be planned."""

    code = "already_past"
    kind = Kind.INVALID
    message = "This time has passed already."


class HolidayTaken(DmedError):
    """That day is a holiday already."""

    code = "holiday_taken"
    kind = Kind.CONFLICT
    message = "This day is in the list already."
