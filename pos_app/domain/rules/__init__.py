"""What may be done with a sale, and when: pure questions about a sale, its method and the time."""
