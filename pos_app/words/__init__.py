"""Short sentences for people, made from the codes of the domain: for the window and the terminal.

The sources are English; Qt's translator says them in the language of the shop. What a provider or
a customer is called never stands here: it comes from the rows that describe the methods.
"""
