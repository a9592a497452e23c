"""Words for the figures of a period: phrases, amounts in pictures, and all of it as a table."""
