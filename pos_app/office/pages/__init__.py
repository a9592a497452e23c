"""The owner's pages: takings, sales, days and figures of all tills, in a browser. They only read;
what they say comes from `pos_app/words`, as at the till."""
