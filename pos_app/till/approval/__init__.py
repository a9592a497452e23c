"""Approvals and presence: managers' PINs, and the cashier who is signed in."""
