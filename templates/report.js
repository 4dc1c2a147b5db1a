"use strict";
(() => {
  const body = document.body;
  const panel = document.getElementById("sources");
  const bar = panel.querySelector(".bar");
  const [back, next, close] = ["back", "next", "close"].map((name) => bar.querySelector("." + name));
  let spots = [];
  let at = 0;
  let current = null;
  let opened = null; // the link that had the focus

  body.classList.add("scripted");
  bar.hidden = false;

  // "1:120-138 1:500-520r" -> places; the r marks the words of a rule
  const parse = (text) => text.split(" ").filter(Boolean).map((part) => {
    const [, index, start, end, rule] = part.match(/^(\d+):(\d+)-(\d+)(r?)$/);
    return { index, start: +start, end: +end, rule: rule === "r" };
  });

  const clear = () => panel.querySelectorAll("p.shown").forEach((p) => {
    p.textContent = p.textContent;
    p.classList.remove("shown");
  });

  // Offsets count characters, not UTF-16 units.
  const highlight = (article, list) => {
    for (const p of article.querySelectorAll("p[data-o]")) {
      const from = +p.dataset.o;
      const chars = Array.from(p.textContent);
      const inside = list.filter((s) => s.start < from + chars.length && s.end > from);
      if (!inside.length) continue;
      const kinds = new Array(chars.length).fill(null);
      inside.filter((s) => s.rule).concat(inside.filter((s) => !s.rule)).forEach((s) => {
        for (let i = Math.max(0, s.start - from); i < Math.min(chars.length, s.end - from); i++) kinds[i] = s;
      });
      const pieces = [];
      let run = "";
      chars.forEach((char, i) => {
        run += char;
        if (i + 1 === chars.length || kinds[i + 1] !== kinds[i]) {
          if (kinds[i]) {
            const mark = document.createElement("mark");
            mark.textContent = run;
            if (kinds[i].rule) mark.className = "rule";
            mark.spot = kinds[i];
            pieces.push(mark);
          } else pieces.push(document.createTextNode(run));
          run = "";
        }
      });
      p.replaceChildren(...pieces);
      p.classList.add("shown");
    }
  };

  const go = (to) => {
    at = to;
    const spot = spots[at];
    const article = document.getElementById("source" + spot.index);
    panel.querySelectorAll(".source").forEach((other) => other.classList.toggle("open", other === article));
    clear();
    highlight(article, spots.filter((s) => s.index === spot.index));
    const marks = [...article.querySelectorAll("mark")].filter((mark) => mark.spot === spot);
    marks.forEach((mark) => mark.classList.add("now"));
    bar.querySelector(".where").textContent = `${article.dataset.code}《${article.dataset.title}》`;
    bar.querySelector(".count").textContent = spots.length > 1 ? `${at + 1} / ${spots.length}` : "";
    back.disabled = at === 0;
    next.disabled = at === spots.length - 1;
    if (marks[0]) marks[0].scrollIntoView({ block: "center" });
  };

  const shut = () => {
    body.classList.remove("reading");
    clear();
    if (current) current.classList.remove("current");
    if (opened) opened.focus({ preventScroll: true });
    current = opened = null;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.src");
    if (!link || !link.dataset.at || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const top = link.getBoundingClientRect().top;
    if (current) current.classList.remove("current");
    current = opened = link;
    link.classList.add("current");
    body.classList.add("reading");
    window.scrollBy(0, link.getBoundingClientRect().top - top); // the page narrows: stay at the link
    spots = parse(link.dataset.at);
    go(0);
  });
  back.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  close.addEventListener("click", shut);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });

  // A link from outside such as report.html#doc1-b14 opens the panel there.
  const fromAddress = () => {
    const passage = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!passage || !passage.dataset.o) return;
    const start = +passage.dataset.o;
    const index = passage.parentElement.id.replace("source", "");
    body.classList.add("reading");
    spots = [{ index, start, end: start + Array.from(passage.textContent).length, rule: false }];
    go(0);
  };
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  for (const matrix of document.querySelectorAll(".matrix")) {
    const grid = matrix.querySelector("table.grid");
    if (!grid) continue;
    const reset = matrix.querySelector(".clear");
    const heads = [...grid.querySelectorAll("th.col")];
    const focus = (row) => {
      grid.querySelectorAll(".focus, .busy").forEach((el) => el.classList.remove("focus", "busy"));
      grid.classList.toggle("focused", Boolean(row));
      reset.hidden = !row;
      if (!row) return;
      row.classList.add("focus");
      [...row.querySelectorAll("td:not(.sum)")].forEach((cell, i) => heads[i].classList.toggle("busy", Boolean(cell.firstChild)));
    };
    grid.addEventListener("click", (event) => {
      const button = event.target.closest("th.unit button");
      if (!button) return;
      const row = button.closest("tr");
      focus(row.classList.contains("focus") ? null : row);
    });
    reset.addEventListener("click", () => focus(null));
    matrix.querySelectorAll(".key .role").forEach((button) => button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      grid.classList.toggle("hide-" + button.dataset.role, !on);
    }));
    let column = -1;
    grid.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("tbody td:not(.sum), th.col");
      const to = !cell ? -1 : cell.tagName === "TH" ? heads.indexOf(cell) : cell.cellIndex - 1;
      if (to === column) return;
      grid.querySelectorAll(".over").forEach((el) => el.classList.remove("over"));
      column = to;
      if (to < 0) return;
      heads[to].classList.add("over");
      for (const row of grid.tBodies[0].rows) row.cells[to + 1].classList.add("over");
    });
  }
})();
