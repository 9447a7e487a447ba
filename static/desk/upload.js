// A large file takes a while, to read or to store: the form says so, and can't be sent twice.
"use strict";

document.querySelectorAll("form[data-upload]").forEach((form) => {
  form.addEventListener("submit", () => {
    form.querySelector("button[type=submit]").disabled = true;
    form.querySelector(".progress").hidden = false;
  });
});
