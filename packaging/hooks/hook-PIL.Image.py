"""No format of a picture: python-escpos is handed dots, and opens no file."""

hiddenimports: list[str] = []
