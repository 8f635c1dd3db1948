"""The counter and the office at their pages."""

from __future__ import annotations

import re

import httpx

from mobile_api.actors import Role
from tests.mobile_api.faces.faces_world import FacesHall
from tests.mobile_api.hall import person


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return found.group(1)


async def send(browser: httpx.AsyncClient, page: str, address: str, **fields: str) -> str:
    """Send a form of a page; the page that comes after."""
    form = {name: hidden(page, name) for name in ("csrf", "once")} | fields
    sent = await browser.post(address, data=form, headers={"Accept": "text/html"})
    assert sent.status_code == 303, sent.text
    return (await browser.get(sent.headers["location"])).text


async def test_the_counter_compares_document_and_code_and_the_office_sees_the_figures(
    faces: FacesHall,
) -> None:
    order, enrolled = await faces.at_kiosk(1)
    assert enrolled.code is not None
    wrong = "0000" if enrolled.code != "0000" else "1111"
    async with await faces.hall.staff(Role.RECEPTION, language="ru") as desk:
        page = (await desk.get("/staff/faces")).text
        assert "Дил••• К." in page
        assert person(1).pinfl[-4:] in page
        assert person(1).pinfl not in page
        # The code itself stands by chance in ids and tokens, or is the end of the number.
        numbers = re.findall(r"(?<![\w./-])\d{4}(?![\w./-])", page.partition("<main")[2])
        assert set(numbers) == {person(1).pinfl[-4:]}
        check = f"/staff/faces/enrolments/{order.id}/check"
        assert "Цифры не подошли" in await send(desk, page, check, code=wrong)
        after = await send(desk, page, check, code=enrolled.code)
        assert "киоск узнаёт этого человека" in after
        assert "Дил••• К." not in after
        assert "Спасибо" in await send(desk, after, "/staff/faces/reports", alarm="wrong_person")
    await faces.at_kiosk(2, looks_like=1)
    async with await faces.hall.staff(Role.IT_NURSE) as nurse:
        page = (await nurse.get("/staff/faces")).text
        review = re.search(r"/staff/faces/reviews/[0-9a-f-]+", page)
        assert review is not None
        decided = await send(nurse, page, review.group(), decision="two_people")
        assert review.group() not in decided
        figures = (await nurse.get("/staff/faces/figures?days=7")).text
    assert "<td>1</td>" in figures
    assert "oʻlchangan" not in figures  # calibrated in this hall
