"""The office's database: its schema in named steps, its roles, its connections."""
