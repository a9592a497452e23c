"""The edges of the till: what it asks of a gateway, a journal and a printer."""
