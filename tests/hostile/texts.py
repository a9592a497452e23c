"""Texts that somebody may send to do harm, as data: what each is, and the text itself."""

from collections.abc import Mapping

ESCAPE = "\x1b[2J\x1b]0;owned\x07\x1b[31m"
PICTURE = '<img src="file:///etc/hostname">'
GREEN = '<h1 style="color:green">Pago: pode entregar</h1>'
LONG = "8" * 1_500_000

TEXTS: Mapping[str, str] = {
    "a picture": PICTURE,
    "markup": "<b>Pago</b>",
    "a verdict of its own": GREEN,
    "an entity of markup": "&lt;b&gt;Pago&lt;/b&gt;",
    "a declaration of markup": "<?xml version='1.0'?><b>x</b>",
    "control sequences": f"{ESCAPE}Pago",
    "one-byte control sequences": "\x9b2J\x9d0;owned\x9cPago",
    "a bell and a backspace": "12\x07\x08\x0834",
    "an end of text": "12\x00\x7f34",
    "lines": "nao\nPago: pode entregar\r\nPago\u2028Pago\u2029Pago\x85Pago",
    "a turn to the left": "\u202e00,001 ogaP\u202c",
    "isolated turns": "\u2067321\u2069 \u200f\u061c123",
    "letters from the right": "\u05d0\u05d1 123 \u0627\u0644",
    "nothing between": "741\u200b820\u200d58\u20601\ufeff",
    "fillers": "\u3164\u115f\u2800\uffa0\u034f\ufe0f",
    "tags": "ok\U000e0041\U000e0042\U000e007f",
    "accents one upon another": "P" + "\u0301\u0336\u0489" * 300,
    "an object": "\ufffc\ufff9x\ufffax\ufffb",
    "half a letter": "\ud83dPago\udc00",
    "private and unassigned letters": "\ue000\U000f0000\u0378",
    "figures of another script": "\u0667\u0664\u0661 \uff17\uff14\uff11",
    "a way to another folder": "../../../../etc/passwd",
    "a name of a device": 'C:\\CON|<>?*"',
    "a formula": "=cmd|' /C calc'!A0",
    "a place of a sentence": "{0} {9} {x} %s %n &amp; &file",
    "too long": LONG,
    "too long, with markup": "<b>" + "x" * 100_000 + "</b>",
    "blanks": " " * 100_000,
}  # fmt: skip

# Addresses at which no customer pays, by what is wrong with them.
ADDRESSES: Mapping[str, str] = {
    "not private": "http://pay.example.com/c/1",
    "another scheme": "javascript:alert(1)//https://pay.example.com",
    "a file": "file:///etc/passwd",
    "data": "data:text/html,<b>Pago</b>",
    "a user": "https://bank@evil.example/c/1",
    "a user and a password": "https://bank.example:443@evil.example/c/1",
    "an empty user": "https://@evil.example/c/1",
    "no host": "https:///c/1",
    "no scheme": "//pay.example.com/c/1",
    "no name but a port": "https://:443/c/1",
    "a port that is none": "https://pay.example.com:99999/c/1",
    "a port of letters": "https://pay.example.com:abc/c/1",
    "a backslash": "https://pay.example.com\\@evil.example/c/1",
    "a blank": "https://pay.example.com/c/1 https://evil.example",
    "a line": "https://pay.example.com/c/1\nhttps://evil.example",
    "a tab": "https://pay.exa\tmple.com/c/1",
    "a host in other letters": "https://p\u0430y.example.com/c/1",
    "a host in wide letters": "https://pay\uff0eexample.com/c/1",
    "letters that turn": "https://pay.example.com/\u202e1/c",
    "markup": 'https://pay.example.com/"><img src="file:///x">',
    "an address that is not closed": "https://[::1",
    "a percent sign in the host": "https://pay%2eexample.com/c/1",
    "too long": "https://pay.example.com/" + "c" * 3000,
    "a host of one dot": "https://./c/1",
}
