// The monthly form, made quicker: figures as one types, keys between cells, pasting a column, and nothing typed is lost
// when the session or the line is. Everything also works without it.
"use strict";

const form = document.querySelector("[data-entry]");
const summary = form.querySelector("[data-year-to-date]");
const rows = [...form.querySelectorAll("tbody tr")].map((row) => {
  const [total, online] = row.querySelectorAll("input.figure");
  return { total, online, none: row.querySelector(".none input"), share: row.querySelector("[data-row-share]") };
});
// Procedures that the decision does not count.
const leftOut = (summary?.dataset.leftOut ?? "").split(" ");
const vietnamese = document.documentElement.lang === "vi";

// Blanks, and marks without a width, which copied cells often carry along at their ends.
const ends = /^[\s\u00ad\u200b-\u200f\u2060]+|[\s\u00ad\u200b-\u200f\u2060]+$/g;
const largest = 2147483647n;

// A whole number as the server reads it, or null.
function whole(text) {
  const typed = text.replace(ends, "");
  if (!/^([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)$/.test(typed)) return null;
  const number = BigInt(typed.replaceAll(".", ""));
  return number <= largest ? number : null;
}

function written(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, vietnamese ? "." : ",");
}

// Percent with two decimals, half up; below the minimum never shown as reaching it (rule 8). The minimum is in
// hundredths of a percent.
function percent(online, total, minimum) {
  if (total === 0n) return "–";
  let hundredths = (online * 20000n + total) / (total * 2n);
  if (minimum !== null && online * 10000n < minimum * total && hundredths >= minimum) {
    hundredths = (online * 10000n) / total;
  }
  const decimals = String(hundredths % 100n).padStart(2, "0");
  return `${hundredths / 100n}${vietnamese ? "," : "."}${decimals}${vietnamese ? "\u00a0%" : "%"}`;
}

function isNothing(input, number) {
  return number === 0n || !input.value.replace(ends, "");
}

function figures(row) {
  const total = whole(row.total.value);
  const online = whole(row.online.value);
  if (row.none.checked) return isNothing(row.total, total) && isNothing(row.online, online) ? [0n, 0n] : null;
  return total !== null && online !== null && online <= total ? [total, online] : null;
}

function refresh() {
  let online = BigInt(summary?.dataset.online ?? 0);
  let total = BigInt(summary?.dataset.total ?? 0);
  for (const row of rows) {
    const counted = figures(row);
    row.share.textContent = counted ? percent(counted[1], counted[0], null) : "";
    if (counted && !leftOut.includes(row.total.name.split("-")[1])) {
      total += counted[0];
      online += counted[1];
    }
  }
  if (summary) show(online, total);
}

function show(online, total) {
  const given = summary.dataset.minimum;
  const minimum = given === undefined ? null : BigInt(Math.round(Number(given) * 100));
  summary.querySelector("[data-share]").textContent = percent(online, total, minimum);
  summary.querySelector("[data-sums]").textContent = `${written(online)}/${written(total)}`;
  if (minimum === null) return;
  const needed = (total * minimum + 9999n) / 10000n;
  const short = needed > online ? needed - online : 0n;
  const words = form.querySelector(short ? "template[data-short]" : "template[data-reached]").innerHTML;
  summary.querySelector("[data-shortfall]").textContent = total ? words.replace("0", written(short)) : "–";
}

function move(input, by, column) {
  const index = rows.findIndex((row) => row.total === input || row.online === input);
  const next = rows[index + by]?.[column];
  if (next) {
    next.focus();
    next.select();
  }
}

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches("input.figure")) return;
  const column = input.name.split("-")[0];
  const row = rows.find((one) => one[column] === input);
  if (event.key === "ArrowDown" || event.key === "Enter") move(input, 1, column);
  else if (event.key === "ArrowUp") move(input, -1, column);
  else if (event.key === "ArrowRight" && column === "total" && input.selectionEnd === input.value.length) row.online.focus();
  else if (event.key === "ArrowLeft" && column === "online" && input.selectionStart === 0) row.total.focus();
  else return;
  event.preventDefault();
});

// A block copied from a spreadsheet fills the cells from the one it is pasted into, to the right and down.
form.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
  if (!event.target.matches("input.figure") || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const columns = ["total", "online"];
  const firstColumn = columns.indexOf(event.target.name.split("-")[0]);
  const firstRow = rows.findIndex((row) => row[columns[firstColumn]] === event.target);
  text.split(/\r?\n/).forEach((line, down) => {
    line.split("\t").forEach((cell, right) => {
      const input = rows[firstRow + down]?.[columns[firstColumn + right]];
      if (input) input.value = cell.trim();
    });
  });
  changed();
});

// Kept in the browser until saved, so that an expired session or a lost line loses nothing; for this person, and for
// the version on which he typed.
const kept = form.dataset.kept;
const key = kept + form.dataset.version;

function changed() {
  refresh();
  const typed = Object.fromEntries(rows.flatMap((row) => [row.total, row.online]).map((input) => [input.name, input.value]));
  try {
    localStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // A browser without storage still has the form itself.
  }
}

function isTouched(input) {
  return input.value !== input.defaultValue;
}

function putBack() {
  const typed = JSON.parse(localStorage.getItem(key) ?? "{}");
  for (const [name, value] of Object.entries(typed)) {
    const input = form.elements[name];
    if (!input || isTouched(input) || input.value === value) continue;
    input.value = value;
    form.querySelector("[data-put-back]").hidden = false;
  }
}

for (const name of Object.keys(localStorage)) {
  if (name.startsWith(kept) && name !== key) localStorage.removeItem(name);
}
// A page that answers to what was just sent shows that, faults and all.
if (form.dataset.answers === undefined) putBack();
form.addEventListener("input", changed);
// On a slow line one types before this script is there: that is kept too.
if (rows.some((row) => isTouched(row.total) || isTouched(row.online))) changed();
else refresh();
