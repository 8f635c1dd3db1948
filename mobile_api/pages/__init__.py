"""What all pages in a browser share: templates, phrases, static files, streams.

Knows no domain: what a page shows is handed to it by ``pages.py`` of the domain.
"""
