"""The pages by which managers come in and look after their own account; and what every other page
asks the door."""
