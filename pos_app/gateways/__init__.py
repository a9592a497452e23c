"""The providers: one file each, which says what a request looks like and what an answer means.

`catalogue.py` has a row for each way to pay. Wikipay, WiPay and the NetShop card come as a file
and a row like the others.
"""
