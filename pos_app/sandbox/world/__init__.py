"""The simulated world: money, customers, time, and what providers send by themselves."""
