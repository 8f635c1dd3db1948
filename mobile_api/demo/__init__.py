"""The demonstration: one made-up hospital with made-up people, put in again at every start."""
