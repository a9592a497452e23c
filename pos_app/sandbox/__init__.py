"""Five simulated payment providers over real HTTP, for tests and for training.

A second, independent reading of the providers' documents: it shares no code with the clients of the
real ones, so a misreading on one side fails a test against the other.
"""
