"""Words for the books: closes, and what a payment service says beside what the journal has."""
