"""Keys that change, backups, and what production needs."""
