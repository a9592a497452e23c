"""The simulated WiPay."""
