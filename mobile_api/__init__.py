"""The hospital's memory: the API, the staff pages and the typed client that kiosk and bot use.

Importing this package imports nothing else, so that a kiosk can use the client
without SQLAlchemy being installed.
"""
