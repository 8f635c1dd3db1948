"""Pages of administration: what is wrong stands beside the field, and what was typed is kept."""

from __future__ import annotations

import ast
import re
from uuid import uuid4

import httpx
import pytest

from mobile_api.actors import Role
from mobile_api.errors import DmedError
from mobile_api.pages.rendering import FOLDER
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, Language
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall, person
from tests.mobile_api.pages.reading import HTML, Page, look, send, take_number

BASE = "/staff/administration"
TOPICS = (
    "", "/departments", "/departments/therapy", "/departments/new?code=urology", "/practitioners",
    "/calendar", "/staff", "/staff/new", "/devices", "/lists", "/hospital", "/audit?check=1",
)  # fmt: skip


def value_of(page: Page, name: str) -> str | None:
    inputs = [tag for kind, tag in page.tags if kind == "input"]
    return next((tag.get("value") for tag in inputs if tag.get("name") == name), None)


async def doctor_page(browser: httpx.AsyncClient) -> str:
    page = await look(browser, f"{BASE}/practitioners")
    links = [tag.get("href") or "" for kind, tag in page.tags if kind == "a"]
    # The last link of the list adds somebody new.
    one = re.compile(rf"{BASE}/practitioners/[0-9a-f-]{{36}}")
    doctors = [link for link in links if one.fullmatch(link)]
    return doctors[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_there_in_every_language(hall: Hall, language: Language) -> None:
    boss, days = await hall.staff(Role.ADMINISTRATOR), set[str]()
    for topic in (*TOPICS, (await doctor_page(boss)).removeprefix(BASE)):
        joint = "&" if "?" in topic else "?"
        page = await look(boss, f"{BASE}{topic}{joint}lang={language}")
        assert all("style" not in tag for _, tag in page.tags)
        # Browsers show days in an order of their own: an example stands beside each.
        for tag in (tag for _, tag in page.tags if tag.get("type") in {"date", "datetime-local"}):
            described = (tag.get("aria-describedby") or "").split()
            assert set(described) & {tag.get("id") for _, tag in page.tags}, (topic, tag)
            days.add(topic)
    assert {"/calendar", "/audit?check=1"} < days
    await boss.aclose()


@pytest.mark.parametrize("role", [Role.NURSE, Role.DOCTOR, Role.RECEPTION])
async def test_others_see_neither_the_pages_nor_the_way_to_them(hall: Hall, role: Role) -> None:
    other = await hall.staff(role)
    assert BASE not in (await other.get("/staff", headers=HTML)).text
    for topic in TOPICS:
        assert (await other.get(BASE + topic, headers=HTML)).status_code == 403
    await other.aclose()


async def test_an_it_nurse_keeps_everything_but_staff_and_audit(hall: Hall) -> None:
    nurse = await hall.staff(Role.IT_NURSE)
    page = await look(nurse, BASE)
    hrefs = {tag.get("href") for _, tag in page.tags}
    assert f"{BASE}/departments" in hrefs
    assert not {f"{BASE}/staff", f"{BASE}/audit"} & hrefs
    for topic in ("/staff", "/staff/new", "/audit"):
        assert (await nurse.get(BASE + topic, headers=HTML)).status_code == 403
    await nurse.aclose()


@BOTH
async def test_a_letter_that_is_taken_is_said_beside_it_and_nothing_typed_is_lost(
    hall: Hall,
) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    page = await look(boss, f"{BASE}/departments/new?code=urology")
    form = page.form("/departments/urology")
    refused = await send(
        boss, form, **{"floor": "4", "room": "405", "prefix": "K", "names.ru": "Мужское"}
    )
    assert refused.status_code == 422
    again = Page(refused.text)
    assert "Bu harf boshqa navbatniki. Boshqasini tanlang." in again.texts
    assert value_of(again, "room") == "405"
    assert value_of(again, "names.ru") == "Мужское"
    kept = await send(boss, again.form("/departments/urology"), prefix="U")
    assert kept.status_code == 200
    assert "Saqlandi." in Page(kept.text).texts
    names = [one.names.get("ru") for one in (await hall.kiosk.hospital()).departments]
    assert "Мужское" in names
    await boss.aclose()


async def test_hours_that_overlap_are_said_at_their_own_day(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    address = await doctor_page(boss)
    form = (await look(boss, address)).form("/week")
    typed = {
        "week-2-0-from": "08:00",
        "week-2-0-to": "13:00",
        "week-2-1-from": "12:00",
        "week-2-1-to": "17:00",
        "slot_minutes": "20",
    }
    refused = await send(boss, form, **typed)
    assert refused.status_code == 422
    assert 'id="f2-week-week-2-1-fault"' in refused.text
    assert value_of(Page(refused.text), "week-2-1-from") == "12:00"
    kept = await send(boss, form, **{**typed, "week-2-1-from": "13:00"})
    assert kept.status_code == 200
    assert value_of(Page(kept.text), "week-2-1-from") == "13:00"
    await boss.aclose()


async def test_a_new_account_signs_in_with_the_password_that_is_shown_once(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    form = (await look(boss, f"{BASE}/staff/new")).form("/staff/new")
    typed = {"display_name": "Yangi Xodim", "login": "yangi", "role": "nurse", "language": "ru"}
    made = Page((await send(boss, form, **typed)).text)
    password = next(text for text in made.texts if re.fullmatch(r"(\w{4}-){3}\w{4}", text))
    signed = await hall.http.post(
        "/v1/access/sessions", json={"login": "yangi", "password": password}
    )
    assert signed.status_code == 200, signed.text
    taken = (await look(boss, f"{BASE}/staff/new")).form("/staff/new")
    refused = await send(boss, taken, **typed)
    assert "Bu login band. Boshqasini tanlang." in Page(refused.text).texts
    await boss.aclose()


async def test_a_code_from_the_page_lets_a_kiosk_in(hall: Hall) -> None:
    nurse = await hall.staff(Role.IT_NURSE)
    form = (await look(nurse, f"{BASE}/devices")).form("/codes")
    shown = Page((await send(nurse, form, name="K2", place="2-qavat", kind="kiosk")).text)
    code = next(text for text in shown.texts if re.fullmatch(r"\d{4} \d{4}", text))
    reply = await hall.http.post(
        "/v1/devices/enrolments", json={"id": str(uuid4()), "code": code.replace(" ", "")}
    )
    assert reply.status_code == 200, reply.text
    assert "K2" in (await look(nurse, f"{BASE}/devices")).text
    await nurse.aclose()


@BOTH
async def test_a_list_is_checked_line_by_line_and_imported_whole(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    form = (await look(boss, f"{BASE}/lists")).form("/lists")

    async def check(text: str) -> Page:
        reply = await boss.post(
            form.action,
            data={**form.fields, "kind": "rooms"},
            files={"file": ("rooms.csv", text.encode())},
            headers=HTML,
        )
        return Page(reply.text)

    wrong = await check("department;number;floor\ntherapy;205;2\ntherapy;301;x\n")
    assert "Roʻyxatda xatolar bor. Hech narsa yuklanmadi." in wrong.texts
    assert "Butun son kiriting." in wrong.texts
    right = await check("department;number;floor\ntherapy;205;2\n")
    before = len(await hall.rows("rooms"))
    apply = next(one for one in right.forms if re.search(r"/lists/[0-9a-f-]{36}$", one.action))
    done = Page((await send(boss, apply)).text)
    assert "Yuklandi. Qoʻshildi: 1, oʻzgardi: 0, oʻzgarmadi: 0." in done.texts
    assert len(await hall.rows("rooms")) == before + 1
    assert [row["content"] for row in await hall.rows("imports") if row["applied_at"]] == [None]
    await boss.aclose()


async def test_the_audit_page_says_who_and_that_nothing_was_changed(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    await take_number(hall, 1)
    desk = await hall.staff(Role.RECEPTION)
    await hall.know(2)
    form = (await look(desk, f"/staff/bookings/patients/{person(2).id}")).form("/number")
    await send(desk, form, department="cardiology")
    await desk.aclose()
    page = await look(boss, f"{BASE}/audit?check=1")
    assert "Sinov Xodimi" in page.texts
    assert "tizimga kirdi" in page.texts
    assert page.texts.count("bemorga raqam berdi") == 1  # the other took one at the kiosk
    assert page.texts.count("navbatga turdi") == 1
    assert not [text for text in page.texts if re.search(r"[a-z]_[a-z]|\w=\w", text)]
    assert [text for text in page.texts if text.startswith("Jurnal butun: ")]
    # An address that somebody mistyped shows something all the same.
    await look(boss, f"{BASE}/audit?since=yesterday&who=me&cursor=x&domain=%00")
    await boss.aclose()


def test_every_deed_of_the_audit_has_words() -> None:
    book = Phrasebook(FOLDER / "phrases")
    missing = set()
    for file in FOLDER.parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("audit.record"):
                named = zip(("action", "subject"), call.args[2:4], strict=False)
                keys = [
                    f"{family}-{one.value}"
                    for family, one in named
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                missing |= {
                    key for key in keys if not book.has("uz-Latn", re.sub("[._]", "-", key))
                }
    assert missing == set()


async def test_a_form_from_elsewhere_changes_nothing(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    for topic in ("/hospital", "/departments/therapy", "/staff/new", "/devices/codes", "/lists"):
        reply = await boss.post(BASE + topic, data={"csrf": "x" * 64}, headers=HTML)
        assert reply.status_code == 403, topic
    await boss.aclose()


def test_every_refusal_that_a_keeper_can_meet_has_words() -> None:
    book = Phrasebook(FOLDER / "phrases")
    rooms = ("administration.errors", "facilities.errors")
    known = [code for code, one in DmedError._by_code.items() if one.__module__.endswith(rooms)] + [
        "login_taken",
        "last_administrator",
        "not_oneself",
        "weak_password",
    ]
    missing = [
        (language, code)
        for language in LANGUAGES
        for code in known
        if not book.has(language, "fault-" + code.replace("_", "-"))
    ]
    assert missing == []


def test_every_phrase_of_administration_is_said_somewhere() -> None:
    sources = [*FOLDER.rglob("*.html"), *FOLDER.parent.rglob("*.py")]
    said = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    families = (
        *("fault-", "action-", "actor-", "audit-domain-", "about-", "topic-", "role-"),
        *("staff-role-", "weekday-", "exception-", "device-kind-", "list-", "lists-step-"),
    )
    text = (FOLDER / "phrases" / "en" / "administration.ftl").read_text(encoding="utf-8")
    for key in re.findall(r"^([a-z0-9-]+) =", text, re.MULTILINE):
        assert key.startswith(families) or f'"{key}"' in said or f"'{key}'" in said, key
