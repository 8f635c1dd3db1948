"""Facts about signing in that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class WrongLogin(DmedError):
    """Login or password is wrong: one answer for both."""

    code = "wrong_login"
    kind = Kind.UNAUTHENTICATED
    message = "Login or password is wrong."


class LoginTaken(DmedError):
    """A staff account with this login exists."""

    code = "login_taken"
    kind = Kind.CONFLICT
    message = "This login is taken."


class LastAdministrator(DmedError):
    """Nobody would be left who could give roles out."""

    code = "last_administrator"
    kind = Kind.CONFLICT
    message = "At least one administrator must remain."


class NotOneself(DmedError):
    """Nobody takes the own role away or closes the own account: another administrator does."""

    code = "not_oneself"
    kind = Kind.CONFLICT
    message = "Ask another administrator to change your own account."


class WeakPassword(DmedError):
    """The password is too short (NIST SP 800-63B-4: at least 15 characters alone) or well known."""

    code = "weak_password"
    kind = Kind.INVALID
    message = "The password is too weak."


class ForeignForm(DmedError):
    """The form came from another site, or its token is missing or of another session."""

    code = "foreign_form"
    kind = Kind.FORBIDDEN
    message = "This form was not sent by our page. Reload it and try again."


class InvalidPhone(DmedError):
    """Not a phone number of this country; ``fault`` says what to look at, never the number."""

    code = "invalid_phone"
    kind = Kind.INVALID
    message = "This is not a phone number of Uzbekistan."


class WrongCode(DmedError):
    """The code does not fit, or there is no such request, or the account is closed.

    One answer for all of them; ``attempts_left`` says how often this code may be tried.
    """

    code = "wrong_code"
    kind = Kind.UNAUTHENTICATED
    message = "The code does not fit."


class CodeNotValid(DmedError):
    """The right code, but too late or a second time. Ask for a new one."""

    code = "code_not_valid"
    kind = Kind.UNAUTHENTICATED
    message = "The code is no longer valid."


class SessionEnded(DmedError):
    """The refresh token is unknown, used, too old, or its device was signed out."""

    code = "session_ended"
    kind = Kind.UNAUTHENTICATED
    message = "This device is signed out. Sign in again."


class StepUpNeeded(DmedError):
    """This needs a sign-in that was proven within the last ten minutes."""

    code = "step_up_needed"
    kind = Kind.FORBIDDEN
    message = "Confirm once more that it is you."


class NoPhone(DmedError):
    """The account has no verified phone to which a code could be sent."""

    code = "no_phone"
    kind = Kind.CONFLICT
    message = "This account has no verified phone."


class PhoneTaken(DmedError):
    """Another account has this phone. Told only to who has proven to hold it."""

    code = "phone_taken"
    kind = Kind.CONFLICT
    message = "Another account has this phone."


class NoSuchDevice(DmedError):
    """The account has no such signed-in device."""

    code = "no_such_device"
    kind = Kind.NOT_FOUND
    message = "There is no such signed-in device."


class ChatNotLinked(DmedError):
    """This Telegram chat acts for no account (any more), or its account is closed."""

    code = "chat_not_linked"
    kind = Kind.UNAUTHENTICATED
    message = "This chat is not linked to an account."


class WrongLinkCode(DmedError):
    """The link code is unknown, used or older than ten minutes: one answer for all."""

    code = "wrong_link_code"
    kind = Kind.NOT_FOUND
    message = "The link is no longer valid. Make a new one in the app."


class ForeignContact(DmedError):
    """The contact that was sent is not the sender's own."""

    code = "foreign_contact"
    kind = Kind.FORBIDDEN
    message = "Only your own contact links a chat."


class ContactNotAccepted(DmedError):
    """The account of this phone is closed: nothing more is told."""

    code = "contact_not_accepted"
    kind = Kind.FORBIDDEN
    message = "This phone cannot be linked."


class IdentityServiceMissing(DmedError):
    """This installation has no contract with that identity service."""

    code = "identity_service_missing"
    kind = Kind.NOT_FOUND
    message = "This way of signing in is not offered here."


class IdentityNotConfirmed(DmedError):
    """The identity service did not confirm who somebody is: one answer for every reason."""

    code = "identity_not_confirmed"
    kind = Kind.FORBIDDEN
    message = "It could not be confirmed who you are."


class TooYoung(DmedError):
    """Somebody under 16 cannot sign in; a parent links the child instead."""

    code = "too_young"
    kind = Kind.FORBIDDEN
    message = "Children are linked by a parent."


class OtherPersonProven(DmedError):
    """The account belongs to another proven person. One account, one person."""

    code = "other_person_proven"
    kind = Kind.CONFLICT
    message = "This account belongs to another person."
