"""What the till puts on paper, as data: each document by its subject (the port `Documents`)."""
