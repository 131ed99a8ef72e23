// Figures typed and not saved are kept in the browser (see monthly-report.js) until their author signs out.
"use strict";

document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("monthly-report/")) localStorage.removeItem(name);
  }
});

// What is read aloud when a page has changed in place: the words on it that are marked for that, or those of the mark itself.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "content") return;
  const said = [...event.target.querySelectorAll("[data-announced]")];
  const words = said.map((one) => (one.dataset.announced || one.textContent).trim().replace(/\s+/g, " "));
  document.getElementById("announcement").textContent = words.join(". ");
});

// One tick for all the ticks of a form; shown only where there is a script to do it.
for (const label of document.querySelectorAll("[data-tick-all]")) {
  label.hidden = false;
  const ticks = [...label.closest("form").querySelectorAll("input[name=ticked]")];
  label.querySelector("input").checked = ticks.length > 0 && ticks.every((tick) => tick.checked);
  label.addEventListener("change", (event) => {
    for (const tick of ticks) tick.checked = event.target.checked;
  });
}

// What takes its time says so from the click on, and is not sent twice.
for (const words of document.querySelectorAll("[data-busy]")) {
  const form = words.closest("form");
  const buttons = form.querySelectorAll("button");
  form.addEventListener("submit", () => {
    words.textContent = words.dataset.busy;
    // Only after this: a button that is off does not say which of them was pressed.
    setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
  });
  // Back from the next page, the form may be sent again.
  addEventListener("pageshow", () => {
    words.textContent = "";
    buttons.forEach((button) => (button.disabled = false));
  });
}
