"""Every word that a patient reads at the kiosk, one Fluent catalogue per language."""
