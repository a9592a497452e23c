"""Text that others wrote or typed: cleaned, bounded, and without our secrets."""
