"""Words for the books: what a payment service says beside what the journal has."""
