"""What the till asks of the address that tells of newer versions."""
