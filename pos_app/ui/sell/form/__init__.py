"""The form: amount, customer, way to pay, and the one big button."""
