"""Gateways: one file for each provider, which builds its requests and parses its answers.

`catalogue.py` has a row for each payment method; `response_json.py` has the parsing that two or
more providers share. A provider's admin API is a file of its own beside it (`clicpay/admin.py`).
"""
