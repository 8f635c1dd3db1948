"""What travels about records of patients at the desk: search, registration, duplicates, import."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from mobile_api.identifiers import Pinfl
from mobile_api.patients.schemas import DocumentKind, Sex
from mobile_api.schemas import Language, Reply, Schema

SearchBy = Literal["name", "phone", "pinfl"]


class SearchPatients(Schema):
    """What a patient at the desk says: a name, a phone or a number."""

    by: SearchBy
    text: str = Field(min_length=1, max_length=200, examples=["Karimova Dilnoza"])


class FoundPatient(Reply):
    """Enough to ask the right question, too little to read somebody's file."""

    id: UUID
    masked_name: str = Field(examples=["Dil••• K."])
    birth_year: int | None
    masked_phone: str = Field(examples=["+998 90 ••• •• 67"])
    pinfl_ending: str = Field(description="Its last four digits.", examples=["0420"])
    deceased: bool


class FoundPatients(Reply):
    """The best answers first; `more` says that there would be others."""

    items: list[FoundPatient]
    more: bool = False


class Names(Schema):
    """Names in either script or in both; what is missing is suggested."""

    family_name: str = Field(default="", max_length=100)
    given_name: str = Field(default="", max_length=100)
    patronymic: str = Field(default="", max_length=100)
    family_name_cyrillic: str = Field(default="", max_length=100)
    given_name_cyrillic: str = Field(default="", max_length=100)
    patronymic_cyrillic: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _somebody(self) -> Names:
        if not (self.given_name or self.given_name_cyrillic):
            raise ValueError("a given name is needed in one script at least")
        return self


class PatientNames(Reply):
    """Names in both scripts; empty where none is known."""

    family_name: str
    given_name: str
    patronymic: str
    family_name_cyrillic: str
    given_name_cyrillic: str
    patronymic_cyrillic: str


class NewDocument(Schema):
    """A document that somebody shows."""

    kind: DocumentKind
    number: str = Field(min_length=4, max_length=30, examples=["AD1234567"])
    expires_on: date | None = None


class RegisterPatient(Schema):
    """Somebody whom nobody knew yet."""

    id: UUID = Field(description="Of the record, made by the caller.")
    names: Names
    pinfl: Pinfl | None = Field(default=None, description="None: a foreigner, a newborn.")
    birth_date: date | None = Field(default=None, description="Needed without a number.")
    sex: Sex | None = None
    phones: list[str] = Field(default_factory=list, max_length=5, examples=[["+998 90 123-45-67"]])
    documents: list[NewDocument] = Field(default_factory=list, max_length=5)
    language: Language
    attach_here: bool = Field(default=False, description="To the clinic of who registers.")
    insured: bool | None = None
    insured_until: date | None = None

    @model_validator(mode="after")
    def _born(self) -> RegisterPatient:
        if self.pinfl is None and self.birth_date is None:
            raise ValueError("without a number the birth date is needed")
        return self


class ChangePatient(Schema):
    """What is to be changed: only what is sent; a null takes away."""

    id: UUID = Field(description="Of this order, made by the caller.")
    names: Names | None = None
    pinfl: Pinfl | None = Field(default=None, description="Only where there is none yet.")
    birth_date: date | None = Field(default=None, description="Only without a number.")
    sex: Sex | None = None
    language: Language | None = None
    add_phone: str | None = Field(default=None, max_length=40)
    primary_phone: UUID | None = Field(default=None, description="Id of one of the phones.")
    end_phone: UUID | None = Field(default=None, description="Id of one of the phones.")
    add_document: NewDocument | None = None
    attach_here: bool = False
    insured: bool | None = None
    insured_until: date | None = None
    deceased_on: date | None = Field(
        default=None, description="Stops messages and bookings; null takes a mistake back."
    )


class Phone(Reply):
    """A phone of a patient."""

    id: UUID
    number: str
    verified: bool
    primary: bool


class Document(Reply):
    """A document of a patient; typed by somebody in the app it proves nothing."""

    id: UUID
    kind: DocumentKind
    number: str
    expires_on: date | None
    typed_in_app: bool


class Attachment(Reply):
    """To which clinic, since when, until when."""

    hospital_id: UUID
    since: date
    until: date | None


class PatientRecord(Reply):
    """A record as the desk sees it, in plain. Every look is in the audit."""

    id: UUID
    names: PatientNames
    pinfl: str | None
    birth_date: date | None
    sex: Sex | None
    language: Language
    phones: list[Phone]
    documents: list[Document]
    attachments: list[Attachment]
    insured: bool | None
    insured_until: date | None
    deceased_on: date | None
    source: str
    created_at: datetime
    merged_ids: list[UUID] = Field(description="Other records that were merged into this one.")


DuplicateReason = Literal["document", "phone", "birth_date", "name"]


class Duplicate(Reply):
    """Two records that may be one person, masked."""

    first: FoundPatient
    second: FoundPatient
    reasons: list[DuplicateReason]
    likeness: int = Field(ge=0, le=100, description="Of the names, in percent.")


class Duplicates(Reply):
    """What waits for a decision, the likeliest first."""

    items: list[Duplicate]
    next: str | None = Field(default=None, description="Cursor of the next page.")


class MergePatients(Schema):
    """Two records are one person: the one with the national number is kept."""

    id: UUID = Field(description="Of the merge, made by the caller.")
    from_id: UUID
    into_id: UUID


class NotTheSame(Schema):
    """Two records are two people: not asked again."""

    id: UUID = Field(description="Of this order, made by the caller.")
    first_id: UUID
    second_id: UUID


class Merge(Reply):
    """A merge that was made, and maybe undone."""

    id: UUID
    from_id: UUID
    into_id: UUID
    masked_from: str = Field(description="Name on the merged record.", examples=["Dil••• K."])
    masked_into: str = Field(description="Name on the kept record.", examples=["Dil••• K."])
    merged_at: datetime
    undone_at: datetime | None


class Merges(Reply):
    """What was merged, newest first."""

    items: list[Merge]
    next: str | None = None


class UndoMerge(Schema):
    """The two were two people after all."""

    id: UUID = Field(description="Of this order, made by the caller.")


class ImportOrder(Schema):
    """Which file is to be brought in, by an id of the caller and the file's digest."""

    id: UUID
    digest: str = Field(min_length=64, max_length=64, description="SHA-256 of the file, hex.")
    attach_here: bool = False


class ImportFault(Reply):
    """Where a file cannot be read. What stands there is not repeated."""

    line: int = Field(description="From 1; 0: the file as a whole.")
    column: str
    rule: str = Field(examples=["pinfl"])


class ImportReport(Reply):
    """What was done, or would be done."""

    applied: bool = Field(description="False: a dry run, or there were faults; nothing was done.")
    lines: int = Field(description="People in the file.")
    added: int
    completed: int = Field(description="Known before; something was missing and is filled in.")
    unchanged: int
    faults: list[ImportFault] = Field(description="At most 200 of them.")
    fault_count: int
