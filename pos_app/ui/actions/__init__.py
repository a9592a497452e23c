"""Dialogs in which somebody does something about a sale, a day or a person."""
