"""Moving the till to another computer, in the window."""
