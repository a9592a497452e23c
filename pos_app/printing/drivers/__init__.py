"""The printers themselves: what they are told, the ways to them, and the processes that drive them."""
