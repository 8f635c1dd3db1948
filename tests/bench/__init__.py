"""Measured figures; nothing here is asserted. ``make bench`` prints the table."""
