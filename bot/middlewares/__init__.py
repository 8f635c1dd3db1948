"""What happens around every conversation."""
