"""The books in the journal: the ledger of movements, its sums, closes, and their reader."""
