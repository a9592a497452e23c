"""People who look at the office: who they are, how they sign in, and which shops they see."""
