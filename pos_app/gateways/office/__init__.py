"""The office, as a till calls it over HTTP."""
