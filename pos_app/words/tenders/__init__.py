"""Words for what is taken at the counter: money by hand, and sales in several parts."""
