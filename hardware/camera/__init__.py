"""Pictures from a camera, one frame at a time."""
