"""How a till that holds a stream open hears at once that there is something to look for."""
