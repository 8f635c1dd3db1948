"""Recognised by the face at the kiosk: looked at, turned once, confirmed by digits, forgotten."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PIL import ImageChops

from hardware.printer.layout import TicketLayout
from hardware.printer.recording import Condition
from kiosk.face_slip import slip_content
from kiosk.icons import GLYPHS
from kiosk.looks import DRAWINGS, Missed
from kiosk.recognition import Recogniser
from kiosk.steps import PrintState, Screen
from kiosk.visit import VisitAtDoor
from mobile_api.client.errors import ApiUnreachable
from mobile_api.errors import TooManyAttempts
from mobile_api.faces.errors import FaceModelUnknown
from mobile_api.faces.schemas import Embedding, Gallery
from mobile_api.schemas import LANGUAGES, Language
from models.face.templates import Guidance
from tests.kiosk.documents import id_card, somebody_born
from tests.kiosk.face_before_camera import NETWORK, Somebody, TinyNetwork, face_of
from tests.kiosk.fake_hospital import LAST4, PINFL, FakeHospital
from tests.kiosk.test_journey_scanning import PASS
from tests.kiosk.visiting import Kiosk, phrasebook, until


@dataclass
class FaceKiosk:
    """A kiosk with a camera, and somebody before it."""

    kiosk: Kiosk
    person: Somebody
    network: TinyNetwork
    recogniser: Recogniser

    async def looked(self) -> None:
        """Until the look has ended and the hospital has answered."""

        def over() -> bool:
            view = self.kiosk.view
            missed = view.look is not None and view.look.missed is not None
            return not view.busy and (view.screen is not Screen.FACE or missed)

        await until(over)
        await self.kiosk.settle()

    def ways(self) -> list[tuple[str, str]]:
        """What was counted."""
        return [(one.way, one.bypass) for one in self.kiosk.hospital.calls["count_way"]]


class TickingClock:
    """Every look at it is a tenth of a second later: ten frames a second, without waiting."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


@pytest.fixture
async def at() -> AsyncIterator[FaceKiosk]:
    """The hospital knows the face of person 1."""
    person, network = Somebody(), TinyNetwork()
    recogniser = Recogniser(person, network, TickingClock())
    kiosk = Kiosk(recogniser=recogniser)
    person.view = lambda: kiosk.view
    kiosk.hospital.face = Embedding.of(NETWORK, face_of(1))
    yield FaceKiosk(kiosk, person, network, recogniser)
    await kiosk.journey.close()
    assert person.closed


async def test_a_look_and_the_last_digits_lead_to_todays_appointment(at: FaceKiosk) -> None:
    kiosk = at.kiosk
    kiosk.hospital.book()
    await kiosk.to_pinfl()
    assert kiosk.view.face_ready
    kiosk.journey.look_at_camera()
    assert kiosk.shows(Screen.FACE)
    await at.looked()
    assert kiosk.shows(Screen.FACE_DIGITS)
    assert kiosk.view.masked_name == ""
    await kiosk.confirm(PINFL[-4:])
    assert kiosk.shows(Screen.APPOINTMENTS)
    assert kiosk.view.masked_name == "Dil••• K."
    guided = {view.look.guidance for view in kiosk.views if view.look is not None}
    assert {"look_here", "wait", "turn_back"} <= guided
    assert guided & {"turn_left", "turn_right"}
    assert at.ways() == []  # the server counts looks itself
    sent = kiosk.hospital.calls["search_face"][0]
    assert sorted(sent.model_fields_set) == ["among", "face", "id"]
    assert sent.among == "booked"


async def test_a_second_look_is_among_those_attached_to_the_clinic_as_well(at: FaceKiosk) -> None:
    at.person.who = 2
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    at.kiosk.journey.submit()
    await at.looked()
    assert at.kiosk.shows(Screen.PINFL)
    first, second = at.kiosk.hospital.calls["search_face"]
    assert (first.among, second.among) == ("booked", "attached")


async def test_two_looks_at_one_picture_are_two_questions(at: FaceKiosk) -> None:
    """A camera that stands still gives the same numbers twice."""
    visit, face = VisitAtDoor(at.kiosk.hospital), Embedding.of(NETWORK, face_of(2))
    order: tuple[Gallery, ...] = ("booked", "booked", "attached")
    for among in order:
        await visit.search_face(face, among)
    first, again, second = (one.id for one in at.kiosk.hospital.calls["search_face"])
    assert first == again != second


@pytest.mark.parametrize("recognised", [True, False])
async def test_the_apps_code_is_as_good_as_the_digits_and_another_way_before_the_camera(
    at: FaceKiosk, recognised: bool
) -> None:
    at.kiosk.hospital.passes.add(PASS)
    at.person.obeys = recognised
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    if recognised:
        await at.looked()
    at.kiosk.journey.scanned("no code of the app")
    behind = Screen.FACE_DIGITS if recognised else Screen.PINFL
    assert (at.kiosk.screen, at.kiosk.view.error) == (behind, "error-foreign-code")
    at.kiosk.journey.scanned(PASS)
    await at.kiosk.settle()
    assert at.kiosk.shows(Screen.COMPLAINT)
    assert at.kiosk.view.masked_name == "Dil••• K."
    assert at.ways() == ([] if recognised else [("app_qr", "chose_other")])
    assert at.recogniser.mirror.frame is None


async def test_a_typed_number_is_confirmed_by_the_face(at: FaceKiosk) -> None:
    await at.kiosk.to_confirm()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.shows(Screen.COMPLAINT)
    assert at.kiosk.view.masked_name == "Dil••• K."
    assert at.kiosk.view.face_known


async def test_after_two_looks_the_digits_come_without_reproach_and_it_is_counted(
    at: FaceKiosk,
) -> None:
    at.person.who = 2
    kiosk = at.kiosk
    await kiosk.to_confirm()
    kiosk.journey.look_at_camera()
    await at.looked()
    assert kiosk.shows(Screen.FACE)
    assert kiosk.view.look is not None
    assert kiosk.view.look.missed is Missed.NOT_SURE
    kiosk.journey.submit()
    await at.looked()
    assert kiosk.shows(Screen.CONFIRM)
    assert (kiosk.view.face_tried, kiosk.view.error, kiosk.view.look) == (True, None, None)
    await kiosk.confirm(LAST4)
    assert kiosk.shows(Screen.COMPLAINT)
    assert at.ways() == [("phone_digits", "not_recognised")]


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({"who": 0}, Missed.NOBODY),
        ({"people": 2}, Missed.SEVERAL),
        ({"obeys": False}, Missed.NOT_TURNED),
    ],
)
async def test_what_kept_a_look_from_success_is_said_kindly(
    at: FaceKiosk, change: dict[str, int], missed: Missed
) -> None:
    for name, value in change.items():
        setattr(at.person, name, value)
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.view.look is not None
    assert at.kiosk.view.look.missed is missed
    at.kiosk.journey.back()
    assert at.kiosk.shows(Screen.PINFL)
    assert at.kiosk.hospital.calls["search_face"] == []


async def test_what_is_not_alive_is_told_like_a_face_that_nobody_knows(at: FaceKiosk) -> None:
    at.network.live = 0.1
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.view.look is not None
    assert at.kiosk.view.look.missed is Missed.NOT_SURE
    assert at.kiosk.hospital.calls["search_face"] == []


async def test_a_camera_that_breaks_leads_to_the_digits_and_is_not_offered_again(
    at: FaceKiosk,
) -> None:
    at.person.broken = True
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.shows(Screen.PINFL)
    assert (at.kiosk.view.face_ready, at.kiosk.view.face_tried) == (False, True)


async def test_too_many_looks_lead_to_the_digits_too(at: FaceKiosk) -> None:
    at.kiosk.hospital.faults["verify_face"] = [TooManyAttempts(retry_after=60)]
    await at.kiosk.to_confirm()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.shows(Screen.CONFIRM)
    assert at.kiosk.view.face_tried
    await at.kiosk.confirm(LAST4)
    assert at.ways() == [("phone_digits", "too_many")]


async def test_the_last_digits_may_come_from_the_card(at: FaceKiosk) -> None:
    kiosk = at.kiosk
    kiosk.hospital.book()
    await kiosk.to_pinfl()
    kiosk.journey.look_at_camera()
    await at.looked()
    other = somebody_born(1, 1, 1990)
    kiosk.type_digits("1234")  # a scanner that types
    kiosk.journey.scanned("".join(id_card(other, birth="900101")))
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.error) == (Screen.FACE_DIGITS, "error-face-digits")
    kiosk.journey.scanned("".join(id_card()))
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.last4) == (Screen.APPOINTMENTS, "")
    sent = [one.pinfl_last4 for one in kiosk.hospital.calls["confirm_face"]]
    assert sent == [other[-4:], PINFL[-4:]]
    assert kiosk.hospital.calls["identify"] == []
    assert at.ways() == []  # the server counted the look


async def test_wrong_digits_twice_lead_to_the_number(at: FaceKiosk) -> None:
    kiosk = at.kiosk
    await kiosk.to_pinfl()
    kiosk.journey.look_at_camera()
    await at.looked()
    await kiosk.confirm("0000")
    assert (kiosk.screen, kiosk.view.error) == (Screen.FACE_DIGITS, "error-face-digits")
    await kiosk.confirm("0001")
    assert kiosk.shows(Screen.PINFL)
    assert kiosk.view.face_tried


async def test_whoever_prefers_digits_is_counted_and_nothing_else(at: FaceKiosk) -> None:
    await at.kiosk.to_confirm()
    await at.kiosk.confirm(LAST4)
    assert at.ways() == [("phone_digits", "chose_other")]


async def test_a_network_that_the_hospital_does_not_know_is_not_offered(at: FaceKiosk) -> None:
    at.kiosk.hospital.faults["day_gallery"] = [FaceModelUnknown()]
    await at.kiosk.to_pinfl()
    assert not at.kiosk.view.face_ready
    assert at.kiosk.view.online


async def test_without_a_line_the_answer_is_asked_for_again_by_itself(at: FaceKiosk) -> None:
    at.kiosk.hospital.faults["search_face"] = [ApiUnreachable()]
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    assert at.kiosk.shows(Screen.TROUBLE)
    await at.kiosk.pass_seconds(6)
    assert at.kiosk.shows(Screen.FACE_DIGITS)
    first, again = at.kiosk.hospital.calls["search_face"]
    assert first == again


async def enrol(at: FaceKiosk) -> None:
    await at.kiosk.to_confirm()
    await at.kiosk.confirm(LAST4)
    at.kiosk.journey.to_reception()
    await at.kiosk.settle()
    assert at.kiosk.shows(Screen.TICKET)
    at.kiosk.journey.offer_face()
    await at.kiosk.settle()


async def test_after_the_ticket_somebody_agrees_and_gets_digits_for_the_counter(
    at: FaceKiosk,
) -> None:
    await enrol(at)
    assert at.kiosk.shows(Screen.FACE_OFFER)
    at.kiosk.journey.submit()
    await at.looked()
    assert (at.kiosk.screen, at.kiosk.view.face_code) == (Screen.FACE_ENROLLED, "4071")
    assert at.kiosk.view.print_state is PrintState.PRINTED
    ticket, slip = at.kiosk.printer.pictures()
    drawn = TicketLayout(slip.width).render(
        slip_content(
            "4071", at.kiosk.view.face_code_until, at.kiosk.view.hospital, phrasebook(), "uz-Latn"
        )
    )
    assert ImageChops.difference(slip, drawn).getbbox() is None
    assert slip.height < ticket.height
    order = at.kiosk.hospital.calls["enrol_face"][0]
    assert (order.text_version, order.language) == (1, "uz-Latn")
    at.kiosk.journey.submit()
    assert at.kiosk.shows(Screen.ATTRACT)


async def test_without_paper_the_digits_stay_on_the_screen(at: FaceKiosk) -> None:
    await enrol(at)
    at.kiosk.printer.condition = Condition.PAPER_OUT
    at.kiosk.journey.submit()
    await at.looked()
    assert (at.kiosk.view.face_code, at.kiosk.view.print_state) == ("4071", PrintState.NO_PAPER)
    assert [one.kind for one in at.kiosk.hospital.calls["raise_alarm"]] == ["out_of_paper"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_slip_says_until_when_and_nobodys_name(language: Language) -> None:
    until = datetime(2026, 11, 22, 10, 7, tzinfo=UTC)
    hospital = await FakeHospital().hospital()
    slip = slip_content("4071", until, hospital, phrasebook(), language)
    assert (slip.number, slip.qr) == ("4071", None)
    ((valid, ends),) = slip.facts
    assert valid
    assert "15:07" in ends  # Tashkent
    without = slip_content("4071", None, None, phrasebook(), language)
    assert (without.facts, without.hospital) == ((), "")


async def test_not_now_is_as_easy_and_the_ticket_is_still_there(at: FaceKiosk) -> None:
    await enrol(at)
    at.kiosk.journey.back()
    assert at.kiosk.shows(Screen.TICKET)
    assert at.kiosk.view.ticket is not None
    assert at.kiosk.hospital.calls["enrol_face"] == []


async def test_whoever_was_recognised_can_end_that_from_the_ticket(at: FaceKiosk) -> None:
    at.kiosk.hospital.face_state = "active"
    await at.kiosk.to_confirm()
    at.kiosk.journey.look_at_camera()
    await at.looked()
    at.kiosk.journey.to_reception()
    await at.kiosk.settle()
    assert at.kiosk.shows(Screen.TICKET)
    assert at.kiosk.view.face_recognised
    at.kiosk.journey.offer_face()
    await at.kiosk.settle()
    assert at.kiosk.shows(Screen.FACE_OFFER)
    at.kiosk.journey.forget_face()
    await at.kiosk.settle()
    assert at.kiosk.view.face_forgotten
    assert not at.kiosk.view.face_recognised


async def test_somebody_is_forgotten_on_the_spot(at: FaceKiosk) -> None:
    at.kiosk.hospital.face_state = "active"
    await enrol(at)
    at.kiosk.journey.forget_face()
    await at.kiosk.settle()
    assert (at.kiosk.screen, at.kiosk.view.face_forgotten) == (Screen.FACE_ENROLLED, True)
    assert len(at.kiosk.hospital.calls["withdraw_face"]) == 1
    # What this kiosk keeps of the day is asked for again at once, not in half a minute.
    assert len(at.kiosk.hospital.calls["day_gallery"]) == 2


async def test_whoever_walks_away_leaves_no_picture_and_no_embedding(at: FaceKiosk) -> None:
    kiosk = at.kiosk
    kiosk.hospital.gates["search_face"] = asyncio.Event()
    await kiosk.to_pinfl()
    kiosk.journey.look_at_camera()
    await until(lambda: kiosk.view.busy)
    kiosk.journey.finish()
    kiosk.hospital.gates["search_face"].set()
    await kiosk.settle()
    kiosk.hospital.calls.clear()
    kiosk.views.clear()
    at.kiosk.hospital.face = None
    gc.collect()
    assert at.recogniser.mirror.frame is None
    assert (kiosk.screen, kiosk.view.look, kiosk.view.face_ready) == (Screen.ATTRACT, None, True)
    assert list(embeddings()) == []


def embeddings() -> Iterator[object]:
    return (one for one in gc.get_objects() if isinstance(one, Embedding))


def test_every_guidance_has_a_drawing() -> None:
    assert {each.value for each in Guidance} == set(DRAWINGS)
    assert set(DRAWINGS.values()) <= set(GLYPHS)


async def test_a_look_that_was_left_shows_its_last_frame_to_nobody(at: FaceKiosk) -> None:
    await at.kiosk.to_pinfl()
    at.kiosk.journey.look_at_camera()
    await until(lambda: at.person.frames)
    read = at.person.frames
    at.kiosk.journey.call_nurse()
    await asyncio.sleep(0.05)
    assert at.recogniser.mirror.frame is None
    # The thread may have been reading one at that moment, however late it comes to its end.
    assert at.person.frames <= read + 1
    at.kiosk.journey.back()
    await at.looked()
    assert at.kiosk.shows(Screen.FACE_DIGITS)


async def test_without_a_camera_everything_is_as_before() -> None:
    kiosk = Kiosk()
    await kiosk.to_pinfl()
    kiosk.journey.look_at_camera()
    assert kiosk.shows(Screen.PINFL)
    assert not kiosk.view.face_ready
    assert kiosk.hospital.calls["day_gallery"] == []
    assert kiosk.hospital.calls["sign_of_life"][0].camera == "absent"
    await kiosk.journey.close()
