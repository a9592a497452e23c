"""The control address: tests order faults there, and a person plays the customer."""
