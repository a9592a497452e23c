"""The simulated ClicPay."""
