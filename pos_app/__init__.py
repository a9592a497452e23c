"""A till for shop counters: charge, follow, and know when to hand over the goods."""
