// Files, or a folder of them, may be dropped anywhere on a form that takes files; the form is then sent.
"use strict";

// What systems put beside people's files, as targets/imports/archives.py has them.
const IS_SHADOW = /^(\.|~\$|(eh)?thumbs\.db$|desktop\.ini$)/i;

// Every file of what was dropped, those in folders too.
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader();
  const inside = [];
  // A reader gives a hundred entries at a time.
  for (let some = null; some?.length !== 0; inside.push(...some)) {
    some = await new Promise((found, failed) => reader.readEntries(found, failed));
  }
  return (await Promise.all(inside.map(filesOf))).flat();
}

function listen(form) {
  const input = form.querySelector("[type=file]");
  form.querySelector("[data-drop-hint]").hidden = false;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-dropped-on");
  });
  form.addEventListener("dragleave", () => form.classList.remove("is-dropped-on"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("is-dropped-on");
    const plain = [...event.dataTransfer.files];
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : plain;
    const files = found.filter((file) => !IS_SHADOW.test(file.name));
    const chosen = new DataTransfer();
    for (const file of input.multiple ? files : files.slice(0, 1)) chosen.items.add(file);
    input.files = chosen.files;
    if (files.length) form.requestSubmit();
  });
}

document.querySelectorAll("[data-drop]").forEach(listen);
