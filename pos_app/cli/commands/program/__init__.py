"""Commands about the program itself: the window, its people, its computer, its trials."""
