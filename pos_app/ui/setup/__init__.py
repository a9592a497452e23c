"""The first run: from the country to the first sale."""
