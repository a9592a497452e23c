"""Commands about sales: asking for money, giving it back, settling, and looking."""
