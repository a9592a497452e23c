"""The fold: sales, money and closes, made from the stored events by the till's own domain. Events
are stored first, and understood here, afterwards."""
