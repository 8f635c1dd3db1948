"""Codes read by a scanner: from the camera, a serial device, or one that types."""
