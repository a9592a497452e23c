"""Rules about a sale: pure functions of the sale, its method and the time that allow or refuse."""
