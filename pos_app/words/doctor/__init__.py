"""Words for what the doctor finds."""
