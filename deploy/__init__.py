"""Setting up and starting: nothing in here is imported by the rooms."""
