"""Commands of paper: printers, receipts, and every other document."""
