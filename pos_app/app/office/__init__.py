"""The office beside the till: what the composition root opens for a till that is enrolled."""
