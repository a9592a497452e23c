"""Slips (references, day close, recovery code): their content, layout, printer and PDF."""
