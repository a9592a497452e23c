"""The cash drawer: what has to be in it, its count, and cash put in or taken out."""
