"""Statements of payment services as files: CSV of any habit, and the tables of spreadsheets."""
