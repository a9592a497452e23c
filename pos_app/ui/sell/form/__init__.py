"""The charge form: amount, customer, method, and the Charge button."""
