"""What the kiosk may ask of a code scanner. Calls block: read in a thread of their own."""

from typing import Final, Protocol

# A signed check-in code has a few hundred characters, a QR symbol at most 4296.
LONGEST_CODE: Final = 4296


class Scanner(Protocol):
    """Something people hold a code against."""

    def read(self, timeout_s: float) -> str | None:
        """The next code as text without line ends, or None if none comes within `timeout_s`.

        Codes arrive once each and in order; an unreadable one is as if nothing had been shown.
        Raises DeviceUnavailable when the scanner is gone or closed.
        """

    def discard(self) -> None:
        """Forget what was shown and not yet read: one visitor's code is never the next one's.

        Call it where a visit ends, in the thread that reads or while none reads. A code still
        held against the scanner is not read anew.
        """

    def close(self) -> None:
        """Let go of the scanner. May be called twice."""
