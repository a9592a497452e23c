"""The tills of an office: how they enrol, prove who they are, and begin a session."""
