"""The family in the app, over the wire: sign in, link, trust, agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest

from mobile_api.access.errors import StepUpNeeded
from mobile_api.patients.errors import ChildNeedsParent, NoSuchPerson
from mobile_api.patients.schemas import (
    AnswerInvitation,
    DecideConsent,
    InviteTrusted,
    LinkChild,
    LinkPinfl,
    MessagePreferences,
)
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone, listen
from tests.mobile_api.hall import Hall, person, pinfl_of

CHILD = pinfl_of(8, birth="241114", first=5)


@pytest.fixture
async def phone(hall: Hall) -> AsyncIterator[Phone]:
    """The phone that is on file for person 1, signed in."""
    phone = Phone(hall, listen(hall), number=person(1).phone)
    await phone.sign_in()
    yield phone
    await phone.client.close()


@BOTH
async def test_a_family_from_signing_in_to_trust(hall: Hall, phone: Phone) -> None:
    app = phone.client
    assert (await app.people()).items == []
    me = await app.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(1).pinfl))
    assert (me.id, me.assurance, me.name) == (person(1).id, "confirmed", "Dilshod Karimov")
    child = await app.link_child(LinkChild(id=uuid4(), pinfl=CHILD))
    assert [one.id for one in (await app.people()).items] == [me.id, child.id]

    await phone.later(minutes=2)
    other = Phone(hall, phone.sent, number=person(2).phone, address="198.51.100.8")
    await other.sign_in()
    order = InviteTrusted(
        id=uuid4(),
        patient_id=me.id,
        phone=person(2).phone,
        scopes=["appointments"],
        ends_at=hall.clock.now + timedelta(days=30),
    )
    assert (await app.invite_trusted(order)).state == "waiting"
    assert await app.invite_trusted(order) == (await app.trusts(me.id)).items[0]
    (invitation,) = (await other.client.invitations()).items
    assert invitation.masked_name == "Dil••• K."
    answer = AnswerInvitation(id=uuid4(), accept=True)
    await other.client.answer_invitation(invitation.id, answer)
    assert [one.relation for one in (await other.client.people()).items] == ["trusted"]
    await app.withdraw_trust(order.id)
    assert (await other.client.people()).items == []
    await app.unlink(child.id)
    assert [one.id for one in (await app.people()).items] == [me.id]
    await other.client.close()


@BOTH
async def test_consents_and_wishes_in_the_app(phone: Phone) -> None:
    app = phone.client
    me = await app.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(1).pinfl))
    asked = (await app.consent_texts()).items[0]
    decision = DecideConsent(
        id=uuid4(),
        patient_id=me.id,
        kind=asked.kind,
        decision="given",
        text_version=asked.version,
        language="uz-Latn",
    )
    assert (await app.decide_consent(decision)).channel == "app"
    assert [one.kind for one in (await app.consents(me.id)).items if one.given] == [asked.kind]
    wish = MessagePreferences(channels=["sms"])
    assert await app.prefer(wish) == wish == await app.message_preferences()


async def test_refusals_travel_with_their_codes(phone: Phone, hall: Hall) -> None:
    app = phone.client
    with pytest.raises(ChildNeedsParent):
        await app.link_pinfl(LinkPinfl(id=uuid4(), pinfl=CHILD))
    for somebody in (person(2).id, uuid4()):
        with pytest.raises(NoSuchPerson):
            await app.consents(somebody)
    me = await app.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(1).pinfl))
    with pytest.raises(StepUpNeeded):
        await app.invite_trusted(
            InviteTrusted(
                id=uuid4(),
                patient_id=me.id,
                phone=person(2).phone,
                scopes=["records"],
                ends_at=hall.clock.now + timedelta(days=30),
            )
        )


async def test_nothing_new_costs_no_list(phone: Phone) -> None:
    bearer = {"Authorization": f"Bearer {phone.kept[-1].access_token}"}  # type: ignore[union-attr]  # signed in
    first = await phone.http.get("/v1/patients/people", headers=bearer)
    again = await phone.http.get(
        "/v1/patients/people", headers={**bearer, "If-None-Match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    await phone.client.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(1).pinfl))
    changed = await phone.http.get(
        "/v1/patients/people", headers={**bearer, "If-None-Match": first.headers["etag"]}
    )
    assert changed.status_code == 200


async def test_strangers_see_no_family(hall: Hall) -> None:
    for address in ("people", "preferences", "invitations", "consents/texts"):
        reply = await hall.http.get(
            f"/v1/patients/{address}", headers={"Authorization": "Bearer nobody"}
        )
        assert reply.status_code == 401, address
