"""Parts that the office's commands share: filters of sales, and exports."""
