"""What Qt itself needs from us: its application, its loop, its environment, its clipboard."""
