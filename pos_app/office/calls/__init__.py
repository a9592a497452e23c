"""What providers say to the office, by call or in their queues, and how it finds its till."""
