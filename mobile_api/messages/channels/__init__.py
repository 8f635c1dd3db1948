"""Ways out of the house: one file for each service that carries messages."""
