"""Every screen in every state, with people who do not exist: for pictures and tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from kiosk.looks import Look, Missed, Purpose
from kiosk.steps import PrintState, Screen, View
from mobile_api.appointments.schemas import AppointmentStatus, TodaysAppointment
from mobile_api.assessments.schemas import (
    Assessment,
    Labelled,
    Question,
    RaisedFlag,
    RankedDepartment,
    Urgency,
)
from mobile_api.faces.schemas import FaceOffer
from mobile_api.facilities.schemas import Department, Hospital
from mobile_api.patients.schemas import ConsentText
from mobile_api.queues.schemas import Ticket
from mobile_api.schemas import Language
from triage.departments import DEPARTMENTS

_ID = UUID("00000000-0000-4000-8000-000000000001")
_NOW = datetime(2026, 3, 3, 4, 5, tzinfo=UTC)

_HOSPITAL_NAMES: dict[Language, str] = {
    "uz-Latn": "Namuna tuman tibbiyot birlashmasi",
    "uz-Cyrl": "Намуна туман тиббиёт бирлашмаси",
    "ru": "Образцовое районное медицинское объединение",
    "kaa": "Úlgi rayonlıq medicina birlespesi",
    "en": "Sample District Medical Association",
    "kk": "Үлгі аудандық медициналық бірлестігі",
}

_FINDINGS: tuple[dict[Language, str], ...] = (
    {
        "uz-Latn": "Bosh ogʻrigʻi",
        "uz-Cyrl": "Бош оғриғи",
        "ru": "Головная боль",
        "kaa": "Bas awırıwı",
        "en": "Headache",
        "kk": "Бас ауруы",
    },
    {
        "uz-Latn": "Koʻngil aynishi",
        "uz-Cyrl": "Кўнгил айниши",
        "ru": "Тошнота",
        "kaa": "Júrek aynıwı",
        "en": "Feeling sick",
        "kk": "Жүрек айну",
    },
    {
        "uz-Latn": "Isitma 38,2 °C",
        "uz-Cyrl": "Иситма 38,2 °C",
        "ru": "Температура 38,2 °C",
        "kaa": "Isıtpa 38,2 °C",
        "en": "Fever 38.2 °C",
        "kk": "Қызба 38,2 °C",
    },
    {
        "uz-Latn": "3 kundan beri",
        "uz-Cyrl": "3 кундан бери",
        "ru": "Уже 3 дня",
        "kaa": "3 kúnnen beri",
        "en": "For 3 days",
        "kk": "3 күннен бері",
    },
)

_COMPLAINT: dict[Language, str] = {
    "uz-Latn": "Uch kundan beri boshim qattiq ogʻriyapti, koʻnglim ayniyapti, isitmam bor",
    "uz-Cyrl": "Уч кундан бери бошим қаттиқ оғрияпти, кўнглим айнияпти, иситмам бор",
    "ru": "Уже три дня сильно болит голова, тошнит, температура",
    "kaa": "Úsh kúnnen beri basım qattı awırıp tur, júregim aynıp atır",
    "en": "I have had a bad headache for three days, I feel sick and hot",
    "kk": "Үш күннен бері басым қатты ауырып тұр, жүрегім айниды",
}

_CONSENT: dict[Language, str] = {
    "uz-Latn": (
        "Kiosk meni tanishi uchun yuzimning matematik tavsifi shifrlangan holda saqlani"
        "shiga roziman. Surat saqlanmaydi. Barcha xizmatlar busiz ham menga ochiq. Rozi"
        "likni qaytarib olsam, tavsif shu zahoti oʻchiriladi."
    ),
    "uz-Cyrl": (
        "Киоск мени таниши учун юзимнинг математик тавсифи шифрланган ҳолда сақланишига"
        " розиман. Сурат сақланмайди. Барча хизматлар бусиз ҳам менга очиқ. Розиликни қ"
        "айтариб олсам, тавсиф шу заҳоти ўчирилади."
    ),
    "ru": (
        "Я согласен (согласна), что в зашифрованном виде хранится математическое описан"
        "ие моего лица, чтобы киоск мог меня узнать. Снимок не хранится. Все услуги дос"
        "тупны мне и без этого. Когда я отзову согласие, описание сразу удаляется."
    ),
    "kaa": (
        "Kiosk meni tanıwı ushın júzimniń matematikalıq súwretlemesi shifrlengen halda "
        "saqlanıwına razıman. Foto saqlanbaydı. Barlıq xızmetler busız da maǵan ashıq. "
        "Razılıqtı qaytarıp alsam, súwretleme sol zamatta óshiriledi."
    ),
    "en": (
        "I agree that a mathematical description of my face is stored, encrypted, so th"
        "at the kiosk can recognise me. No picture is kept. Every service is open to me"
        " without it. When I withdraw this, the description is deleted at once."
    ),
    "kk": (
        "Киоск мені тануы үшін бетімнің математикалық сипаттамасы шифрланған түрде сақт"
        "алуына келісемін. Сурет сақталмайды. Барлық қызмет онсыз да маған ашық. Келісі"
        "мді қайтарып алсам, сипаттама бірден жойылады."
    ),
}

_QUESTION: dict[Language, tuple[str, tuple[str, ...]]] = {
    "uz-Latn": (
        "Ogʻriq toʻsatdan boshlandimi?",
        ("Ha, bir zumda", "Yoʻq, asta-sekin", "Bilmayman"),
    ),
    "uz-Cyrl": ("Оғриқ тўсатдан бошландими?", ("Ҳа, бир зумда", "Йўқ, аста-секин", "Билмайман")),
    "ru": ("Боль началась внезапно?", ("Да, в одно мгновение", "Нет, постепенно", "Не знаю")),
    "kaa": ("Awırıw birden baslandı ma?", ("Awa, birden", "Yaq, áste-aqırın", "Bilmeymen")),
    "en": (
        "Did the pain start suddenly?",
        ("Yes, in a moment", "No, little by little", "I do not know"),
    ),
    "kk": ("Ауру кенет басталды ма?", ("Иә, бірден", "Жоқ, біртіндеп", "Білмеймін")),
}


def sample_hospital() -> Hospital:
    """A hospital with every department that triage knows, and reception."""
    departments = [
        Department(code=code, names=dict(names), prefix="B", floor=1 + i % 4, room=str(101 + 7 * i))
        for i, (code, names) in enumerate(_department_names().items())
    ]
    return Hospital(
        id=_ID,
        names=_HOSPITAL_NAMES,
        time_zone="Asia/Tashkent",
        emergency_phone="103",
        departments=departments,
    )


def _department_names() -> dict[str, dict[Language, str]]:
    return {
        code: {language: str(name) for language, name in department.names.items()}  # type: ignore[misc]
        for code, department in DEPARTMENTS.items()
    }


def sample_assessment(
    language: Language,
    urgency: Urgency = "today",
    department: str = "neurology",
    *,
    abstain: bool = False,
    flag: bool = False,
) -> Assessment:
    """A verdict as the server would send it in ``language``."""
    question, options = _QUESTION[language]
    return Assessment(
        id=_ID,
        department=department,
        departments=[RankedDepartment(code=department, probability=0.7)],
        urgency=urgency,
        red_flags=[RaisedFlag(code="sample", label="…", level="emergency")] if flag else [],
        findings=[
            Labelled(code=f"finding{i}", label=names[language]) for i, names in enumerate(_FINDINGS)
        ],
        question=Question(
            id="onset",
            text=question,
            options=[Labelled(code=f"o{i}", label=label) for i, label in enumerate(options)],
        ),
        abstain=abstain,
        version="1",
        digest="0" * 64,
    )


def sample_ticket(language: Language, department: str = "neurology") -> Ticket:
    """A ticket with everything on it."""
    return Ticket(
        id=_ID,
        number="B-007",
        status="waiting",
        priority="today",
        department=department,
        department_names=_department_names()[department],
        practitioner="Karimova D. A.",
        floor=2,
        room="214",
        ahead=3,
        wait_minutes_from=15,
        wait_minutes_to=25,
        issued_at=_NOW,
        language=language,
        qr="https://kiosk.example.org/t/4fJ0sN8qT1m3bX5cZ7vK9w.B-007.R2hpcyBpcyBub3QgYSBzZWNyZXQ",
    )


def sample_appointment(
    number: int, status: AppointmentStatus, department: str
) -> TodaysAppointment:
    """One of today's appointments."""
    starts = _NOW + timedelta(minutes=40 * number)
    return TodaysAppointment(
        id=UUID(int=_ID.int + number),
        status=status,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=20),
        department=department,
        department_names=_department_names()[department],
        practitioner="Karimova D. A." if number % 2 == 0 else "Abdurahmonov S. Q.",
        floor=1 + number,
        room=str(101 + 12 * number),
    )


def sample_views(language: Language) -> Iterator[tuple[str, View]]:
    """Name and view of every screen in every state that looks different."""
    hospital = sample_hospital()
    at = View(language=language, hospital=hospital)
    yield "enrol", View(language=language, screen=Screen.ENROL, code="0412")
    wrong = View(language=language, screen=Screen.ENROL, error="error-wrong-enrolment-code")
    yield "enrol_wrong", wrong
    yield "attract", at
    yield "attract_scanner", replace(at, scanner=True)
    yield "attract_document", replace(at, scanner=True, reads_documents=True)
    yield "for_whom", replace(at, screen=Screen.FOR_WHOM)
    yield "for_whom_offline", replace(at, screen=Screen.FOR_WHOM, online=False)
    pinfl = replace(at, screen=Screen.PINFL, for_whom="self")
    yield "pinfl_empty", pinfl
    yield "pinfl_scanner", replace(pinfl, scanner=True)
    yield "pinfl_code_over", replace(pinfl, scanner=True, error="error-pass-over")
    reading = replace(pinfl, scanner=True, reads_documents=True)
    yield "pinfl_document", reading
    yield "pinfl_document_unreadable", replace(reading, error="error-document-unreadable")
    yield "pinfl_typing", replace(pinfl, pinfl="315059", pinfl_fault="incomplete")
    yield "pinfl_fault", replace(pinfl, pinfl="31505901710018", pinfl_fault="check_digit")
    yield (
        "pinfl_limited",
        replace(pinfl, error="error-too-many-numbers", error_values={"minutes": 10}),
    )
    yield "pinfl_child", replace(pinfl, for_whom="child", pinfl="51505", pinfl_fault="incomplete")
    full = replace(pinfl, pinfl="31505901710017")
    yield "pinfl_full", full
    yield "pinfl_busy", replace(full, busy=True)
    confirm = replace(full, screen=Screen.CONFIRM)
    yield "confirm", replace(confirm, last4="45")
    yield "confirm_wrong", replace(confirm, error="error-not-confirmed")
    yield (
        "confirm_limited",
        replace(confirm, error="error-too-many-attempts", error_values={"minutes": 10}),
    )
    named = replace(confirm, masked_name="Dil••• K.")
    one = sample_appointment(0, "booked", "cardiology")
    two = sample_appointment(1, "booked", "otolaryngology")
    gone = sample_appointment(2, "cancelled", "gastroenterology")
    appointments = replace(named, screen=Screen.APPOINTMENTS, appointments=(one,))
    yield "appointments", appointments
    yield "appointments_three", replace(appointments, appointments=(one, two, gone))
    complaint = replace(named, screen=Screen.COMPLAINT)
    yield "complaint_empty", complaint
    text = _COMPLAINT[language]
    yield "complaint", replace(complaint, text=text, text_left=924, keep_text=True)
    yield (
        "complaint_long",
        replace(complaint, text=" ".join([text] * 12), text_left=64, for_whom="child"),
    )
    yield "complaint_error", replace(complaint, text="!", error="error-complaint-empty")
    verdict = sample_assessment(language)
    yield "question", replace(complaint, screen=Screen.QUESTION, assessment=verdict)
    yield from _faces(replace(pinfl, face_ready=True), language)
    yield from _results(replace(complaint, screen=Screen.RESULT), language)
    yield from _ends(complaint, language)


def sample_frame() -> NDArray[np.uint8]:
    """A drawn face before a grey wall, 640×480: nobody's."""
    height, width = 480, 640
    y, x = np.mgrid[0:height, 0:width]
    frame = np.empty((height, width, 3), np.uint8)
    frame[:] = (168, 160, 152)
    for colour, across, down, wide, tall in (
        (_HAIR, 0, -52, 104, 120),
        (_SKIN, 0, 0, 88, 118),
        (_SHIRT, 0, 236, 180, 110),
        (_EYE, -36, -16, 11, 8),
        (_EYE, 36, -16, 11, 8),
        (_SHADE, 0, 18, 10, 16),
        (_MOUTH, 0, 58, 30, 8),
    ):
        inside = ((x - width / 2 - across) / wide) ** 2 + ((y - height / 2 - down) / tall) ** 2 < 1
        frame[inside] = colour
    return frame


_HAIR, _SKIN, _SHIRT = (38, 42, 58), (150, 178, 214), (120, 96, 52)
_EYE, _SHADE, _MOUTH = (48, 44, 40), (128, 152, 190), (104, 98, 176)


def _faces(at: View, language: Language) -> Iterator[tuple[str, View]]:
    yield "pinfl_face", at
    confirm = replace(at, screen=Screen.CONFIRM, pinfl="31505901710017")
    yield "confirm_face", confirm
    yield "confirm_face_tried", replace(confirm, face_tried=True)
    look = replace(at, screen=Screen.FACE)
    yield "face_turn", replace(look, look=Look(Purpose.SEARCH, "turn_left", 0.7))
    yield "face_light", replace(look, look=Look(Purpose.SEARCH, "less_light"))
    yield "face_closer", replace(look, look=Look(Purpose.SEARCH, "closer"))
    yield "face_missed", replace(look, look=Look(Purpose.SEARCH, missed=Missed.NOT_SURE))
    digits = replace(at, screen=Screen.FACE_DIGITS, error="error-face-digits")
    yield "face_digits", digits
    yield "face_digits_scanner", replace(digits, error=None, scanner=True)
    reading = replace(digits, scanner=True, reads_documents=True)
    yield "face_digits_document", replace(reading, error=None)
    yield "face_digits_document_unreadable", replace(reading, error="error-document-unreadable")
    text = ConsentText(kind="face_id", version=1, title="", text=_CONSENT[language])
    offer = FaceOffer(state="none", may_enrol=True, text=text)
    asked = replace(at, screen=Screen.FACE_OFFER, masked_name="Dil••• K.", face_offer=offer)
    yield "face_offer", replace(asked, look=Look(Purpose.ENROL, missed=Missed.NOT_TURNED))
    active = FaceOffer(state="active", may_enrol=False, text=text)
    yield "face_offer_active", replace(asked, face_offer=active)
    enrolled = replace(asked, screen=Screen.FACE_ENROLLED, face_code="4071")
    yield "face_enrolled", replace(enrolled, print_state=PrintState.PRINTED)
    yield "face_enrolled_no_paper", replace(enrolled, print_state=PrintState.NO_PAPER)
    yield "face_forgotten", replace(enrolled, face_code="", face_forgotten=True)
    ticket = replace(asked, screen=Screen.TICKET, ticket=sample_ticket(language))
    yield "ticket_face", replace(ticket, print_state=PrintState.PRINTED)
    known = replace(ticket, face_known=True, face_recognised=True)
    yield "ticket_face_known", replace(known, print_state=PrintState.PRINTED)


def _results(at: View, language: Language) -> Iterator[tuple[str, View]]:
    departments = {d.code: d for d in at.hospital.departments} if at.hospital else {}
    seen = replace(at, assessment=sample_assessment(language), department=departments["neurology"])
    yield "result", replace(seen, struck=("finding1",))
    yield (
        "result_planned",
        replace(
            seen,
            assessment=sample_assessment(language, "planned", "gastroenterology"),
            department=departments["gastroenterology"],
        ),
    )
    yield (
        "result_self_care",
        replace(
            seen,
            assessment=sample_assessment(language, "self_care", "infectious_diseases"),
            department=departments["infectious_diseases"],
        ),
    )
    yield (
        "result_reception",
        replace(seen, assessment=sample_assessment(language, abstain=True), department=None),
    )


def _ends(at: View, language: Language) -> Iterator[tuple[str, View]]:
    ticket = replace(at, screen=Screen.TICKET, ticket=sample_ticket(language))
    for state in PrintState:
        yield f"ticket_{state.value}", replace(ticket, print_state=state)
    yield (
        "ticket_reception",
        replace(ticket, ticket=sample_ticket(language, "vascular_surgery"), print_state=None),
    )
    nurse = replace(at, screen=Screen.NURSE)
    yield "nurse_called", replace(nurse, nurse_called=True)
    yield "nurse_calling", replace(nurse, busy=True)
    yield "nurse_not_reached", replace(nurse, online=False)
    emergency = sample_assessment(language, "emergency", "emergency", flag=True)
    yield (
        "nurse_red_flag",
        replace(nurse, nurse_called=True, assessment=emergency, ticket=sample_ticket(language)),
    )
    yield "trouble", replace(at, screen=Screen.TROUBLE, online=False)
    yield "idle", replace(at, screen=Screen.FOR_WHOM, idle_left=17)
