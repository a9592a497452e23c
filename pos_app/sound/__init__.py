"""The till's two sounds, and the sound card; only `device` uses its library."""
