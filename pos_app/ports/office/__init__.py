"""The office as a till knows it: what they say to each other, and who says it."""
