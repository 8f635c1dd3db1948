"""A printer on USB, by vendor and product number."""

import errno
from dataclasses import dataclass
from typing import Any

import usb.core
import usb.util
from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Usb

from hardware.errors import DeviceError, DeviceMisconfigured, DeviceUnavailable
from hardware.printer.job import DEFAULT_WIDTH_DOTS, JobPrinter, Pacing

_SEND_MS = 10_000
_DRAIN_MS = 5


@dataclass(frozen=True)
class _Endpoints:
    into_printer: int
    out_of_printer: int | None


class UsbPrinter(JobPrinter):
    """Keeps the device open: python-escpos resets it on opening, which would end a job."""

    def __init__(
        self,
        vendor: int,
        product: int,
        *,
        width_dots: int = DEFAULT_WIDTH_DOTS,
        pacing: Pacing | None = None,
        reply_s: float = 1.0,
    ) -> None:
        """`reply_s` is how many seconds of silence count as no answer."""
        super().__init__(width_dots, pacing or Pacing())
        self._name = f"usb:{vendor:04x}:{product:04x}"
        self._reply_ms = max(1, round(reply_s * 1000))
        self._vendor = Usb(vendor, product, timeout=_SEND_MS)
        self._device: Any = None
        self._endpoints = _Endpoints(0, None)

    def _connect(self) -> None:
        if self._device is not None:
            return
        try:
            self._vendor.open()
            self._device = self._vendor.device
            self._endpoints = _endpoints(self._device)
        except usb.core.NoBackendError as fault:
            detail = "the system library libusb-1.0 is missing"
            raise DeviceMisconfigured("printer", "no_driver", detail) from fault
        except DeviceNotFoundError as fault:
            raise DeviceUnavailable("printer", "not_found", self._name) from fault
        except usb.core.USBError as fault:
            raise self._translated(fault) from fault
        except LookupError as fault:
            raise DeviceMisconfigured("printer", "not_a_printer", self._name) from fault

    def _send(self, data: bytes) -> None:
        try:
            while data:
                sent = self._device.write(self._endpoints.into_printer, data, _SEND_MS)
                if sent <= 0:
                    raise DeviceUnavailable("printer", "not_accepting", self._name)
                data = data[sent:]
        except usb.core.USBError as fault:
            raise self._translated(fault) from fault

    def _ask(self, question: bytes) -> bytes:
        if self._endpoints.out_of_printer is None:
            return b""
        self._read(_DRAIN_MS)
        self._send(question)
        return self._read(self._reply_ms)

    def _read(self, timeout_ms: int) -> bytes:
        try:
            return bytes(self._device.read(self._endpoints.out_of_printer, 64, timeout_ms))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as fault:
            raise self._translated(fault) from fault

    def _release(self) -> None:
        return

    def _abandon(self) -> None:
        self._vendor.close()
        self._device = None

    def _translated(self, fault: usb.core.USBError) -> DeviceError:
        if fault.errno == errno.EACCES:
            detail = f"{self._name}: a udev rule must give it to the kiosk's user"
            return DeviceMisconfigured("printer", "no_rights", detail)
        if isinstance(fault, usb.core.USBTimeoutError):
            return DeviceUnavailable("printer", "not_accepting", self._name)
        return DeviceUnavailable("printer", "connection_lost", self._name)


def _endpoints(device: Any) -> _Endpoints:
    """The bulk endpoints of the first interface that takes data; a printer's one if marked.

    python-escpos assumes 0x01 and 0x82, which holds for Epson and few others. USB Device Class
    Definition for Printing Devices 1.1: interface class 7. Raises LookupError if there is none.
    """
    interfaces = sorted(
        device.get_active_configuration(), key=lambda interface: interface.bInterfaceClass != 7
    )
    for interface in interfaces:
        addresses = [
            endpoint.bEndpointAddress
            for endpoint in interface
            if usb.util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ]
        outward = [address for address in addresses if not address & 0x80]
        inward = [address for address in addresses if address & 0x80]
        if outward:
            return _Endpoints(outward[0], inward[0] if inward else None)
    raise LookupError("no bulk endpoint takes data")
