"""The header: the shop's name, tabs, the providers' health lights, and the user button."""
