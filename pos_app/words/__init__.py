"""Sentences for people, made from the codes of the domain, for the window and the command line.

The sources are English; Qt's translator says them in the shop's language. Names of providers and of
their customers' services never stand here: they come from the rows that describe the methods.
"""
