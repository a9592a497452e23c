"""What the till puts on paper: documents, printers, and the jobs that bring one to the other."""
