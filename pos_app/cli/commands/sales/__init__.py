"""Commands about sales: charge, refund, capture, cancel, settle, list and show."""
