"""Words for paper: documents, what becomes of a print job, and what a printer lacks."""
