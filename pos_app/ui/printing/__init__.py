"""Paper at the window: the print dialog, its preview, and what became of each job."""
