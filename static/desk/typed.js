// What somebody types into a form is kept in this browser until the server says that it was saved.
// Each page that is opened keeps its own draft, so that two windows take nothing from each other.
// Texts are in localStorage; a chosen file, which no page may give back by itself, is in IndexedDB.
"use strict";

(() => {
  const PREFIX = "desk-typed:";
  const SENT = "desk-sent";
  const DAYS = 14;

  // Storage may be switched off, or full: then the form works as it does without.
  const attempt = (step) => {
    try {
      return step();
    } catch {
      return undefined;
    }
  };
  const draftKeys = (start) =>
    attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) || [];
  const draftOf = (key) => attempt(() => JSON.parse(localStorage.getItem(key)));

  const files = (() => {
    const opened = new Promise((resolve, reject) => {
      const request = indexedDB.open("desk-files", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("files");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    opened.catch(() => {});
    const run = async (mode, step) => {
      const database = await opened;
      return new Promise((resolve, reject) => {
        const work = database.transaction("files", mode);
        const request = step(work.objectStore("files"));
        work.oncomplete = () => resolve(request.result);
        work.onabort = work.onerror = () => reject(work.error);
      });
    };
    const of = (slot) => IDBKeyRange.bound([slot], [slot, []]);
    return {
      keep: (slot, name, file) =>
        run("readwrite", (all) => (file ? all.put({ name, file }, [slot, name]) : all.delete([slot, name]))),
      of: (slot) => run("readonly", (all) => all.getAll(of(slot))),
      slots: async () => new Set((await run("readonly", (all) => all.getAllKeys())).map(([slot]) => slot)),
      forget: (slot) => run("readwrite", (all) => all.delete(of(slot))).catch(() => {}),
    };
  })();

  const forget = (slot) => {
    if (!slot) return;
    attempt(() => localStorage.removeItem(slot));
    attempt(() => files.forget(slot));
  };

  const sent = attempt(() => sessionStorage.getItem(SENT));
  if (document.querySelector(".messagelist .saved")) {
    forget(sent);
    attempt(() => sessionStorage.removeItem(SENT));
  }
  draftKeys(PREFIX).forEach((key) => {
    const draft = draftOf(key);
    if (!draft || Date.now() - draft.at > DAYS * 86_400_000) forget(key);
  });
  // Files without a draft: of a window that was closed while they were forgotten.
  attempt(() =>
    files.slots().then(
      (slots) => slots.forEach((slot) => slot === sent || draftOf(slot) || forget(slot)),
      () => {},
    ),
  );
  let isSigningOut = false;
  document.addEventListener("submit", ({ target }) => {
    isSigningOut = /\/logout\/$/.test(target.action);
  });
  window.addEventListener("pagehide", () => isSigningOut && draftKeys(PREFIX).forEach(forget));

  const box = document.querySelector(".typed");
  const form = box?.closest("form");
  if (!form) return;

  const isUnsaved = "unsaved" in box.dataset;
  const all = `${PREFIX}${box.dataset.person}:${location.pathname}:`;
  const slot = `${all}${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const isKept = ([name, value]) =>
    typeof value === "string" &&
    name !== "csrfmiddlewaretoken" &&
    form.elements[name]?.type !== "password";
  const chosenFiles = () =>
    [...form.querySelectorAll("input[type=file]")].flatMap((input) =>
      [...input.files].map((file) => `${input.name} ${file.name} ${file.size}`),
    );
  const fields = () => [...new FormData(form)].filter(isKept);
  // What was in view is no work of the person's.
  const said = (those) => JSON.stringify(those.filter(([name]) => name !== "seen"));
  const snapshot = () => said(fields()) + chosenFiles();
  let baseline = snapshot();
  let isLeaving = false;

  const isChanged = () => isUnsaved || snapshot() !== baseline;

  const keep = () => {
    if (isSigningOut) return;
    if (!isChanged()) return forget(slot);
    const draft = JSON.stringify({ at: Date.now(), fields: fields(), files: chosenFiles() });
    const isFull = attempt(() => localStorage.setItem(slot, draft) ?? "kept") !== "kept";
    box.querySelector("[data-full]").hidden = !isFull;
  };

  let waiting;
  const later = () => {
    isSigningOut = false;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 500);
  };
  // Choosers (select2) tell of a choice by clicks and keys only, outside of the form.
  ["input", "change", "click", "keyup"].forEach((kind) => document.addEventListener(kind, later));
  document.addEventListener("visibilitychange", () => document.hidden && keep());

  window.addEventListener("beforeunload", (event) => {
    if (isLeaving || !isChanged()) return;
    keep();
    event.preventDefault();
  });
  window.addEventListener("pageshow", () => (isLeaving = false));
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget) return;
    clearTimeout(waiting);
    keep();
    attempt(() => sessionStorage.setItem(SENT, slot));
    isLeaving = true;
  });
  document.addEventListener("keydown", (event) => {
    const isSave = event.code === "KeyS" || event.key === "s";
    if (!isSave || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const button = form.querySelector("[name=_continue]") || form.querySelector("[name=_save]");
    if (button) form.requestSubmit(button);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "file") return;
    attempt(() => files.keep(slot, target.name, target.files[0]).catch(() => {}));
  });

  const bringFiles = async (from) => {
    for (const { name, file } of await files.of(from)) {
      const input = form.elements[name];
      if (input?.type !== "file" || input.files.length) continue;
      const chosen = new DataTransfer();
      chosen.items.add(file);
      input.files = chosen.files;
      await files.keep(slot, name, file);
    }
  };

  // The server shows it: as the page would be, brought together with what others saved meanwhile.
  const take = (key) => {
    const typed = document.createElement("form");
    typed.method = "post";
    typed.action = location.href;
    typed.enctype = form.enctype;
    const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
    for (const [name, value] of [...draftOf(key).fields, token, ["_draft", "1"]]) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      typed.append(input);
    }
    attempt(() => sessionStorage.setItem(SENT, key));
    isLeaving = true;
    document.body.append(typed);
    typed.submit();
  };

  const offer = () => {
    const bar = box.querySelector(".draft-offer");
    const now = said(fields());
    const drafts = draftKeys(all).filter((key) => key !== slot);
    drafts
      .filter((key) => said(draftOf(key).fields) === now && !draftOf(key).files.length)
      .forEach(forget);
    const newest = draftKeys(all)
      .filter((key) => key !== slot)
      .sort((a, b) => draftOf(b).at - draftOf(a).at)[0];
    bar.hidden = !newest;
    if (!newest) return;
    // It was on its way when a password was asked for.
    if (newest === sent) return take(newest);
    bar.querySelector("time").textContent = new Date(draftOf(newest).at).toLocaleString();
    bar.querySelector("[data-take]").onclick = () => take(newest);
    bar.querySelector("[data-discard]").onclick = () => {
      forget(newest);
      offer();
    };
  };

  // Other scripts make the form ready first.
  setTimeout(() => {
    baseline = snapshot();
    if (!isUnsaved) return offer();
    keep();
    attempt(() => sessionStorage.removeItem(SENT));
    if (!sent?.startsWith(all)) return;
    attempt(() => localStorage.removeItem(sent));
    bringFiles(sent)
      .catch(() => {})
      .then(() => forget(sent))
      .then(keep);
  });
})();
