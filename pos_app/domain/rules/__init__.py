"""Rules about a sale: pure functions of the sale, its method and the time. They say what may
happen."""
