"""The hot paths beside a bare process that runs the same SQL, and beside the tutorial's way."""
