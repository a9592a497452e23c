"use strict";
/* What scripts add to pages that work without them: what is live, the search while it is typed, keys. */
(() => {
  const $ = (id) => document.getElementById(id);
  const body = document.body;

  /* --- times count on by themselves, in the words of the reader's language --- */
  const units = body.dataset.units ? JSON.parse(body.dataset.units) : null;
  const ages = [[86400, 84600], [3600, 3570], [60, 60], [1, 0]]; // as pos_app/words/durations.py has them
  const ago = (seconds) => {
    if (seconds < 1) return units.now;
    const [unit] = ages.find(([, least]) => seconds >= least);
    const count = Math.floor((Math.floor(seconds) + Math.floor(unit / 2)) / unit);
    return units.ago.replace("{0}", units[unit].replace("{0}", String(unit === 1 ? Math.floor(seconds) : count)));
  };
  /* The server's clock counts: how far this device's own is off is learned from the page. */
  const tick = () => {
    for (const one of document.querySelectorAll("time[data-ago]")) {
      const words = ago(Math.max(0, (Date.now() - skew - Date.parse(one.dateTime)) / 1000));
      if (one.textContent !== words) one.textContent = words;
    }
  };
  let skew = 0;

  /* --- what is live --- */
  /* The words of a part without its times, which change by themselves. */
  const lasting = (part) => {
    const copy = part.cloneNode(true);
    for (const one of copy.querySelectorAll("time")) one.remove();
    return copy.textContent;
  };
  const place = (id, html) => {
    const old = $(id);
    if (!old) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    if (!fresh) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const href = focused && focused.getAttribute("href");
    old.replaceWith(fresh);
    if (lasting(old) !== lasting(fresh)) fresh.classList.add("fresh");
    if (focused) {
      const again = [...fresh.querySelectorAll("a[href], button")].find((one) => one.getAttribute("href") === href && one.offsetParent);
      (again || $("content")).focus({ preventScroll: true });
    }
  };
  const listen = (address) => {
    let source = null;
    let failures = 0;
    const lost = (is) => { const sign = $("stream"); if (sign) sign.hidden = !is; };
    const open = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => { failures = 0; lost(false); });
      source.addEventListener("fragments", (event) => {
        const made = JSON.parse(event.data);
        const before = $("needs") && $("needs").querySelectorAll("li").length;
        for (const [id, html] of Object.entries(made)) place(id, html);
        const after = $("needs") && $("needs").querySelectorAll("li").length;
        if (made.needs && before !== after) $("told").textContent = $("needs").querySelector(".head").textContent.trim().replace(/\s+/g, " ");
        if (units) tick();
      });
      source.addEventListener("times", (event) => {
        for (const [id, times] of Object.entries(JSON.parse(event.data))) {
          const marks = $(id) ? $(id).querySelectorAll("time[data-ago]") : [];
          marks.forEach((mark, at) => { if (times[at]) mark.dateTime = times[at]; });
        }
        if (units) tick();
      });
      source.addEventListener("reload", () => location.reload());
      source.addEventListener("error", () => {
        failures += 1;
        if (failures > 1) lost(true);
        /* The browser tries again by itself unless it was refused: then this does, ever less often. */
        if (source.readyState === EventSource.CLOSED) {
          const wait = Math.min(60000, 2000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random() / 2);
          setTimeout(open, wait);
        }
      });
    };
    open();
    /* A page that nobody sees needs no stream, and one in the browser's memory may not hold one. */
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) source.close();
      else if (source.readyState === EventSource.CLOSED) open();
    });
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  };
  if (units) {
    const stamp = Date.parse(body.dataset.at || "");
    if (!Number.isNaN(stamp)) {
      const off = Date.now() - stamp;
      skew = Math.abs(off) > 5000 ? off : 0;
    }
    setInterval(tick, 1000);
  }
  if (body.dataset.live && "EventSource" in window) listen(body.dataset.live);

  /* --- the search --- */
  const form = document.querySelector("form.search");
  const field = $("q");
  const found = $("found");
  if (form && field && found) {
    let asked = 0;
    let timer = 0;
    const hits = () => [...found.querySelectorAll("[role=option]")];
    const chosen = () => hits().findIndex((one) => one.getAttribute("aria-selected") === "true");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", "found");
    field.setAttribute("aria-autocomplete", "list");
    found.setAttribute("role", "listbox");
    found.setAttribute("aria-label", field.placeholder);
    const shut = () => {
      found.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (at) => {
      const all = hits();
      all.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
      if (all[at]) {
        field.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
      } else field.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
      const typed = field.value.trim();
      const number = ++asked;
      if (typed.length < 3) { shut(); return; }
      let html = "";
      try {
        const answer = await fetch(`${form.dataset.search}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin", redirect: "error" });
        if (!answer.ok) return;
        html = await answer.text();
      } catch { return; } // Enter still leads to the whole list
      if (number !== asked || document.activeElement !== field) return;
      found.innerHTML = html;
      found.hidden = false;
      field.setAttribute("aria-expanded", "true");
      for (const one of hits()) one.tabIndex = -1;
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 180); });
    field.addEventListener("focus", () => { if (field.value.trim().length >= 3 && found.hidden && found.childElementCount) { found.hidden = false; field.setAttribute("aria-expanded", "true"); } });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !found.hidden) { event.preventDefault(); shut(); return; }
      if (found.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const count = hits().length;
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose((chosen() + step + count + (chosen() < 0 && step < 0 ? 1 : 0)) % count);
      } else if (event.key === "Enter" && chosen() >= 0) {
        event.preventDefault();
        location.assign(hits()[chosen()].href);
      }
    });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) shut(); });
    found.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      const inField = event.target instanceof Element && event.target.closest("input, select, textarea");
      if (event.key !== "/" || inField || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  }

  /* --- the menu closes as menus do --- */
  const menu = document.querySelector("details.who");
  if (menu) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  }
  for (const one of document.querySelectorAll("[data-print]")) {
    one.hidden = false;
    one.addEventListener("click", () => print());
  }
})();
