// What is pasted from a word processor is first told in the elements that a text may have. The
// server does it, by the same rules as when a text is saved; if it is away, the editor does as well
// as it can by itself.
"use strict";

(() => {
  const own = new WeakSet();
  const address = document.currentScript.dataset.address;

  const plainElements = async (html) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ html });
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token },
    });
    return answer.ok ? answer.text() : html;
  };

  const paste = (editor, html, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    own.add(event);
    editor.dispatchEvent(event);
  };

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.(".ProseMirror[role=textbox]");
      const html = event.clipboardData?.getData("text/html");
      // What was copied in an editor like this one is known to be plain.
      if (!editor || !html || own.has(event) || html.includes("data-pm-slice")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const text = event.clipboardData.getData("text/plain");
      plainElements(html)
        .catch(() => html)
        .then((plain) => paste(editor, plain, text));
    },
    true,
  );
})();
