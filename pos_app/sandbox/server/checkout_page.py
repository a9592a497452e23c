"""The HTML page on which a person plays the holder of a card."""

from html import escape

_PAGE = """<!doctype html>
<html lang="pt">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pagamento com cartão (treino)</title>
<style>
body {{ margin: 0; background: #f3f5f8; color: #1d2733;
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }}
main {{ max-width: 24rem; margin: 3rem auto; padding: 1.5rem; background: #fff;
  border: 1px solid #dde3ea; border-radius: .75rem; text-align: center; }}
h1 {{ font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }}
.money {{ font-size: 2rem; font-weight: 600; margin: .5rem 0 1rem; }}
p {{ color: #5d6b7a; }}
button {{ font: inherit; font-weight: 600; width: 100%; padding: .75rem; margin-top: .75rem;
  border: 0; border-radius: .5rem; color: #fff; background: #1a7f4b; cursor: pointer; }}
button.stop {{ background: #b3372f; }}
</style>
</head>
<body>
<main>
<h1>{description}</h1>
<div class="money">{amount}</div>
{rest}
</main>
</body>
</html>
"""

_CHOICE = """<p>Cartão de treino: não há dinheiro real.</p>
<form method="post" action="{here}/pay"><button>Pagar</button></form>
<form method="post" action="{here}/refuse"><button class="stop">Recusar</button></form>"""


def checkout_page(
    *, description: str, amount: str, here: str, ended: str | None, back: str | None
) -> str:
    rest = _CHOICE.format(here=escape(here)) if ended is None else f"<p>{escape(ended)}</p>"
    if ended is not None and back is not None:
        rest += f'<p><a href="{escape(back)}">Voltar à loja</a></p>'
    return _PAGE.format(description=escape(description), amount=escape(amount), rest=rest)
