"""What messages are asked."""
