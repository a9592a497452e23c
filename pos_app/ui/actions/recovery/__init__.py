"""The recovery code: made, shown once, and typed by a manager who comes back."""
