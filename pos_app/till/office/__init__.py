"""The till's side of an office: ships its events, and takes what providers said."""
