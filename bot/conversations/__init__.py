"""One file per conversation; each gives a router."""
