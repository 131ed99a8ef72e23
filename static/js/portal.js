// Figures typed and not saved are kept in the browser (see monthly-report.js) until their author signs out.
"use strict";

document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("monthly-report/")) localStorage.removeItem(name);
  }
});

// What hangs open over the page closes as menus do: by a click beside it, or Escape.
const popups = () => [...document.querySelectorAll("details.popup[open]")];
document.addEventListener("click", (event) => {
  for (const popup of popups()) if (!popup.contains(event.target)) popup.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const popup of popups()) {
    popup.open = false;
    popup.querySelector("summary").focus();
  }
});

// What is read aloud when a page has changed in place: the words on it that are marked for that, or those of the mark itself;
// where none is marked, what the page is and what it is about.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "content") return;
  const marked = [...event.target.querySelectorAll("[data-announced]")];
  const said = marked.length ? marked : [...event.target.querySelectorAll("h1, .lead")];
  const words = said.map((one) => (one.dataset.announced || one.textContent).trim().replace(/\s+/g, " "));
  document.getElementById("announcement").textContent = words.join(". ");
});

// What is folded up stays as its reader left it when the page changes in place, and is unfolded by whatever leads into it.
// While it changes the browser holds on to nothing on the page (_frame.scss).
let unfolded = [];
const unfold = (id) => {
  for (let one = document.getElementById(id); one; one = one.parentElement) if (one.matches("details")) one.open = true;
};
document.addEventListener("htmx:beforeSwap", (event) => {
  document.body.classList.toggle("is-changing", event.detail.shouldSwap);
  unfolded = [...event.target.querySelectorAll("details[id][open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", (event) => {
  for (const id of [...unfolded, event.detail.pathInfo.anchor]) document.getElementById(id)?.closest("details")?.setAttribute("open", "");
});
document.addEventListener("htmx:afterSettle", () => {
  requestAnimationFrame(() => requestAnimationFrame(() => document.body.classList.remove("is-changing")));
});

// A part of the page that arrives by itself leaves in its place what is read, or was led to, below it.
let held = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const stays = seen && event.target.id !== "content" && !event.target.contains(seen);
  held = stays ? { seen, top: seen.getBoundingClientRect().top } : null;
});
document.addEventListener("htmx:afterSwap", () => {
  if (held?.seen.isConnected) scrollBy({ top: held.seen.getBoundingClientRect().top - held.top, behavior: "instant" });
});

addEventListener("hashchange", () => unfold(location.hash.slice(1)));
unfold(location.hash.slice(1));

// Of the links in a picture one alone is a stop of the tabulator; from there the arrow keys lead to the others.
const takeStops = () => {
  for (const picture of document.querySelectorAll("svg[role=group]")) {
    const links = [...picture.querySelectorAll("a")];
    for (const [index, link] of links.entries()) link.setAttribute("tabindex", index === 0 ? 0 : -1);
  }
};
takeStops();
document.addEventListener("htmx:afterSwap", takeStops);
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("svg[role=group] a");
  if (!link || !(event.key in STEPS)) return;
  const links = [...link.closest("svg").querySelectorAll("a")];
  const to = Math.max(0, Math.min(links.length - 1, links.indexOf(link) + STEPS[event.key]));
  event.preventDefault();
  link.setAttribute("tabindex", -1);
  links[to].setAttribute("tabindex", 0);
  links[to].focus();
});

// A filter acts as soon as it is chosen where the page changes in place; the button beside it does the same.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-in-place]");
  if (form && window.htmx && event.target.matches("select")) form.requestSubmit();
});

// One tick for all the ticks of a form; shown only where there is a script to do it.
const offerTicks = () => {
  for (const label of document.querySelectorAll("[data-tick-all][hidden]")) {
    label.hidden = false;
    const ticks = [...label.closest("form").querySelectorAll("input[name=ticked]")];
    label.querySelector("input").checked = ticks.length > 0 && ticks.every((tick) => tick.checked);
    label.addEventListener("change", (event) => {
      for (const tick of ticks) tick.checked = event.target.checked;
    });
  }
};
offerTicks();
document.addEventListener("htmx:afterSwap", offerTicks);

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
