"""Compiles the knowledge base, generates text, trains, exports, measures (extra: train)."""
