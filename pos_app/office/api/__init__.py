"""The tills' side of the office over HTTP: the routes of /v1."""
