"""The kiosk's own widgets: about fifteen, drawn from the theme, each with a stable id."""
