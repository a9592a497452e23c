"""The top of the window: the shop, the providers' lights, and who is at the till."""
