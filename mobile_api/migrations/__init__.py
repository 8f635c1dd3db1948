"""Alembic: the schema's history. ``python -m mobile_api migrate`` runs it."""
