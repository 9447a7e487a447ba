// Django's choosers (select2) and the rich text editor put inputs of their own beside the real
// one, and give them no name. They get that of the field they stand for, for screen readers.
"use strict";

(() => {
  const nameOf = (field) => {
    const label = document.querySelector(`label[for="${field.id}"]`);
    return label ? label.textContent.trim().replace(/\s+/g, " ") : "";
  };

  const nameChooser = (select) => {
    const box = select.parentElement.querySelector(`:scope > .select2`);
    const name = nameOf(select);
    if (!box || !name) return;
    box.querySelectorAll("[role=combobox], [role=searchbox], [role=textbox]").forEach((input) => {
      input.removeAttribute("aria-labelledby");
      input.setAttribute("aria-label", name);
    });
    box.querySelectorAll("ul.select2-selection__rendered").forEach((list) => {
      list.setAttribute("role", "presentation");
    });
  };

  const nameEditor = (editor) => {
    const text = editor.closest(".prose-editor")?.querySelector("textarea[id]");
    const name = text ? nameOf(text) : "";
    if (name) editor.setAttribute("aria-label", name);
  };

  const nameAll = () => {
    document.querySelectorAll("select.admin-autocomplete").forEach(nameChooser);
    document.querySelectorAll(".ProseMirror[role=textbox]:not([aria-label])").forEach(nameEditor);
    document
      .querySelectorAll(".select2-dropdown [role=searchbox]:not([aria-label])")
      .forEach((input) => input.setAttribute("aria-label", input.placeholder || "…"));
  };

  let isWaiting = false;
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    window.requestAnimationFrame(() => {
      isWaiting = false;
      nameAll();
    });
  };

  new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  later();
})();
