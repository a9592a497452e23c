"""From a document to paper: laid out once at the paper's own width and dots, painted three ways."""
