"""Face ID: templates that are encrypted and forgotten at once, and who looks like them."""
