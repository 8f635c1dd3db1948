"""Changing keys: every field under the active key, every look-up under a new index key."""
