"""Words for paper: documents, print jobs, and why one does not come out."""
