"""The log and the reports of errors that nobody handled, for whoever supports the till."""
