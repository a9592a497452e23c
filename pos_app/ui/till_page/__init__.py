"""The page of the till's money: shifts, the cash drawer, and the close of a day."""
