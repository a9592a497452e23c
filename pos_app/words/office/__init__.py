"""Words of the office: what leaves the till as a file."""
