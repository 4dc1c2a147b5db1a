"use strict";
(() => {
  const filter = document.querySelector(".filter");
  if (!filter) return;
  const rows = [...document.querySelectorAll("tr.m")];
  const tasks = [...document.querySelectorAll("article.task")];
  const shows = {
    all: () => true,
    holes: (row) => !row.classList.contains("taken") && !row.classList.contains("minor"),
    missing: (row) => row.classList.contains("missing") && !row.classList.contains("minor"),
    open: (row) => shows.holes(row) && !row.classList.contains("reviewed"),
  };
  const apply = (name) => {
    rows.forEach((row) => row.classList.toggle("off", !shows[name](row)));
    tasks.forEach((task) => task.classList.toggle("off", !task.querySelector("tr.m:not(.off)")));
    document.querySelectorAll("table.units").forEach((table) => table.classList.toggle("off", name !== "all"));
    const left = rows.filter((row) => !row.classList.contains("off")).length;
    filter.querySelector(".shown").textContent = name === "all" ? "" : `${left}条`;
    filter.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.show === name)));
  };
  filter.hidden = false;
  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) apply(button.dataset.show);
  });
  // A link to a measure that is filtered away shows all again.
  const reveal = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.closest(".off")) { apply("all"); place.scrollIntoView(); }
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
