"""The steps of the booking page: what is asked next, and what can be answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from mobile_api.actors import Actor, Role
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.choosing import ANYBODY, NO_SERVICE, Chosen
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    Appointment,
    BookAppointment,
    FreeTime,
    FreeTimes,
    HoldTime,
)
from mobile_api.database import Reader, Writing
from mobile_api.errors import DmedError, InvalidRequest
from mobile_api.facilities.schemas import Hospital
from mobile_api.facilities.service import FacilitiesService
from mobile_api.identifiers import Pinfl
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import LinkPinfl, Person
from mobile_api.schemas import Localised

_NOT_BOOKED_HERE = frozenset({"reception", "emergency"})
"""One comes to these at any time."""

_CLOSEST = 6
_HOME = ZoneInfo("Asia/Tashkent")
_PINFL: TypeAdapter[str] = TypeAdapter(Pinfl)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose.

    Attributes:
        fields: what the form sends when it is chosen.
        text: as it is (a name of a doctor), or empty.
        names: in every language, or empty.
        key: of a phrase, or empty.
        moment: a time or a day to be written out.
        only: what of ``moment`` is shown: ``day``, ``time`` or ``both``.
        next_free: shown beside a doctor.
    """

    fields: dict[str, str]
    text: str = ""
    names: Localised = field(default_factory=dict)
    key: str = ""
    moment: datetime | None = None
    only: str = ""
    next_free: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows.

    Attributes:
        name: which step; a part of the keys of its phrases.
        chosen: what was chosen before.
        options: what can be chosen.
        back: fields of the step before; None: this is the first.
        zone: of the hospital.
        fault: code of what was refused, or empty.
        order: id of what the page's button asks for.
        visit: what is about to be booked, or was.
        who: for whom, where there is a choice.
    """

    name: str
    chosen: Chosen = field(default_factory=Chosen)
    options: tuple[Option, ...] = ()
    back: dict[str, str] | None = None
    zone: ZoneInfo = _HOME
    fault: str = ""
    order: UUID = field(default_factory=uuid4)
    visit: Appointment | None = None
    who: str = ""


class BookingSteps:
    """Leads through a booking."""

    def __init__(
        self,
        people: PeopleService,
        facilities: FacilitiesService,
        planning: PlanningService,
        booking: BookingService,
    ) -> None:
        self._people = people
        self._facilities = facilities
        self._planning = planning
        self._booking = booking

    async def link(self, tx: Writing, actor: Actor, typed: str, order: UUID) -> None:
        """The account's owner says which number is theirs.

        Raises:
            InvalidRequest: not a PINFL.
            DmedError: as ``PeopleService.link_pinfl``.
        """
        try:
            pinfl = _PINFL.validate_python("".join(typed.split()))
        except ValidationError as fault:
            raise InvalidRequest(field="pinfl") from fault
        await self._people.link_pinfl(tx, actor, LinkPinfl(id=order, pinfl=pinfl))

    async def hold(self, tx: Writing, actor: Actor, chosen: Chosen, order: UUID) -> Chosen:
        """Keep the chosen time while its person decides.

        Raises:
            DmedError: as ``BookingService.hold``.
        """
        wish = HoldTime(id=order, **_wish(chosen))
        held = await self._booking.hold(tx, actor, wish)
        return chosen.model_copy(update={"hold": held.id, "booking": uuid4()})

    async def release(self, tx: Writing, actor: Actor, chosen: Chosen) -> Chosen:
        """Another time after all."""
        if chosen.hold is not None:
            await self._booking.release(tx, actor, chosen.hold)
        gone = dict.fromkeys(("hold", "booking", "starts_at", "practitioner"))
        return chosen.model_copy(update=gone)

    async def book(self, tx: Writing, actor: Actor, chosen: Chosen) -> Step:
        """Book what was held; sent again, the same visit.

        Raises:
            DmedError: as ``BookingService.book``.
        """
        if chosen.booking is None:
            raise InvalidRequest(field="booking")
        wish = BookAppointment(id=chosen.booking, hold_id=chosen.hold, **_wish(chosen))
        visit = await self._booking.book(tx, actor, wish)
        return Step("done", visit=visit, zone=ZoneInfo(visit.time_zone))

    async def following(self, db: Reader, actor: Actor, chosen: Chosen, fault: str = "") -> Step:
        """The first thing that is not chosen yet; where there is no choice, it is not asked.

        Raises:
            NoSuchDepartment, NoSuchService: somebody has changed a form.
        """
        people = [one for one in (await self._people.own(db, actor)).items if _bookable(one)]
        if not people:
            return Step("link", fault=fault)
        if chosen.person is None and len(people) == 1:
            chosen = Chosen(person=people[0].id)
        if chosen.person is None:
            options = tuple(_person(one) for one in people)
            return Step("person", options=options, fault=fault)
        known = {one.id: one for one in people}
        if chosen.person not in known:
            return await self.following(db, actor, Chosen(), fault)
        who = known[chosen.person].name if len(people) > 1 else ""
        first = Chosen(person=chosen.person)
        back: dict[str, str] | None = {} if len(people) > 1 else None
        hospitals = await self._hospitals(db)
        if chosen.hospital is None and len(hospitals) == 1:
            chosen = chosen.model_copy(update={"hospital": hospitals[0].id})
        hospital = next((one for one in hospitals if one.id == chosen.hospital), None)
        if hospital is None:
            options = tuple(
                Option(first.but(hospital=one.id), names=one.names) for one in hospitals
            )
            return Step("hospital", first, options, back, fault=fault, who=who)
        zone = ZoneInfo(hospital.time_zone)
        second = first.model_copy(update={"hospital": hospital.id})
        if chosen.department is None:
            if len(hospitals) > 1:
                back = first.fields()
            return Step(
                "department",
                second,
                tuple(
                    Option(second.but(department=one.code), names=one.names)
                    for one in hospital.departments
                    if one.code not in _NOT_BOOKED_HERE
                ),
                back,
                zone,
                fault,
                who=who,
            )
        return await self._within(db, actor, chosen, second, hospital, fault, who)

    async def after_refusal(
        self, db: Reader, actor: Actor, chosen: Chosen, refused: DmedError
    ) -> Step:
        """What is shown instead, with words for what was refused."""
        code = refused.code
        if code in {"no_such_department", "no_such_service", "no_such_person"}:
            return await self.following(db, actor, Chosen(person=chosen.person), code)
        around = chosen.starts_at
        if code in {"time_taken", "not_a_time", "booked_elsewhere"} and around is not None:
            return await self._closest(db, chosen, around, code)
        if chosen.starts_at is None:
            return await self.following(db, actor, chosen, code)
        again = dict.fromkeys(("hold", "booking", "starts_at", "practitioner"))
        return await self.following(db, actor, chosen.model_copy(update=again), code)

    async def _within(
        self,
        db: Reader,
        actor: Actor,
        chosen: Chosen,
        before: Chosen,
        hospital: Hospital,
        fault: str,
        who: str,
    ) -> Step:
        """Inside a department: service, doctor, day, time, confirmation."""
        zone, department = ZoneInfo(hospital.time_zone), chosen.department
        assert department is not None  # the step before
        services = (await self._planning.services(db, actor, hospital.id, department)).items
        third = before.model_copy(update={"department": department})
        if chosen.service is None and services:
            plain = Option(third.but(service=NO_SERVICE), key="book-plain-visit")
            options = [Option(third.but(service=one.code), names=one.names) for one in services]
            return Step("service", third, (plain, *options), before.fields(), zone, fault, who=who)
        fourth = third.model_copy(update={"service": chosen.service or NO_SERVICE})
        back = third.fields() if services else before.fields()
        if chosen.doctor is None:
            doctors = await self._planning.practitioners(
                db, actor, hospital.id, department, fourth.service_code
            )
            options = [
                Option(fourth.but(doctor=str(one.id)), text=one.name, next_free=one.next_free)
                for one in doctors.items
                if one.next_free is not None
            ]
            if options:
                options.insert(0, Option(fourth.but(doctor=ANYBODY), key="book-any-doctor"))
            return Step("doctor", fourth, tuple(options), back, zone, fault, who=who)
        fifth = fourth.model_copy(update={"doctor": chosen.doctor})
        asked = {"service": fourth.service_code, "practitioner_id": fifth.doctor_id}
        if chosen.day is None:
            days = await self._planning.free_days(db, actor, hospital.id, department, **asked)  # type: ignore[arg-type]  # both are what it says
            options = [_day(fifth, one.day, zone) for one in days.items if one.free]
            return Step("day", fifth, tuple(options), fourth.fields(), zone, fault, who=who)
        sixth = fifth.model_copy(update={"day": chosen.day})
        if chosen.starts_at is None or chosen.hold is None:
            found = FreeTimes.model_validate(
                await self._planning.free(
                    db,
                    actor,
                    hospital.id,
                    department,
                    service=fourth.service_code,
                    practitioner_id=fifth.doctor_id,
                    from_day=chosen.day,
                    days=1,
                )
            )
            options = _times(sixth, found.items, "time")
            return Step("time", sixth, tuple(options), fifth.fields(), zone, fault, who=who)
        return Step(
            "confirm",
            chosen,
            (Option(chosen.fields(), moment=chosen.starts_at, only="both", names=hospital.names),),
            sixth.fields(),
            zone,
            fault,
            who=who,
        )

    async def _closest(self, db: Reader, chosen: Chosen, around: datetime, code: str) -> Step:
        """Somebody was quicker: the next free times."""
        assert chosen.hospital is not None  # a time was chosen after them
        assert chosen.department is not None
        found = await self._planning.nearest(
            db, chosen.hospital, chosen.department, chosen.service_code, around, _CLOSEST
        )
        gone = dict.fromkeys(("hold", "booking", "starts_at", "practitioner"))
        before = chosen.model_copy(update=gone)
        return Step(
            "closest",
            before,
            tuple(_times(before, found.items, "both")),
            before.but(day=None),
            ZoneInfo(found.time_zone),
            code,
        )

    async def _hospitals(self, db: Reader) -> list[Hospital]:
        return [
            await self._facilities.hospital(db, Actor(role=Role.BOARD, id=one, hospital_id=one))
            for one in await self._facilities.hospital_ids(db)
        ]


def _wish(chosen: Chosen) -> dict[str, object]:
    wanted = {
        "hospital_id": chosen.hospital,
        "department": chosen.department,
        "practitioner_id": chosen.practitioner,
        "starts_at": chosen.starts_at,
        "patient_id": chosen.person,
    }
    if any(value is None for value in wanted.values()):
        raise InvalidRequest(field="starts_at")
    return {**wanted, "service": chosen.service_code}


def _bookable(person: Person) -> bool:
    return "appointments" in person.scopes and not person.deceased


def _person(person: Person) -> Option:
    fields = Chosen(person=person.id).fields()
    if person.name:
        return Option(fields, text=person.name)
    return Option(fields, key=f"book-person-{person.relation}")


def _day(chosen: Chosen, day: date, zone: ZoneInfo) -> Option:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return Option(chosen.but(day=day), moment=noon, only="day")


def _times(chosen: Chosen, free: list[FreeTime], only: str) -> list[Option]:
    """One option a moment: with any doctor, two of them may be free then."""
    first: dict[datetime, FreeTime] = {}
    for one in free:
        first.setdefault(one.starts_at, one)
    return [
        Option(
            chosen.but(starts_at=one.starts_at, practitioner=one.practitioner_id),
            moment=one.starts_at,
            only=only,
        )
        for one in first.values()
    ]
