// The only script of the site. Everything works without it.
(() => {
  "use strict";

  // Leaving quickly: covers the page at once and takes its place in the history.
  const PRESSES = 3;
  const WITHIN = 2000;
  const button = document.querySelector(".leave");
  let pressed = [];

  function leave(event) {
    if (event) {
      event.preventDefault();
    }
    document.documentElement.classList.add("left");
    document.title = "";
    location.replace(button.href);
  }

  function count(event) {
    if (event.key !== "Shift") {
      pressed = [];
    } else if (!event.repeat) {
      const now = Date.now();
      pressed = [...pressed.filter((time) => now - time < WITHIN), now];
      if (pressed.length >= PRESSES) {
        leave();
      }
    }
  }

  button.addEventListener("click", leave);
  document.addEventListener("keydown", count);

  // Where the next lines run, the answer to a search need not be kept by the browser.
  document.querySelector("[name=scriptless]")?.remove();

  // Back to the results of a search would ask whether to send the words again: make of the
  // history's entry one that only opens the empty form.
  if (document.querySelector("[data-posted]")) {
    history.replaceState(null, "", location.href);
  }

  // Copying a message, where the browser lets a page do it.
  for (const text of document.querySelectorAll(".copy")) {
    const copy = text.nextElementSibling;
    if (copy && navigator.clipboard) {
      copy.hidden = false;
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.textContent);
        copy.textContent = copy.dataset.done;
      });
    }
  }

  // Handing the address to the phone's own list of ways to share; closing that list is no error.
  for (const share of document.querySelectorAll("[data-share]")) {
    if (navigator.share) {
      share.hidden = false;
      share.addEventListener("click", () => navigator.share({ url: share.dataset.share }).catch(() => {}));
    }
  }
})();
