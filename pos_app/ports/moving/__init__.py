"""The port of a till that moves to another computer."""
