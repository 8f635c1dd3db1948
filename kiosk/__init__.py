"""The touchscreen in the hospital hall."""
