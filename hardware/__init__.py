"""Devices of the kiosk: printer, camera, scanner. This room knows nothing of patients."""
