"""Facts about Face ID that stop a request. None tells whose face it was."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class FaceConsentMissing(DmedError):
    """No template without a consent that holds now."""

    code = "face_consent_missing"
    kind = Kind.FORBIDDEN
    message = "This person has not agreed to recognition by face."


class FaceForAdultsOnly(DmedError):
    """Faces of children are not enrolled; whose age is unknown counts as a child."""

    code = "face_for_adults_only"
    kind = Kind.FORBIDDEN
    message = "Only adults are enrolled."


class FaceModelUnknown(DmedError):
    """There are no thresholds for the network that made this embedding."""

    code = "face_model_unknown"
    kind = Kind.CONFLICT
    message = "This network is not known here."


class FaceProposalOver(DmedError):
    """The proposal is damaged, of another device, too old, or the template is gone."""

    code = "face_proposal_over"
    kind = Kind.CONFLICT
    message = "Look at the camera again, or use another way."


class FaceNotChecked(DmedError):
    """The code does not fit, or there is no such enrolment that waits (any more)."""

    code = "face_not_checked"
    kind = Kind.CONFLICT
    message = "The code does not fit, or this enrolment no longer waits."


class FaceReviewOver(DmedError):
    """A colleague has decided, or the consent was withdrawn in the meantime."""

    code = "face_review_over"
    kind = Kind.CONFLICT
    message = "This has been decided already."


class FaceSelfiesUnavailable(DmedError):
    """This server does not look at pictures from phones; ``reason`` says why."""

    code = "face_selfies_unavailable"
    kind = Kind.CONFLICT
    message = "Enrol at a kiosk: this server has no networks for selfies."


class FaceSelfiesUnclear(DmedError):
    """The pictures do not make a template; ``reason`` says what was missing, never how much."""

    code = "face_selfies_unclear"
    kind = Kind.CONFLICT
    message = "Take the pictures again, or enrol at a kiosk."


class FaceSelfieTaskOver(DmedError):
    """The task was asked for by somebody else, or too long ago."""

    code = "face_selfie_task_over"
    kind = Kind.CONFLICT
    message = "Ask for a new task and take new pictures."
