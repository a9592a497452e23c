"""The pages' own sentences by name, a module for each page. Whatever the till says too is said by
`pos_app/words`."""
