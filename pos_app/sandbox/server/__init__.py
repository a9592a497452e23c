"""The HTTP server of the simulated providers, and the faults that it can inject."""
