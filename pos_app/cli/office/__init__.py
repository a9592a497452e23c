"""Parts that the office's commands share."""
