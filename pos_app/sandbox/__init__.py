"""Five simulated payment providers over real HTTP, for tests and for training.

A second reading of the providers' documents, on purpose: nothing here is shared with the code
that talks to the real ones, so a misreading on one side shows as a quarrel between the two.
"""
