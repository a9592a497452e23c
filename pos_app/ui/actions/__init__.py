"""Dialogs that act on a sale (refund, capture, release, settle, extend), a day or a PIN."""
