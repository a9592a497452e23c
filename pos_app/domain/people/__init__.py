"""People of a shop: roles, PINs, approvals and the recovery code."""
