"""Reads pages as a person does: visible texts, forms, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from uuid import uuid4

import httpx

from mobile_api.queues.schemas import JoinQueue, Ticket
from tests.mobile_api.hall import Hall

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

_VOID = {"meta", "link", "input", "br", "hr", "option", "path"}
_UNSEEN = {"style", "script", "title", "svg", "datalist"}


@dataclass
class Form:
    """A form and what it would send."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    disabled: bool = False


class Page(HTMLParser):
    """What is on a page.

    Attributes:
        texts: visible texts, in order.
        forms: its forms.
        tags: every tag with its attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._skipping = 0
        self.feed(html)

    @property
    def text(self) -> str:
        """All visible text."""
        return " ".join(self.texts)

    def form(self, ending: str) -> Form:
        """The first form whose address ends like this."""
        return next(form for form in self.forms if form.action.endswith(ending))

    def has_form(self, ending: str) -> bool:
        """True where there is such a form."""
        return any(form.action.endswith(ending) for form in self.forms)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag == "form":
            self.forms.append(Form(named.get("action") or ""))
        if tag == "input" and self.forms and named.get("name"):
            self.forms[-1].fields[named["name"] or ""] = named.get("value") or ""
        if tag == "button" and self.forms and "disabled" in named:
            self.forms[-1].disabled = True
        if tag in _VOID:
            return
        hidden = tag in _UNSEEN or named.get("class") == "languages"
        self._open.append(f"-{tag}" if hidden else tag)
        self._skipping += hidden

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            last = self._open.pop()
            if last.startswith("-"):
                self._skipping -= 1
            if last.lstrip("-") == tag:
                return

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data).strip()
        if words and not self._skipping:
            self.texts.append(words)


async def look(browser: httpx.AsyncClient, address: str) -> Page:
    """Open a page that must be there."""
    reply = await browser.get(address, headers=HTML)
    assert reply.status_code == 200, (reply.status_code, reply.text[:400])
    return Page(reply.text)


async def send(browser: httpx.AsyncClient, form: Form, **changed: str) -> httpx.Response:
    """Send a form as a browser without scripts does, and follow where it leads."""
    return await browser.post(
        form.action, data={**form.fields, **changed}, headers=HTML, follow_redirects=True
    )


async def take_number(
    hall: Hall, serial: int, department: str = "cardiology", complaint: str = "yurak"
) -> Ticket:
    """Somebody known comes, confirms who it is, says what hurts, and takes a number."""
    await hall.know(serial)
    visit = await hall.visit(serial, confirmed=True)
    assessment_id = None
    if complaint:
        assessment_id = str(uuid4())
        reply = await hall.post(
            "/v1/assessments",
            visit,
            {"id": assessment_id, "text": complaint, "language": "uz-Latn"},
        )
        assert reply.status_code == 200, reply.text
    order = JoinQueue.model_validate(
        {
            "id": uuid4(),
            "department": department,
            "assessment_id": assessment_id,
            "language": "uz-Latn",
        }
    )
    return await hall.kiosk.join_queue(visit, order)


CONSOLE = "/staff/rooms/cardiology?room=301"

__all__ = ["CONSOLE", "HTML", "Form", "Page", "look", "send", "take_number"]
