"""The Telegram bot. It knows no database: everything comes through the one door."""
