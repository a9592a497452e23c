"""The search: what a sale is found by, an index beside the journal, and the port `FindsSales`."""
