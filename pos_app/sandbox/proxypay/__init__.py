"""The simulated ProxyPay."""
