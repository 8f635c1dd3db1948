"""What travels about appointments. The states are FHIR's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from mobile_api.facilities.schemas import Hospital
from mobile_api.schemas import Localised, Reply, Schema

AppointmentStatus = Literal["booked", "arrived", "fulfilled", "cancelled", "noshow"]
"""States that the kiosk knows."""

BookingStatus = Literal["pending", "booked", "arrived", "fulfilled", "cancelled", "noshow"]
"""The same and `pending`: the doctor is away, another time has to be chosen."""

CancelledBy = Literal["patient", "hospital"]

DepartmentCode = Annotated[str, Field(pattern="^[a-z_]{3,40}$", examples=["cardiology"])]
ServiceCode = Annotated[str, Field(pattern="^[a-z0-9_.-]{1,60}$", examples=["first_visit"])]
RequestId = Annotated[UUID, Field(description="Made by the device; the same id counts once.")]


class TodaysAppointment(Reply):
    """An appointment of today, as its patient sees it at the kiosk."""

    id: UUID
    status: AppointmentStatus
    starts_at: datetime
    ends_at: datetime
    department: str
    department_names: Localised
    practitioner: str
    floor: int
    room: str


class TodaysAppointments(Reply):
    """All of today's appointments of one person, earliest first."""

    items: list[TodaysAppointment]


class Hospitals(Reply):
    """All hospitals of this installation."""

    items: list[Hospital]


class OfferedService(Reply):
    """Something that a department offers."""

    code: str
    names: Localised
    minutes: int
    capacity: int = Field(description="People who are seen together: a vaccination day.")


class OfferedServices(Reply):
    """What a department offers; empty: a visit to a doctor, nothing to choose."""

    items: list[OfferedService]


class Practitioner(Reply):
    """A doctor of a department and the next free time."""

    id: UUID
    name: str
    floor: int
    room: str
    next_free: datetime | None = Field(description="None: nothing free in the days asked for.")


class Practitioners(Reply):
    """The doctors of a department; who is free first comes first."""

    items: list[Practitioner]
    time_zone: str


class FreeTime(Reply):
    """A time that can be booked."""

    starts_at: datetime
    ends_at: datetime
    practitioner_id: UUID
    seats: int = Field(description="Places left; 1 unless people are seen together.")


class FreeTimes(Reply):
    """Free times by begin, then by doctor; a page of them."""

    items: list[FreeTime]
    practitioners: dict[UUID, str] = Field(description="Names of the doctors on this page.")
    time_zone: str = Field(examples=["Asia/Tashkent"])
    next: str | None = Field(description="Cursor of the next page; None: this was the last.")


class FreeDay(Reply):
    """How many times are free on a day of the hospital's calendar."""

    day: date
    free: int


class FreeDays(Reply):
    """Every day that was asked for, the full and the closed ones too."""

    items: list[FreeDay]
    time_zone: str


class TimeWish(Schema):
    """A doctor, a time, and for what."""

    hospital_id: UUID
    department: DepartmentCode
    service: ServiceCode | None = Field(
        default=None, description="None: a visit as long as the doctor's slots."
    )
    practitioner_id: UUID
    starts_at: AwareDatetime


class HoldTime(TimeWish):
    """Keep a time for five minutes. One hold for each service; a new one replaces it."""

    id: RequestId
    patient_id: UUID


class Hold(Reply):
    """A time that is kept."""

    id: UUID
    practitioner_id: UUID
    starts_at: datetime
    ends_at: datetime
    held_until: datetime


class BookAppointment(TimeWish):
    """Book a time, held before or not."""

    id: RequestId
    patient_id: UUID
    hold_id: UUID | None = None


class VisitPart(TimeWish):
    """One of several services in one visit."""

    id: RequestId


class BookVisit(Schema):
    """Book several services that follow one another: all of them, or none."""

    id: RequestId
    patient_id: UUID
    parts: list[VisitPart] = Field(min_length=2, max_length=6)


class Appointment(Reply):
    """An appointment as its patient sees it."""

    id: UUID
    status: BookingStatus
    hospital_id: UUID
    hospital_names: Localised
    time_zone: str
    patient_id: UUID
    department: str
    department_names: Localised
    service: str | None
    service_names: Localised | None
    practitioner_id: UUID
    practitioner: str
    floor: int
    room: str
    starts_at: datetime
    ends_at: datetime
    confirmed: bool = Field(description="The patient said that they will come.")
    moves: int = Field(description="How often the patient has moved it.")
    sequence: int
    visit_id: UUID | None = Field(description="Shared by the services of one visit.")
    cancelled_by: CancelledBy | None
    stars: int | None = Field(description="How the visit was rated.")


class Appointments(Reply):
    """Appointments by time; a page of them."""

    items: list[Appointment]
    next: str | None = Field(default=None, description="Cursor of the next page.")


class MoveAppointment(Schema):
    """Another time, maybe with another doctor of the department."""

    id: RequestId
    practitioner_id: UUID | None = Field(default=None, description="None: the same doctor.")
    starts_at: AwareDatetime


class AboutAppointment(Schema):
    """Something is done to an appointment or an offer: confirmed, cancelled, accepted, …"""

    id: RequestId


class RateVisit(Schema):
    """What somebody thought of a visit."""

    id: RequestId
    stars: int = Field(ge=1, le=5)
    words: str = Field(default="", max_length=2000, description="Kept encrypted.")


class JoinWaitlist(Schema):
    """Wait for an earlier time."""

    id: RequestId
    patient_id: UUID
    hospital_id: UUID
    department: DepartmentCode
    service: ServiceCode | None = None
    practitioner_id: UUID | None = Field(default=None, description="None: any doctor.")
    from_day: date
    to_day: date
    earliest: int = Field(default=0, ge=0, le=1439, description="Minutes after midnight.")
    latest: int = Field(default=1439, ge=0, le=1439, description="Minutes after midnight.")


class TimeOffer(Reply):
    """A freed time that is kept for somebody who waits."""

    id: UUID
    practitioner_id: UUID
    practitioner: str
    starts_at: datetime
    ends_at: datetime
    until: datetime


class WaitlistPlace(Reply):
    """Somebody's place on a waitlist."""

    id: UUID
    status: Literal["waitlist", "offered", "booked", "cancelled", "expired"]
    patient_id: UUID
    hospital_id: UUID
    department: str
    service: str | None
    practitioner_id: UUID | None
    from_day: date
    to_day: date
    earliest: int
    latest: int
    offer: TimeOffer | None = None


class Waitlist(Reply):
    """Where an account's people wait, newest first."""

    items: list[WaitlistPlace]


class MakePass(Schema):
    """The app asks for a QR to show at the kiosk."""

    id: RequestId
    patient_id: UUID


class CheckInCode(Reply):
    """What the app shows as a QR: signed, names nobody, lives five minutes."""

    id: UUID
    qr: str
    expires_at: datetime


class VisitByQr(Schema):
    """A kiosk has read the QR of an app."""

    id: RequestId
    qr: str = Field(min_length=20, max_length=300)


class LinkedAppointment(Reply):
    """What the holder of a one-tap link sees: a time and a place, nothing about health."""

    status: Literal["open", "confirmed", "cancelled", "over", "pending"]
    hospital_names: Localised
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    floor: int
    room: str
    until: datetime | None = Field(default=None, description="Until when an offer is kept.")
    actions: list[Literal["confirm", "cancel", "move", "accept", "decline"]]


class Tap(Schema):
    """One tap under a message."""

    id: RequestId
    action: Literal["confirm", "cancel", "move", "accept", "decline"]
    starts_at: AwareDatetime | None = Field(default=None, description="For `move`.")
    practitioner_id: UUID | None = Field(default=None, description="For `move`.")


class MakeBookingLink(Schema):
    """A chat asks for a way to the page on which a visit is chosen and booked."""

    id: RequestId


class BookingLink(Reply):
    """Ways to the page; both lead to the same account."""

    url: str = Field(description="Works once, for ten minutes, in any browser.")
    mini_app: str | None = Field(
        description="To be opened inside Telegram, which then says who opens it. Needs https, and "
        "the bot's token at the API; else null."
    )
    expires_at: datetime = Field(description="Of `url`.")


class BookForPatient(TimeWish):
    """Reception books for somebody at the desk or on the phone."""

    id: RequestId
    patient_id: UUID


class SendAway(Schema):
    """A doctor will not be there: everybody who is booked is told and chooses another time."""

    id: RequestId
    practitioner_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class Absence(Reply):
    """What came of it."""

    id: UUID
    practitioner_id: UUID
    starts_at: datetime
    ends_at: datetime
    told: int = Field(description="Appointments whose people are told.")


class SetBookingRules(Schema):
    """What the hospital, or one of its services, wants of bookings; null: the wider rule."""

    id: RequestId
    department: DepartmentCode | None = None
    service: ServiceCode | None = None
    notice_minutes: int | None = Field(default=None, ge=0, le=60 * 24 * 30)
    horizon_days: int | None = Field(default=None, ge=1, le=365)
    late_cancel_minutes: int | None = Field(default=None, ge=0, le=60 * 24 * 14)
    most_late: int | None = Field(default=None, ge=1, le=100)
    most_moves: int | None = Field(default=None, ge=0, le=100)
    most_open: int | None = Field(default=None, ge=1, le=100)
    offer_minutes: int | None = Field(default=None, ge=5, le=60 * 24)
    noshow_minutes: int | None = Field(default=None, ge=5, le=60 * 24)
