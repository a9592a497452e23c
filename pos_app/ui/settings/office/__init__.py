"""Settings of the office that the till belongs to."""
