"""The spool's file: print jobs. They are of this machine and moment, and not of the books."""
