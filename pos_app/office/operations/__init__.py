"""OfficeFigures, health and logs of a running office, for whoever looks after it."""
