"use strict";
(() => {
  const filter = document.querySelector(".filter");
  if (!filter) return;
  const select = filter.querySelector("select");
  const rows = [...document.querySelectorAll("[data-units]")];
  const apply = () => {
    const unit = select.value;
    rows.forEach((row) => row.classList.toggle("off", unit !== "" && !row.dataset.units.split("|").includes(unit)));
    const left = document.querySelectorAll("[data-units].task:not(.off)").length;
    document.querySelectorAll("section:not(#overview, #tasks)").forEach((section) => {
      const own = section.querySelectorAll("[data-units]");
      section.classList.toggle("off", own.length > 0 && !section.querySelector("[data-units]:not(.off)"));
    });
    const only = document.querySelector(".only");
    if (only) {
      only.hidden = !unit;
      only.textContent = unit ? `以下只列出与“${unit}”有关的条目，标题后的数字仍为全部条目数。` : "";
    }
    filter.querySelector(".shown").textContent = unit ? `共${left}项任务` : "";
  };
  filter.hidden = false;
  select.addEventListener("change", apply);
  // A link to a task that is filtered away shows all again.
  const reveal = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.closest(".off")) { select.value = ""; apply(); place.scrollIntoView(); }
  };
  window.addEventListener("hashchange", reveal);
  apply();
})();
