"""A hospital behind the door, in memory: answers like the server, fails when told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from mobile_api.appointments.errors import NoSuchAppointment, PassOver
from mobile_api.appointments.schemas import TodaysAppointment, TodaysAppointments, VisitByQr
from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.assessments.schemas import (
    Assess,
    Assessment,
    Labelled,
    Question,
    RaisedFlag,
    RankedDepartment,
    Urgency,
)
from mobile_api.devices.schemas import Alarm, DeviceStatus, RaiseAlarm, SignOfLife
from mobile_api.errors import DmedError, IdempotencyMismatch
from mobile_api.faces.schemas import (
    ConfirmFace,
    Counted,
    CountWay,
    DayGallery,
    Embedding,
    EnrolFace,
    EnrolledFace,
    FaceFound,
    FaceOffer,
    FaceState,
    FaceVerified,
    SearchFace,
    VerifyFace,
    WithdrawFace,
)
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.schemas import Department, Hospital
from mobile_api.patients.errors import ConfirmationNeeded, NotConfirmed, VisitExpired
from mobile_api.patients.schemas import (
    ConfirmedVisit,
    ConfirmIdentity,
    ConsentText,
    Identify,
    Visit,
)
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket
from mobile_api.schemas import Language, Schema

NOW = datetime(2026, 11, 22, 4, 7, tzinfo=UTC)  # 09:07 in Tashkent
PINFL = "31505901710017"
LAST4 = "4567"


def department(code: str, name: str, prefix: str, floor: int, room: str) -> Department:
    """A department with a name in every language."""
    return Department(
        code=code,
        names={"uz-Latn": name, "ru": name + " (ru)"},
        prefix=prefix,
        floor=floor,
        room=room,
    )


CARDIOLOGY = department("cardiology", "Kardiologiya", "K", 2, "214")
EMERGENCY = department("emergency", "Shoshilinch yordam", "S", 1, "1")
RECEPTION = department("reception", "Qabulxona", "R", 1, "")


def a_question() -> Question:
    """How long it has lasted."""
    return Question(
        id="duration",
        text="Qachondan beri?",
        options=[Labelled(code="days", label="Kunlar"), Labelled(code="weeks", label="Haftalar")],
    )


class FakeHospital:
    """Implements ``HospitalDoor``.

    Attributes:
        calls: every body that arrived, by method, failed ones included.
        faults: errors that the next calls of a method raise, first come, first served.
        passes: QR codes of apps that are valid.
        face: of the one person whose face the hospital knows.
        face_state: whether the person at the kiosk is enrolled.
        gallery: what kiosks are given for the day.
        gallery_changed: set, when those who wait for another one may look.
        gates: a method waits here until its event is set.
    """

    def __init__(self) -> None:
        self.calls: dict[str, list[Any]] = defaultdict(list)
        self.faults: dict[str, list[DmedError]] = defaultdict(list)
        self.gates: dict[str, asyncio.Event] = {}
        self.last4 = LAST4
        self.passes: set[str] = set()
        self.face: Embedding | None = None
        self.face_state: FaceState = "none"
        self.gallery = DayGallery(version="1", expires_at=NOW + timedelta(hours=10))
        self.gallery_changed = asyncio.Event()
        self.booked: list[TodaysAppointment] = []
        self.departments = [CARDIOLOGY, EMERGENCY, RECEPTION]
        self.verdict: dict[str, Any] = {}
        self.question: Question | None = None
        self.tickets: dict[UUID, tuple[Schema, Ticket]] = {}
        self._visits: dict[UUID, str] = {}
        self._alive: dict[str, str] = {}
        self._assessments: dict[UUID, str] = {}

    # -- staging ------------------------------------------------------------------

    def book(self, **changes: Any) -> TodaysAppointment:
        """An appointment of today."""
        facts: dict[str, Any] = {
            "id": uuid4(),
            "status": "booked",
            "starts_at": NOW,
            "ends_at": NOW + timedelta(minutes=20),
            "department": "cardiology",
            "department_names": CARDIOLOGY.names,
            "practitioner": "Gʻaniyev Oʻ. H.",
            "floor": 2,
            "room": "214",
        }
        appointment = TodaysAppointment(**(facts | changes))
        self.booked.append(appointment)
        return appointment

    def leads_to(
        self, code: str = "cardiology", urgency: Urgency = "planned", **changes: Any
    ) -> None:
        """The verdict from now on."""
        self.verdict = {"department": code, "urgency": urgency, **changes}

    def is_an_emergency(self) -> None:
        """A red flag fires from now on."""
        flag = RaisedFlag(code="chest_pain", label="Koʻkrak ogʻrigʻi", level="emergency")
        self.leads_to("cardiology", "emergency", red_flags=[flag])

    def end_all_visits(self) -> None:
        """Every token handed out so far has expired."""
        self._alive.clear()
        self._visits.clear()

    def numbers(self) -> list[str]:
        """All ticket numbers given."""
        return [ticket.number for _, ticket in self.tickets.values()]

    # -- the door -----------------------------------------------------------------

    async def hospital(self) -> Hospital:
        await self._arrives("hospital", None)
        return Hospital(
            id=uuid4(),
            names={"uz-Latn": "Shahar shifoxonasi", "ru": "Городская больница"},
            time_zone="Asia/Tashkent",
            emergency_phone="103",
            departments=self.departments,
        )

    async def sign_of_life(self, state: SignOfLife) -> DeviceStatus:
        await self._arrives("sign_of_life", state)
        return DeviceStatus(id=uuid4(), name="K1", server_time=NOW)

    async def raise_alarm(self, alarm: RaiseAlarm) -> Alarm:
        await self._arrives("raise_alarm", alarm)
        return Alarm(id=alarm.id, kind=alarm.kind, raised_at=NOW, acknowledged=False)

    async def identify(self, who: Identify) -> Visit:
        await self._arrives("identify", who)
        token = self._visits.setdefault(who.id, f"visit-{len(self._visits)}-{uuid4().hex[:6]}")
        level = "claimed" if who.pinfl else "unidentified"
        self._alive[token] = level
        return Visit.model_validate({"token": token, "level": level, "expires_at": NOW})

    async def confirm(self, visit: str, digits: ConfirmIdentity) -> ConfirmedVisit:
        await self._arrives("confirm", digits, visit)
        if digits.phone_last4 != self.last4:
            raise NotConfirmed
        token = visit + "-confirmed"
        self._alive[token] = "confirmed"
        return ConfirmedVisit(
            token=token, level="confirmed", expires_at=NOW, masked_name="Dil••• K."
        )

    async def visit_by_qr(self, shown: VisitByQr) -> ConfirmedVisit:
        await self._arrives("visit_by_qr", shown)
        if shown.qr not in self.passes:
            raise PassOver
        token = self._visits.setdefault(shown.id, f"pass-{uuid4().hex[:6]}")
        self._alive[token] = "confirmed"
        return ConfirmedVisit(
            token=token, level="confirmed", expires_at=NOW, masked_name="Dil••• K."
        )

    async def todays_appointments(self, visit: str) -> TodaysAppointments:
        await self._arrives("todays_appointments", None, visit)
        self._needs_confirmed(visit)
        return TodaysAppointments(items=self.booked)

    async def assess(self, visit: str, complaint: Assess) -> Assessment:
        await self._arrives("assess", complaint, visit)
        self._assessments[complaint.id] = visit
        findings = [
            Labelled(code=code, label=code)
            for code in ("headache", "nausea")
            if code not in complaint.struck
        ]
        asks = self.question is not None and not complaint.answered
        facts: dict[str, Any] = {
            "id": complaint.id,
            "department": "cardiology",
            "departments": [RankedDepartment(code="cardiology", probability=0.8)],
            "urgency": "planned",
            "red_flags": [],
            "findings": findings,
            "question": self.question if asks else None,
            "abstain": False,
            "version": "test",
            "digest": "0",
        }
        return Assessment(**(facts | self.verdict))

    async def check_in(self, visit: str, arrival: CheckIn) -> Ticket:
        await self._arrives("check_in", arrival, visit)
        self._needs_confirmed(visit)
        if arrival.appointment_id not in {a.id for a in self.booked}:
            raise NoSuchAppointment
        return self._ticket(arrival, "cardiology", arrival.language, practitioner="Gʻaniyev Oʻ. H.")

    async def join_queue(self, visit: str, order: JoinQueue) -> Ticket:
        await self._arrives("join_queue", order, visit)
        if order.assessment_id is not None and order.assessment_id not in self._assessments:
            raise NoSuchAssessment
        if order.department not in {d.code for d in self.departments}:
            raise NoSuchDepartment
        return self._ticket(order, order.department, order.language)

    # -- faces ----------------------------------------------------------------------

    async def verify_face(self, visit: str, order: VerifyFace) -> FaceVerified:
        await self._arrives("verify_face", order, visit)
        if not self._knows(order.face):
            return FaceVerified()
        return FaceVerified(visit=self._confirmed(order.id))

    async def search_face(self, order: SearchFace) -> FaceFound:
        await self._arrives("search_face", order)
        return FaceFound(proposal="sealed" if self._knows(order.face) else None)

    async def confirm_face(self, order: ConfirmFace) -> ConfirmedVisit:
        await self._arrives("confirm_face", order)
        if order.pinfl_last4 != PINFL[-4:]:
            raise NotConfirmed
        return self._confirmed(order.id)

    async def face_offer(self, visit: str, model_id: str, language: Language) -> FaceOffer:
        await self._arrives("face_offer", model_id, visit)
        self._needs_confirmed(visit)
        text = ConsentText(kind="face_id", version=1, title="Yuz", text=f"Roziman ({language})")
        return FaceOffer(state=self.face_state, may_enrol=self.face_state == "none", text=text)

    async def enrol_face(self, visit: str, order: EnrolFace) -> EnrolledFace:
        await self._arrives("enrol_face", order, visit)
        self._needs_confirmed(visit)
        self.face_state = "waiting"
        until = NOW + timedelta(hours=1)
        return EnrolledFace(state="waiting", code="4071", code_expires_at=until)

    async def withdraw_face(self, visit: str, order: WithdrawFace) -> None:
        await self._arrives("withdraw_face", order, visit)
        self.face_state = "none"

    async def day_gallery(self, model_id: str, known: str = "", wait_s: int = 0) -> DayGallery:
        await self._arrives("day_gallery", known)
        if wait_s and known == self.gallery.version:
            await self.gallery_changed.wait()
        return self.gallery

    async def count_way(self, order: CountWay) -> Counted:
        await self._arrives("count_way", order)
        return Counted(id=order.id)

    # -- inside -------------------------------------------------------------------

    async def _arrives(self, method: str, body: Any, visit: str | None = None) -> None:
        self.calls[method].append(body)
        if method in self.gates:
            await self.gates[method].wait()
        if self.faults[method]:
            raise self.faults[method].pop(0)
        if visit is not None and visit not in self._alive:
            raise VisitExpired

    def _knows(self, face: Embedding) -> bool:
        known = self.face
        return known is not None and float(known.numbers() @ face.numbers()) > 0.6

    def _confirmed(self, visit_id: UUID) -> ConfirmedVisit:
        token = self._visits.setdefault(visit_id, f"face-{uuid4().hex[:6]}")
        self._alive[token] = "confirmed"
        return ConfirmedVisit(
            token=token, level="confirmed", expires_at=NOW, masked_name="Dil••• K."
        )

    def _needs_confirmed(self, visit: str) -> None:
        if self._alive[visit] != "confirmed":
            raise ConfirmationNeeded

    def _ticket(
        self,
        order: JoinQueue | CheckIn,
        code: str,
        language: Language,
        practitioner: str | None = None,
    ) -> Ticket:
        if order.id in self.tickets:
            body, ticket = self.tickets[order.id]
            if body != order:
                raise IdempotencyMismatch
            return ticket
        place = next(d for d in self.departments if d.code == code)
        ticket = Ticket(
            id=uuid4(),
            number=f"{place.prefix}-{len(self.tickets) + 1:03}",
            status="waiting",
            priority="emergency" if code == "emergency" else "planned",
            department=code,
            department_names=place.names,
            practitioner=practitioner,
            floor=place.floor,
            room=place.room,
            ahead=3,
            wait_minutes_from=15,
            wait_minutes_to=25,
            issued_at=NOW,
            language=language,
            qr="https://hospital.example/q/signed",
        )
        self.tickets[order.id] = (order, ticket)
        return ticket
