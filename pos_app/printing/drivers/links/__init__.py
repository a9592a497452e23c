"""The ways in which bytes get to a receipt printer: a network, a USB pipe, a serial line."""
