"""The providers: one file each, which says what a request looks like and what an answer means.

`catalogue.py` has a row for each way to pay; `response_json.py` is what two files or more read
alike. A provider's back office is a file of its own beside it (`clicpay/office.py`).
"""
