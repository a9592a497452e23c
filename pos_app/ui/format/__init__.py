"""Sales, charges and instants as text, without any widget."""
