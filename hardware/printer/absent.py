"""A kiosk that was set up without a printer."""

from PIL import Image

from hardware.errors import DeviceUnavailable
from hardware.printer.job import DEFAULT_WIDTH_DOTS
from hardware.printer.port import PrinterStatus


class AbsentPrinter:
    """Says so, and prints nothing."""

    def __init__(self, width_dots: int = DEFAULT_WIDTH_DOTS) -> None:
        self.width_dots = width_dots

    def status(self) -> PrinterStatus:
        """Always ABSENT."""
        return PrinterStatus.ABSENT

    def print_image(self, image: Image.Image) -> None:
        """Always raises DeviceUnavailable."""
        raise DeviceUnavailable("printer", "absent", "the kiosk is set up without one")

    def close(self) -> None:
        """Nothing to let go of."""
