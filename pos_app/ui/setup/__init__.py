"""The first-run wizard: from the choice of a country to the first sale."""
