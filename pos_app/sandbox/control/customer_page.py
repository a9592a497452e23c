"""The HTML page on which a person plays the customer; a Python string, so no build omits it."""

PAGE = """<!doctype html>
<html lang="pt">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Página do cliente (treino)</title>
<style>
:root { --ink: #1d2733; --soft: #5d6b7a; --line: #dde3ea; --paper: #fff; --back: #f3f5f8;
  --go: #1a7f4b; --stop: #b3372f; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; color: var(--soft); }
section { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1rem 1.25rem; margin-top: 1.25rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; font-size: .85rem; color: var(--soft); }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
.money { font-variant-numeric: tabular-nums; text-align: right; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: grid; gap: .25rem; font-size: .85rem; color: var(--soft); }
input, select, button { font: inherit; padding: .5rem .75rem; border-radius: .5rem;
  border: 1px solid var(--line); background: var(--paper); color: var(--ink); }
button { cursor: pointer; border: 0; background: var(--go); color: #fff; font-weight: 600; }
button.stop { background: var(--stop); margin-left: .5rem; }
:focus-visible { outline: 3px solid #7aa7e0; outline-offset: 2px; }
#said { min-height: 1.5em; margin: .75rem 0 0; }
</style>
</head>
<body>
<main>
<h1>Página do cliente (treino)</h1>
<p>Aqui faz de cliente: aprove, recuse ou pague. Não há dinheiro real.</p>

<section>
<h2>À espera do cliente</h2>
<table><thead><tr><th>Serviço</th><th>Telemóvel</th><th class="money">Valor</th>
<th>Desde</th><th></th></tr></thead><tbody id="waiting"></tbody></table>
</section>

<section>
<h2>Pagar uma referência</h2>
<form id="pay">
<label>Serviço<select name="provider"><option value="proxypay">ProxyPay</option>
<option value="wikipay">Wikipay</option></select></label>
<label>Referência<input name="reference" required inputmode="numeric"
  placeholder="741 820 581" autocomplete="off"></label>
<label>Valor (se a referência não tiver um)<input name="amount" inputmode="decimal"
  placeholder="1500.00" autocomplete="off"></label>
<button>Pagar</button>
</form>
<p id="said" role="status"></p>
</section>

<section>
<h2>Últimos movimentos</h2>
<table><thead><tr><th>Quando</th><th>Serviço</th><th>Tipo</th><th class="money">Valor</th>
<th>Telemóvel</th><th>Referência</th></tr></thead><tbody id="ledger"></tbody></table>
</section>
</main>
<script>
"use strict";
const KINDS = {charge: "Pagamento", refund: "Devolução", payout: "Pagamento a cliente"};
const REFUSALS = {400: "Verifique a referência e o valor.", 404: "Não existe essa referência.",
  409: "A referência foi anulada ou já expirou."};
const base = location.pathname.replace(/[/]+$/, "");  // the token of the printed address
const byId = (id) => document.getElementById(id);
const hour = (at) => new Date(at).toLocaleTimeString("pt");

function post(path, data) {
  return fetch(base + path, {method: "POST", headers: {"Content-Type": "application/json"},
    body: JSON.stringify(data)});
}

function cell(row, content, kind) {
  const td = row.insertCell();
  td.className = kind || "";
  td.append(content);
}

function fill(id, rows, empty, draw) {
  const body = byId(id);
  const text = JSON.stringify(rows);
  if (body.dataset.shown === text) return;
  body.dataset.shown = text;
  body.replaceChildren();
  for (const row of rows) draw(body.insertRow(), row);
  if (!rows.length) {
    cell(body.insertRow(), empty);
    body.rows[0].cells[0].colSpan = 6;
  }
}

function button(text, kind, path, id) {
  const made = document.createElement("button");
  made.textContent = text;
  made.className = kind;
  made.onclick = async () => { made.disabled = true; await post(path, {id}); refresh(); };
  return made;
}

function drawWaiting(tr, row) {
  cell(tr, `${row.provider} · ${row.method}`);
  cell(tr, row.payer || "—");
  cell(tr, `${row.amount} ${row.currency}`, "money");
  cell(tr, hour(row.since));
  const both = document.createElement("span");
  both.append(button("Aprovar", "go", "/approve", row.id),
    button("Recusar", "stop", "/refuse", row.id));
  cell(tr, both);
}

function drawMovement(tr, row) {
  cell(tr, hour(row.at));
  cell(tr, row.provider);
  cell(tr, KINDS[row.kind] || row.kind);
  cell(tr, `${row.amount} ${row.currency}`, "money");
  cell(tr, row.payer || "—");
  cell(tr, row.reference);
}

async function refresh() {
  try {
    const [waiting, ledger] = await Promise.all(
      ["/waiting", "/ledger"].map(async (path) => (await fetch(base + path)).json()));
    fill("waiting", waiting, "Ninguém à espera.", drawWaiting);
    fill("ledger", ledger.slice(-15).reverse(), "Ainda sem movimentos.", drawMovement);
  } catch (error) {
    byId("said").textContent = "O treino não responde.";
  }
}

byId("pay").onsubmit = async (event) => {
  event.preventDefault();
  const data = Object.fromEntries(new FormData(event.target));
  if (data.amount) data.amount = data.amount.trim().replace(",", ".");
  else delete data.amount;
  const answer = await post("/pay", data);
  byId("said").textContent = answer.ok ? "Referência paga." : REFUSALS[answer.status];
  if (answer.ok) event.target.reset();
  refresh();
};

refresh();
setInterval(refresh, 1000);
</script>
</body>
</html>
"""
