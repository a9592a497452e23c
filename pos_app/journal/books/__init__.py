"""The books in the journal: the ledger of movements, its sums, closes, and the office's reader."""
