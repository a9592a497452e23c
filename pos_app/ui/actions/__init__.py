"""Dialogs that act on a sale (refund, capture, release, settle, extend), a payment, a day or a
PIN."""
