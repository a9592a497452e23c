"""The sandbox's control API for tests, and the page on which a person plays the customer."""
