"""The desk's pages: patients found, corrected, compared, merged, brought in from a file."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from mobile_api.actors import Role
from mobile_api.database import Database
from mobile_api.patients.csv_files import COLUMNS
from mobile_api.patients.jobs import find_duplicates
from mobile_api.patients.merging import MergingService
from mobile_api.schemas import LANGUAGES, Language
from tests.mobile_api.hall import Hall, person, pinfl_of
from tests.mobile_api.pages.reading import HTML, Page, look, send

ROOT = "/staff/patients"
PLACES = (ROOT, f"{ROOT}/duplicates", f"{ROOT}/merges", f"{ROOT}/import")


async def register(nurse: httpx.AsyncClient, **order: Any) -> UUID:
    said = {
        "id": str(uuid4()),
        "names": {"family_name": "Karimov", "given_name": "Dilshod"},
        "birth_date": "1990-06-05",
        "language": "uz-Latn",
        **order,
    }
    reply = await nurse.post("/v1/patients/records", json=said)
    assert reply.status_code == 200, reply.text
    return UUID(reply.json()["id"])


async def suspect(hall: Hall) -> None:
    """As the worker does every half minute."""
    await find_duplicates(hall.services.get(Database), hall.services.get(MergingService))


async def test_reception_finds_opens_and_corrects_a_record(hall: Hall) -> None:
    await hall.know(1)
    desk = await hall.staff(Role.RECEPTION)
    page = await look(desk, ROOT)
    found = Page((await send(desk, page.form(ROOT), by="name", typed="Каримов")).text)
    assert "Dil••• K." in found.texts
    assert person(1).pinfl not in found.text
    record = f"{ROOT}/records/{person(1).id}"
    opened = await look(desk, record)
    assert person(1).pinfl in opened.text
    form = opened.form(record)
    assert form.fields["family_name_cyrillic"] == "Каримов"
    saved = Page((await send(desk, form, given_name="Dilmurod", given_name_cyrillic="")).text)
    assert "Dilmurod" in saved.texts
    assert "Дилмурод" in saved.texts
    wrong = Page((await send(desk, form, given_name="D1lshod", id=str(uuid4()))).text)
    assert "Ismni faqat harflar bilan yozing." in wrong.texts
    assert wrong.form(record).fields["given_name"] == "D1lshod"
    assert "Dilmurod" in wrong.texts
    await desk.aclose()


async def test_what_cannot_be_found_is_said_and_kept_in_the_field(hall: Hall) -> None:
    desk = await hall.staff(Role.RECEPTION)
    page = await look(desk, ROOT)
    for by, typed in (("name", "<script>"), ("phone", "12"), ("pinfl", "40803851720421")):
        reply = await send(desk, page.form(ROOT), by=by, typed=typed)
        assert reply.status_code == 200
        assert "<script>" not in reply.text.split("<main")[1]
        assert Page(reply.text).form(ROOT).fields["typed"] == typed
    await desk.aclose()


async def test_a_death_is_recorded_and_taken_back(hall: Hall) -> None:
    await hall.know(1)
    desk = await hall.staff(Role.RECEPTION, language="ru")
    record = f"{ROOT}/records/{person(1).id}"
    form = next(f for f in (await look(desk, record)).forms if "deceased_on" in f.fields)
    assert "Умер" in Page((await send(desk, form, deceased_on="2026-03-01")).text).texts
    late = Page((await send(desk, form, deceased_on="2026-03-09")).text)
    assert "Такой даты быть не может." in late.texts
    broken = Page((await send(desk, form, deceased_on="nonsense")).text)
    assert "Такой даты быть не может." in broken.texts
    assert "Умер" not in Page((await send(desk, form, deceased_on="")).text).texts
    await desk.aclose()


async def test_two_records_are_compared_merged_and_parted_again(hall: Hall) -> None:
    await hall.know(1)
    nurse = await hall.staff(Role.IT_NURSE)
    twin = await register(nurse)
    await suspect(hall)
    page = await look(nurse, f"{ROOT}/duplicates")
    assert page.texts.count("Dil••• K.") == 2
    (address,) = {
        attributes["href"]
        for tag, attributes in page.tags
        if tag == "a" and "compare" in (attributes.get("href") or "")
    }
    assert address is not None
    both = await look(nurse, address)
    assert both.text.count(person(1).pinfl) == 1
    keep = [
        attributes["value"]
        for tag, attributes in both.tags
        if tag == "button" and attributes.get("name") == "said"
    ]
    assert len(keep) == 2  # the record with the number, or two people
    kept = next(value for value in keep if value != "two_people")
    assert kept is not None
    done = Page((await send(nurse, both.form("/compare"), said=kept)).text)
    assert "Qaroringiz saqlandi." in done.texts
    record = Page((await nurse.get(f"{ROOT}/records/{twin}", headers=HTML)).text)
    assert person(1).pinfl in record.text
    merges = await look(nurse, f"{ROOT}/merges")
    parted = Page((await send(nurse, merges.forms[-1])).text)
    assert "Bekor qilingan" in parted.texts
    record = Page((await nurse.get(f"{ROOT}/records/{twin}", headers=HTML)).text)
    assert person(1).pinfl not in record.text
    assert len(await hall.rows("patient_merges")) == 1
    await nurse.aclose()


async def test_a_colleague_who_was_quicker_is_told_in_words(hall: Hall) -> None:
    await hall.know(1)
    nurse = await hall.staff(Role.IT_NURSE)
    twin = await register(nurse)
    both = await look(nurse, f"{ROOT}/compare?first={person(1).id}&second={twin}")
    form = both.form("/compare")
    await send(nurse, form, said="keep_first")
    again = Page((await send(nurse, form, said="keep_first", order_id=str(uuid4()))).text)
    assert any(text.startswith("Hamkasbingiz") for text in again.texts)
    await nurse.aclose()


async def upload(
    nurse: httpx.AsyncClient, page: Page, text: str, verb: str, **changed: str
) -> Page:
    form = page.form("/import")
    fields = {k: v for k, v in form.fields.items() if k != "file"}
    reply = await nurse.post(
        form.action,
        data={**fields, "verb": verb, **changed},
        files={"file": ("patients.csv", text.encode(), "text/csv")},
        headers=HTML,
    )
    assert reply.status_code == 200, reply.text[:300]
    return Page(reply.text)


async def test_a_list_is_checked_first_and_then_brought_in(hall: Hall) -> None:
    nurse = await hall.staff(Role.IT_NURSE)
    good = f"pinfl;given_name\n{pinfl_of(50)};Ali\n{pinfl_of(51)};Vali\n"
    wrong = await upload(
        nurse, await look(nurse, f"{ROOT}/import"), "pinfl;given_name\n1;A1\n", "import"
    )
    assert {"2", "JSHSHIR", "Bu toʻgʻri JSHSHIR emas.", "Ism", "Bu ism emas."} <= set(wrong.texts)
    assert await hall.rows("patients") == []
    checked = await upload(nurse, await look(nurse, f"{ROOT}/import"), good, "check")
    assert "Fayl joyida. Hali hech narsa yozilmadi." in checked.texts
    assert await hall.rows("patients") == []
    other = await upload(nurse, checked, good + f"{pinfl_of(52)};Zulfiya\n", "import")
    assert any(text.startswith("Bu siz tekshirgan fayl emas.") for text in other.texts)
    assert await hall.rows("patients") == []
    done = await upload(nurse, checked, good, "import")
    assert "Hamma yuklandi." in done.texts
    assert len(await hall.rows("patients")) == 2
    again = await upload(nurse, checked, good, "import")
    assert "Hamma yuklandi." in again.texts
    assert len(await hall.rows("patients")) == 2
    await nurse.aclose()


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.RECEPTION, (200, 403, 403, 403)),
        (Role.IT_NURSE, (200, 200, 200, 200)),
        (Role.ADMINISTRATOR, (200, 403, 403, 200)),
        (Role.DOCTOR, (403, 403, 403, 403)),
        (Role.NURSE, (403, 403, 403, 403)),
    ],
)
async def test_who_sees_which_page(hall: Hall, role: Role, statuses: tuple[int, ...]) -> None:
    staff = await hall.staff(role)
    seen = [(await staff.get(place, headers=HTML)).status_code for place in PLACES]
    assert tuple(seen) == statuses
    await staff.aclose()


async def test_strangers_are_sent_to_the_door(hall: Hall) -> None:
    for place in PLACES:
        reply = await hall.http.get(place, headers=HTML)
        assert (reply.status_code, "/staff/login" in reply.headers["location"]) == (303, True)


@pytest.mark.parametrize("path", [ROOT, f"{ROOT}/compare", f"{ROOT}/import"])
async def test_forms_of_others_are_refused(hall: Hall, path: str) -> None:
    nurse = await hall.staff(Role.IT_NURSE)
    reply = await nurse.post(path, data={"csrf": "guess"}, headers=HTML)
    assert reply.status_code == 403
    await nurse.aclose()


_LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_speaks_every_language(hall: Hall, language: Language) -> None:
    await hall.know(1)
    nurse = await hall.staff(Role.IT_NURSE)
    twin = await register(
        nurse,
        phones=["901234567"],
        documents=[{"kind": "passport", "number": "FA1234567"}],
        insured=True,
    )
    await suspect(hall)
    places = [*PLACES, f"{ROOT}/records/{twin}"]
    pages = [await look(nurse, f"{place}?lang={language}") for place in places]
    compare = f"{ROOT}/compare?first={person(1).id}&second={twin}"
    pages.append(await look(nurse, f"{compare}&lang={language}"))
    for page in pages:
        for tag, attributes in page.tags:
            assert "style" not in attributes, tag
            assert not any(name.startswith("on") for name in attributes), tag
    if language in {"uz-Cyrl", "ru", "kk"}:
        known = {"Karimov", "Dilshod", "FA1234567", "Sinov shifoxonasi", *COLUMNS}
        left = [
            text
            for page in pages
            for text in page.texts
            if _LATIN.search(text) and text not in known and "CSV" not in text
        ]
        assert left == []
    await nurse.aclose()
