"""Exports: sales and books as CSV, XLSX and a printed journal, row by row, in bounded memory."""
