// Figures typed and not saved are kept in the browser (see monthly-report.js) until their author signs out.
"use strict";

document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("monthly-report/")) localStorage.removeItem(name);
  }
});
