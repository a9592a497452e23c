"""The doctor's page: what is well on this computer and what is not, row by row as it is found."""
