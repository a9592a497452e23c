"""The books: movements of money, the days on which they count, their sums, and the closes."""
