"""Says things to people; the outbox, its channels and its workers."""
