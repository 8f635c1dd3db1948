"""The one door for kiosk and bot: typed clients."""
