"""A freed time that is offered to somebody who waits: take it, or let it go."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.conversations import pressing, visits
from bot.conversations.pressing import Pressed
from bot.seals import Button, Seals
from bot.talk import Talk, request_id, show
from mobile_api.appointments.errors import OfferOver
from mobile_api.appointments.schemas import AboutAppointment


def router(seals: Seals) -> Router:
    """Handlers of offers."""
    routes = Router(name="offers")

    @routes.callback_query(Pressed(seals, pressing.ACCEPT))
    async def accept(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        request = AboutAppointment(id=request_id(press))
        try:
            visit = await talk.chat.accept_offer(pressed.subject, request)
        except OfferOver:
            await show(press, talk.say("error-offer-over"))
            return
        await visits.show_card(press, talk, visit)

    @routes.callback_query(Pressed(seals, pressing.DECLINE))
    async def decline(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        request = AboutAppointment(id=request_id(press))
        try:
            await talk.chat.decline_offer(pressed.subject, request)
        except OfferOver:
            await show(press, talk.say("error-offer-over"))
            return
        await show(press, talk.say("offer-declined"))

    return routes
