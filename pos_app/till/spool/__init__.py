"""The spool: brings documents to printers one after the other, and knows what became of each."""
