"""Ticket printing: layout, raster, and one driver per way of connecting a printer."""
