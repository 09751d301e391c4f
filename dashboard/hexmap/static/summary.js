// The map in words, for a reader who cannot see it: spoken when the view comes to rest.

import { windowWords } from "./dates.js";
import { el, say } from "./dom.js";
import { choiceWords } from "./kept.js";
import { number } from "./numbers.js";
import { hexagons } from "./picks.js";
import { cellWords } from "./tooltip.js";

/** @param {import("./store.js").Store} store @param {HTMLElement} surface the map, whose cursor is spoken
 * @returns {HTMLElement} */
export function makeSummary(store, surface) {
  const view = el("p", { role: "status" }), cursor = el("p", { role: "status" });
  const status = el("p", { class: "status float", role: "status" });
  store.on(["data", "settled", "breaks", "mask", "noted"], (state) => say(view, viewWords(state)));
  store.on(["hovered"], (state) => {
    if (document.activeElement === surface) say(cursor, cellWords(state, state.hovered));
  });
  store.on(["status"], (state) => {
    say(status, state.status);
    status.hidden = !state.status;
  });
  return el("div", {}, el("div", { class: "unseen" }, view, cursor), status);
}

/** @param {import("./store.js").State} state @returns {string} */
export function viewWords(state) {
  const { data, counts, from, to, focus, picked, mask, noted } = state;
  if (!data || !counts) return "";
  const numbers = data.layers.map(({ name, label }) => `${label} ${number(counts.totals[name])}`);
  const cells = counts.cells[focus]?.map((count, cell) => (mask && !mask[cell] ? 0 : count));
  const most = cells ? cells.indexOf(Math.max(...cells)) : -1;
  const top = most >= 0 && cells[most] ? ` The fullest cell is ${data.places[most]}, with ${cells[most]}.` : "";
  const only = picked.length ? ` in ${hexagons(picked.length)} picked` : "";
  const choice = choiceWords(state);
  const out = noted.out.length ? ` Hatched, and left out of rankings: ${hexagons(noted.out.length)}.` : "";
  return `${windowWords(from, to)}${only}. ${numbers.join(", ")}.${choice && ` ${choice}.`}${top}${out}`;
}
