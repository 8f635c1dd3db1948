"""How people are identified, and why not by the face: a hospital sees it, nobody is in it."""

from __future__ import annotations

from uuid import uuid4

from mobile_api.actors import Role
from mobile_api.faces.schemas import CountWay
from tests.mobile_api.faces.faces_world import FacesHall, shown


async def test_the_figures_say_how_often_which_way_and_why_not_the_face(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    await faces.verify(1, shown(1))
    await faces.verify(1, shown(2))
    order = CountWay(id=uuid4(), way="phone_digits", bypass="not_recognised")
    for _ in range(2):
        await faces.hall.kiosk.count_way(order)
    await faces.hall.kiosk.count_way(CountWay(id=uuid4(), way="app_qr", bypass="chose_other"))
    async with await faces.hall.staff(Role.ADMINISTRATOR) as office:
        told = (await office.get("/v1/faces/figures?days=7")).json()
    identified = {one["what"]: one["count"] for one in told["identified"] if one["count"]}
    assert identified == {"face_number": 1, "phone_digits": 1, "app_qr": 1}
    bypassed = {one["what"]: one["count"] for one in told["bypassed"] if one["count"]}
    assert bypassed == {"not_recognised": 1, "chose_other": 1}
    assert (told["tries"], told["recognised"], told["enrolled"]) == (2, 1, 1)
    assert told["calibrated"] is True
    columns = set((await faces.hall.rows("face_uses"))[0])
    assert columns == {"id", "hospital_id", "told_by", "at", "way", "outcome"}
