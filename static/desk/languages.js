// One switch for the language of all texts in a form. Without it every language is shown.
"use strict";

(() => {
  const bar = document.querySelector(".language-switch");
  const form = bar && bar.closest("form");
  if (!form) return;

  const rowsIn = (root) => root.querySelectorAll(".translated[data-language]");
  const inputIn = (row) => row.querySelector("input:not([type=hidden]), textarea, select");
  const place = `desk-language:${window.location.pathname}`;
  let shown = "";

  const fits = (row) => !shown || row.dataset.language === shown;

  const show = (language) => {
    shown = language;
    rowsIn(form).forEach((row) => {
      row.hidden = !fits(row);
      const line = row.closest(".form-row");
      line.hidden = [...line.querySelectorAll(".translated")].every((each) => each.hidden);
    });
    bar.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    });
  };

  const remembered = () => {
    const language = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    return language;
  };

  // How many texts of each language are missing or stale, beside its name.
  const count = (button) => {
    const chips = `[data-language="${button.dataset.language}"] :is(.chip-missing, .chip-stale)`;
    const open = [...form.querySelectorAll(chips)].filter((c) => !c.closest(".empty-form")).length;
    if (!button.dataset.language) return;
    const asked = form.querySelectorAll(`[data-language="${button.dataset.language}"] .theirs`).length;
    badge(button, "count", open && String(open));
    badge(button, "count count-asked", asked && `${asked} ${bar.dataset.asked}`);
  };

  const badge = (button, className, text) => {
    if (!text) return;
    const number = document.createElement("span");
    number.className = className;
    number.textContent = text;
    button.append(" ", number);
  };

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) show(button.dataset.language);
  });
  bar.querySelectorAll("button").forEach(count);

  // A link to something in another language shows that language first.
  form.addEventListener("click", (event) => {
    const hash = event.target.closest(".conflicts a")?.hash;
    const row = hash && document.getElementById(hash.slice(1))?.closest(".translated");
    if (row && !fits(row)) show(row.dataset.language);
  });

  // A new section starts in the language that is shown.
  document.addEventListener("formset:added", () => show(shown));

  const isSent = new URLSearchParams(window.location.search).has("language");
  const wrong = form.querySelector(".errors .translated, .translated:has(.errors), .translated:has(.theirs)");
  const wanted = wrong ? wrong.dataset.language : (isSent ? null : remembered()) ?? bar.dataset.start;
  bar.hidden = false;
  show(wanted);

  // Who saves and goes on writing does so in the same language.
  form.addEventListener("submit", () => sessionStorage.setItem(place, shown));

  // Who comes from the matrix of translations starts at the first text that is to be done.
  const open = `.translated[data-language="${wanted}"]:has(.chip-missing, .chip-stale)`;
  const first = wrong || (isSent && form.querySelector(open));
  if (first) inputIn(first)?.focus();
})();
