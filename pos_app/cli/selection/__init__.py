"""Parts that the commands over sales and periods share: filters of sales, and exports."""
