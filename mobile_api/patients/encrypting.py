"""Patients as they are stored: every personal field encrypted, every look-up a keyed hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from mobile_api.identifiers import read_pinfl
from mobile_api.keys import Vaulted
from mobile_api.patients import rules
from mobile_api.patients.schemas import DocumentKind, Sex
from mobile_api.schemas import Language

PATIENTS = "patients"
_PHONES = "patient_phones"
_DOCUMENTS = "patient_documents"
_GRAM_BYTES = 8
"""Enough to tell some 20,000 pieces apart; a whole hash would only make the index four times
as large."""

IN_CYRILLIC: frozenset[Language] = frozenset({"uz-Cyrl", "ru", "kk"})
"""Languages whose readers see names in Cyrillic."""

NAME_COLUMNS = (
    "family_name",
    "given_name",
    "patronymic",
    "family_name_cyrillic",
    "given_name_cyrillic",
    "patronymic_cyrillic",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFacts:
    """What is known about somebody, in plain; lives only as long as a request.

    Names may be in either script or in both; what is missing is suggested.
    """

    pinfl: str | None = field(default=None, repr=False)
    family_name: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)
    family_name_cyrillic: str = field(default="", repr=False)
    given_name_cyrillic: str = field(default="", repr=False)
    patronymic_cyrillic: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = None
    phone: str | None = field(default=None, repr=False)
    language: Language = "uz-Latn"


class EncryptedRecords:
    """Makes rows, and reads them again."""

    def __init__(self, vaulted: Vaulted) -> None:
        self._vaulted = vaulted

    def pinfl_index(self, pinfl: str) -> bytes:
        """By which a number is found."""
        return self._vaulted.blind_index("patients.pinfl", pinfl)

    def phone_index(self, phone: str) -> bytes:
        """By which a phone in normal form is found."""
        return self._vaulted.blind_index("patients.phone", phone)

    def birth_index(self, birth_date: date) -> bytes:
        """By which people of one birth date are found."""
        return self._vaulted.blind_index("patients.birth", birth_date.isoformat())

    def document_index(self, kind: DocumentKind, number: str) -> bytes:
        """By which a document in normal form is found."""
        return self._vaulted.blind_index("patients.document", f"{kind}|{number}")

    def grams(self, *names: str) -> list[bytes]:
        """By which names are found: keyed hashes of their folded pieces."""
        return self.hashed(sorted(rules.name_pieces(*names)))

    def hashed(self, pieces: Iterable[str]) -> list[bytes]:
        """Keyed hashes of folded pieces."""
        return [self._vaulted.blind_index("patients.gram", one)[:_GRAM_BYTES] for one in pieces]

    def order_digest(self, actor_id: UUID, body: str) -> bytes:
        """What a caller's id was used for: a keyed hash, since orders hold numbers."""
        return self._vaulted.blind_index("patients.order", f"{actor_id}|{body}")

    def row(
        self,
        patient_id: UUID,
        facts: PersonalFacts,
        *,
        source: str,
        now: datetime,
        names: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """A row of ``patients``: the same columns whatever is known.

        Args:
            patient_id: of the row.
            facts: birth date and sex are taken from the number where there is one.
            source: where the facts come from: kiosk, app, reception, import, …
            now: aware.
            names: in both scripts, where the caller knows them already.

        Raises:
            InvalidPinfl: the number is none.
        """
        birth_date, sex = facts.birth_date, facts.sex
        if facts.pinfl is not None:
            told = read_pinfl(facts.pinfl, date.max)
            birth_date, sex = told.birth_date, told.sex
        return {
            "id": patient_id,
            "pinfl": self.sealed(patient_id, "pinfl", facts.pinfl),
            "pinfl_index": None if facts.pinfl is None else self.pinfl_index(facts.pinfl),
            **self.name_columns(patient_id, both_scripts(facts) if names is None else names),
            **self.birth_columns(patient_id, birth_date),
            "phone": self.sealed(patient_id, "phone", facts.phone),
            "phone_index": None if facts.phone is None else self.phone_index(facts.phone),
            "sex": sex,
            "language": facts.language,
            "source": source,
            "created_at": now,
        }

    def birth_columns(self, patient_id: UUID, birth_date: date | None) -> dict[str, bytes | None]:
        """Birth date and its look-up."""
        plain = None if birth_date is None else birth_date.isoformat()
        return {
            "birth_date": self.sealed(patient_id, "birth_date", plain),
            "birth_index": None if birth_date is None else self.birth_index(birth_date),
        }

    def name_columns(self, patient_id: UUID, names: Mapping[str, str]) -> dict[str, bytes | None]:
        """The six columns of names."""
        return {name: self.sealed(patient_id, name, names.get(name)) for name in NAME_COLUMNS}

    def gram_rows(self, patient_id: UUID, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """Rows of ``name_grams`` for somebody's names."""
        plain = [names.get(name, "") for name in NAME_COLUMNS]
        return [{"gram": gram, "patient_id": patient_id} for gram in self.grams(*plain)]

    def phone_row(
        self, patient_id: UUID, phone: str, now: datetime, verified_at: datetime | None = None
    ) -> dict[str, Any]:
        """A row of ``patient_phones``."""
        row = uuid4()
        return {
            "id": row,
            "patient_id": patient_id,
            "number": self._vaulted.encrypt(_PHONES, row, "number", phone),
            "number_index": self.phone_index(phone),
            "verified_at": verified_at,
            "added_at": now,
        }

    def document_row(
        self,
        patient_id: UUID,
        kind: DocumentKind,
        number: str,
        *,
        source: str,
        now: datetime,
        expires_on: date | None = None,
    ) -> dict[str, Any]:
        """A row of ``patient_documents``."""
        row = uuid4()
        return {
            "id": row,
            "patient_id": patient_id,
            "kind": kind,
            "number": self._vaulted.encrypt(_DOCUMENTS, row, "number", number),
            "number_index": self.document_index(kind, number),
            "expires_on": expires_on,
            "source": source,
            "added_at": now,
        }

    def sealed(self, patient_id: UUID, column: str, plain: str | None) -> bytes | None:
        """A field of ``patients`` as it is stored; nothing stays nothing."""
        return self._vaulted.encrypt(PATIENTS, patient_id, column, plain) if plain else None

    def opened(self, row: Mapping[Any, Any], column: str) -> str:
        """A field of ``patients`` in plain, ``""`` where there is nothing.

        Args:
            row: has ``id`` and the column.
            column: its name.

        Raises:
            CannotOpen: its key is not here.
        """
        stored: bytes | None = row[column]
        return "" if stored is None else self._vaulted.decrypt(PATIENTS, row["id"], column, stored)

    def phone_number(self, row: Mapping[Any, Any]) -> str:
        """The number in a row of ``patient_phones``."""
        return self._vaulted.decrypt(_PHONES, row["id"], "number", row["number"])

    def document_number(self, row: Mapping[Any, Any]) -> str:
        """The number in a row of ``patient_documents``."""
        return self._vaulted.decrypt(_DOCUMENTS, row["id"], "number", row["number"])

    def names(self, row: Mapping[Any, Any], language: Language) -> tuple[str, str]:
        """Given and family name in the script of ``language``, else in the other one."""
        found = []
        for column in ("given_name", "family_name"):
            pair = [column, f"{column}_cyrillic"]
            if language in IN_CYRILLIC:
                pair.reverse()
            first = self.opened(row, pair[0])
            found.append(first or self.opened(row, pair[1]))
        return found[0], found[1]

    def masked(self, row: Mapping[Any, Any], language: Language | None = None) -> str:
        """A name as it may be seen by others: ``Dil••• K.``, ``""`` where none is known."""
        given, family = self.names(row, language or cast(Language, row["language"]))
        return rules.masked_name(given, family) if given else ""


class ListedNames:
    """Names of one long list, each spelt and cut up once: one Karimov is like the next.

    Lives as long as the list is worked on, since it remembers names.
    """

    def __init__(self, records: EncryptedRecords) -> None:
        self._records = records
        self._spelt: dict[tuple[str, str], tuple[str, str]] = {}
        self._pieces: dict[str, frozenset[str]] = {}
        self._grams: dict[str, bytes] = {}

    def both_scripts(self, facts: PersonalFacts) -> dict[str, str]:
        """As the function of that name."""
        names = {}
        for column in _NAMES:
            given = (getattr(facts, column), getattr(facts, f"{column}_cyrillic"))
            spelt = self._spelt.get(given)
            if spelt is None:
                spelt = self._spelt[given] = _spelt(*given)
            names[column], names[f"{column}_cyrillic"] = spelt
        return names

    def gram_rows(self, patient_id: UUID, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """As ``EncryptedRecords.gram_rows``."""
        pieces: set[str] = set()
        for name in NAME_COLUMNS:
            pieces |= self._of(names.get(name, ""))
        return [{"gram": self._grams[one], "patient_id": patient_id} for one in sorted(pieces)]

    def _of(self, name: str) -> frozenset[str]:
        found = self._pieces.get(name)
        if found is None:
            found = self._pieces[name] = frozenset(rules.name_pieces(name))
            new = sorted(found - self._grams.keys())
            self._grams.update(zip(new, self._records.hashed(new), strict=True))
        return found


_NAMES = ("family_name", "given_name", "patronymic")


def both_scripts(facts: PersonalFacts) -> dict[str, str]:
    """The six names: what was given, in its own script, and suggestions for the rest."""
    names = {}
    for column in _NAMES:
        names[column], names[f"{column}_cyrillic"] = _spelt(
            getattr(facts, column), getattr(facts, f"{column}_cyrillic")
        )
    return names


def _spelt(plain: str, cyrillic: str) -> tuple[str, str]:
    """A name in Latin and in Cyrillic."""
    if plain and rules.is_cyrillic(plain):
        plain, cyrillic = "", cyrillic or plain
    return plain or rules.in_latin(cyrillic), cyrillic or rules.in_cyrillic(plain)
