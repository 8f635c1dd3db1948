"""The same three things as the tutorials of FastAPI and SQLModel do them: objects in and out.

No checks, no encryption, no audit: a session a request, ``select`` and ``refresh``, and models of
SQLModel as answers. Tables of its own, made of the columns that such a program would have.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from uuid import UUID, uuid4

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from sqlalchemy import DateTime
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.bench.hot.world import times


class TutorialSlot(SQLModel, table=True):
    """A time of a doctor."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    practitioner_id: UUID = Field(index=True)
    starts_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    ends_at: datetime = Field(sa_type=DateTime(timezone=True))
    booked_by: UUID | None = Field(default=None, index=True)


class TutorialBooking(SQLModel, table=True):
    """Somebody's appointment."""

    id: UUID = Field(primary_key=True)
    slot_id: UUID = Field(foreign_key="tutorialslot.id")
    patient_id: UUID
    created_at: datetime = Field(sa_type=DateTime(timezone=True))


class TutorialReminder(SQLModel, table=True):
    """A message to send."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    booking_id: UUID = Field(foreign_key="tutorialbooking.id")
    text: str
    due_at: datetime = Field(sa_type=DateTime(timezone=True))


class TutorialTicket(SQLModel, table=True):
    """A number in a queue."""

    id: UUID = Field(primary_key=True)
    department: str = Field(index=True)
    day: date = Field(index=True)
    number: int
    language: str


class BookingIn(SQLModel):
    """What the app sends."""

    id: UUID
    practitioner_id: UUID
    starts_at: datetime
    patient_id: UUID


class TicketIn(SQLModel):
    """What the kiosk sends."""

    id: UUID
    department: str
    language: str


class SlotOut(SQLModel):
    """What the app is shown."""

    id: UUID
    practitioner_id: UUID
    starts_at: datetime
    ends_at: datetime


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """A session a request."""
    async with AsyncSession(request.app.state.engine) as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session)]


def create(url: str, doctors: int) -> FastAPI:
    """The whole program."""
    engine = create_async_engine(url, pool_size=10, max_overflow=0)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tables = [
            table for name, table in SQLModel.metadata.tables.items() if name.startswith("tutorial")
        ]
        async with engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all, tables)
        async with AsyncSession(engine) as session:
            for slot in times(doctors):
                session.add(
                    TutorialSlot(
                        practitioner_id=slot.practitioner_id,
                        starts_at=slot.starts_at,
                        ends_at=slot.starts_at + timedelta(minutes=20),
                    )
                )
            await session.commit()
        yield
        await engine.dispose()

    app = FastAPI(lifespan=lifespan)

    app.state.engine = engine

    @app.get("/free", response_model=list[SlotOut])
    async def free(session: Session) -> list[TutorialSlot]:
        found = await session.exec(
            select(TutorialSlot)
            .where(col(TutorialSlot.booked_by).is_(None))
            .order_by(col(TutorialSlot.starts_at))
            .limit(100)
        )
        return list(found.all())

    @app.post("/book", response_model=TutorialBooking)
    async def book(wish: BookingIn, session: Session) -> TutorialBooking:
        found = await session.exec(
            select(TutorialSlot).where(
                TutorialSlot.practitioner_id == wish.practitioner_id,
                TutorialSlot.starts_at == wish.starts_at,
            )
        )
        slot = found.first()
        if slot is None or slot.booked_by is not None:
            raise HTTPException(409, "taken")
        slot.booked_by = wish.patient_id
        now = datetime.now(UTC)
        booking = TutorialBooking(
            id=wish.id, slot_id=slot.id, patient_id=wish.patient_id, created_at=now
        )
        session.add(slot)
        session.add(booking)
        await session.flush()
        for hours in (72, 24, 2):
            session.add(
                TutorialReminder(
                    booking_id=booking.id,
                    text="You have an appointment",
                    due_at=wish.starts_at - timedelta(hours=hours),
                )
            )
        await session.commit()
        await session.refresh(booking)
        return booking

    @app.post("/ticket", response_model=TutorialTicket)
    async def ticket(order: TicketIn, session: Session) -> TutorialTicket:
        today = datetime.now(UTC).date()
        last = await session.exec(
            select(func.max(TutorialTicket.number)).where(
                TutorialTicket.department == order.department, TutorialTicket.day == today
            )
        )
        made = TutorialTicket(
            id=order.id,
            department=order.department,
            day=today,
            number=(last.one() or 0) + 1,
            language=order.language,
        )
        session.add(made)
        await session.commit()
        await session.refresh(made)
        return made

    return app


if __name__ == "__main__":
    uvicorn.run(
        create(sys.argv[1], int(sys.argv[3])),
        port=int(sys.argv[2]),
        http="httptools",
        loop="uvloop",
        log_level="error",
        access_log=False,
    )
