"""The part of the clients that is about people: oneself, the family, trust and consents."""

from __future__ import annotations

from uuid import UUID

from mobile_api.client.transport import Nothing, Transport
from mobile_api.patients.schemas import (
    AnswerInvitation,
    Consent,
    Consents,
    ConsentTexts,
    DecideConsent,
    Invitations,
    InviteTrusted,
    LinkChild,
    LinkPinfl,
    MessagePreferences,
    People,
    Person,
    Trust,
    Trusts,
)

_ROOT = "/v1/patients"


class PeopleCalls:
    """What a signed-in phone and a linked chat may ask alike."""

    _wire: Transport

    async def people(self) -> People:
        """Everybody for whom the account may act, oneself first."""
        return await self._wire.get(f"{_ROOT}/people", People)

    async def link_pinfl(self, order: LinkPinfl) -> Person:
        """Say which number is one's own."""
        return await self._wire.post(f"{_ROOT}/links", order, Person, key=str(order.id))

    async def link_child(self, order: LinkChild) -> Person:
        """Link a child under 16."""
        return await self._wire.post(f"{_ROOT}/children", order, Person, key=str(order.id))

    async def unlink(self, patient_id: UUID) -> None:
        """Stop acting for somebody."""
        await self._wire.delete(f"{_ROOT}/links/{patient_id}")

    async def message_preferences(self) -> MessagePreferences:
        """How one wants to be told things."""
        return await self._wire.get(f"{_ROOT}/preferences", MessagePreferences)

    async def prefer(self, wish: MessagePreferences) -> MessagePreferences:
        """Say how one wants to be told things."""
        return await self._wire.put(f"{_ROOT}/preferences", wish, MessagePreferences)

    async def consent_texts(self) -> ConsentTexts:
        """What one is asked to agree to, in the own language."""
        return await self._wire.get(f"{_ROOT}/consents/texts", ConsentTexts)

    async def consents(self, patient_id: UUID) -> Consents:
        """A person's consents and their whole history."""
        return await self._wire.get(f"{_ROOT}/people/{patient_id}/consents", Consents)

    async def decide_consent(self, order: DecideConsent) -> Consent:
        """Agree, or withdraw what was agreed to."""
        return await self._wire.post(f"{_ROOT}/consents", order, Consent, key=str(order.id))

    async def trusts(self, patient_id: UUID) -> Trusts:
        """Whom one trusts, newest first."""
        return await self._wire.get(f"{_ROOT}/people/{patient_id}/trusts", Trusts)

    async def invite_trusted(self, order: InviteTrusted) -> Trust:
        """Ask the owner of a phone to act for a person."""
        return await self._wire.post(f"{_ROOT}/trusts", order, Trust, key=str(order.id))

    async def withdraw_trust(self, invitation_id: UUID) -> None:
        """End what was granted."""
        await self._wire.delete(f"{_ROOT}/trusts/{invitation_id}")

    async def invitations(self) -> Invitations:
        """Who asks the account's owner to act for them."""
        return await self._wire.get(f"{_ROOT}/invitations", Invitations)

    async def answer_invitation(self, invitation_id: UUID, order: AnswerInvitation) -> None:
        """Yes or no to an invitation."""
        await self._wire.post(
            f"{_ROOT}/invitations/{invitation_id}/answers", order, Nothing, key=str(order.id)
        )
