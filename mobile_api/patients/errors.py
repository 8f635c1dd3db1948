"""Facts about a visit that stop a request. None tells whether a number exists."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NotConfirmed(DmedError):
    """The last four digits do not fit, or nobody has that number: one answer for both."""

    code = "not_confirmed"
    kind = Kind.FORBIDDEN
    message = "The digits do not fit."


class VisitExpired(DmedError):
    """The visit's token is missing, damaged, of another device, or too old."""

    code = "visit_expired"
    kind = Kind.UNAUTHENTICATED
    message = "The visit has ended. Begin again."


class ConfirmationNeeded(DmedError):
    """This needs a confirmed visit; a typed number alone is not enough."""

    code = "confirmation_needed"
    kind = Kind.FORBIDDEN
    message = "Confirm with the last four digits of the phone first."


class BirthDateInFuture(DmedError):
    """The birth date inside the number is later than today."""

    code = "birth_date_in_future"
    kind = Kind.INVALID
    message = "The birth date in the number lies in the future."


class NoSuchPerson(DmedError):
    """There is nobody with this id for whom the account may do this."""

    code = "no_such_person"
    kind = Kind.NOT_FOUND
    message = "There is no such person."


class ChildNeedsParent(DmedError):
    """Somebody under 16 does not act alone: a parent links the child."""

    code = "child_needs_parent"
    kind = Kind.FORBIDDEN
    message = "Somebody under 16 is linked by a parent."


class NotAChild(DmedError):
    """Whoever is 16 or older links themselves; others act for them by trust."""

    code = "not_a_child"
    kind = Kind.CONFLICT
    message = "This person is 16 or older."


class AlreadyLinked(DmedError):
    """The account says already who its owner is. Unlink first."""

    code = "already_linked"
    kind = Kind.CONFLICT
    message = "This account is linked to another person."


class PersonDeceased(DmedError):
    """Nothing can be arranged for somebody who has died. Told only to who is confirmed."""

    code = "person_deceased"
    kind = Kind.CONFLICT
    message = "This person is recorded as deceased."


class InvalidDocument(DmedError):
    """The number has not the shape of this document."""

    code = "invalid_document"
    kind = Kind.INVALID
    message = "This is not the number of such a document."


class InvalidName(DmedError):
    """What was typed is no name; ``field`` says where."""

    code = "invalid_name"
    kind = Kind.INVALID
    message = "This is not a name."


class ConsentTextOutdated(DmedError):
    """Somebody agreed to a text that is no longer asked for; ``version`` is today's."""

    code = "consent_text_outdated"
    kind = Kind.CONFLICT
    message = "The text has changed. Show it again."


class NoSuchInvitation(DmedError):
    """There is no such invitation, or it is not for this account, or its time is over."""

    code = "no_such_invitation"
    kind = Kind.NOT_FOUND
    message = "There is no such invitation."


class TrustEndInvalid(DmedError):
    """A trust ends in the future, within five years."""

    code = "trust_end_invalid"
    kind = Kind.INVALID
    message = "A trust ends in the future, within five years."


class TrustsOneself(DmedError):
    """The invitation goes to the phone of who grants it."""

    code = "trusts_oneself"
    kind = Kind.CONFLICT
    message = "This is your own phone."


class NumberTaken(DmedError):
    """Somebody with this national number is known. Told to staff only."""

    code = "number_taken"
    kind = Kind.CONFLICT
    message = "Another record has this number."


class NumberKept(DmedError):
    """A number that stands on a record is not overwritten."""

    code = "number_kept"
    kind = Kind.CONFLICT
    message = "This record has a number already."


class WrongDate(DmedError):
    """A date that cannot be: against the number, in the future, death before birth; ``field``."""

    code = "wrong_date"
    kind = Kind.INVALID
    message = "This date cannot be."


class NothingToSearch(DmedError):
    """What was typed holds no name, phone or number to look for; ``by`` says what was expected."""

    code = "nothing_to_search"
    kind = Kind.INVALID
    message = "There is nothing to look for in what was typed."


class AlreadyMerged(DmedError):
    """One of the two records was merged in the meantime, or the merge was undone."""

    code = "already_merged"
    kind = Kind.CONFLICT
    message = "These records have changed. Look again."


class MergeOtherWay(DmedError):
    """The record with the national number is the one that is kept."""

    code = "merge_other_way"
    kind = Kind.CONFLICT
    message = "Keep the record with the national number."


class TwoNumbers(DmedError):
    """Two different national numbers are two people."""

    code = "two_numbers"
    kind = Kind.CONFLICT
    message = "The two records have different national numbers."


class FileTooLarge(DmedError):
    """A file is longer than anything that is read; ``most_bytes`` is the bound."""

    code = "file_too_large"
    kind = Kind.INVALID
    message = "The file is too large."
