// The large words of a presentation: what is counted, how many, when. And the handling marking,
// whenever the frame fills the screen and the page around it cannot show it.

import { windowWords } from "./dates.js";
import { el, say } from "./dom.js";
import { choiceWords } from "./kept.js";
import { number } from "./numbers.js";
import { hexagons } from "./picks.js";

const NOUNS = /** @type {{[layer: string]: [string, string]}} */ ({
  incidents: ["incident", "incidents"], cuckooing: ["cuckooing report", "cuckooing reports"], missing: ["missing episode", "missing episodes"],
});

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeTitle(store) {
  const headline = el("h1"), when = el("p");
  store.on(["data", "counts", "focus", "visible", "kept", "picked"], (state) => {
    if (!state.data || !state.counts) return;
    const total = state.counts.totals[state.focus] ?? 0;
    const [one, many] = NOUNS[state.focus] ?? [state.focus, state.focus];
    say(headline, `${number(total)} ${total === 1 ? one : many}`);
    const only = choiceWords(state);
    say(when, `${windowWords(state.from, state.to)}, ${state.picked.length ? `${hexagons(state.picked.length)} picked` : placeName(state.data)}${only && `. ${only}`}`);
  });
  return el("div", { class: "title" }, headline, when);
}

/** @param {import("./store.js").Store} store @returns {HTMLElement[]} above and below everything */
export function makeMarkings(store) {
  const strips = [el("div", { class: "marking" }), el("div", { class: "marking" })];
  store.on(["marking"], ({ marking }) => strips.forEach((strip) => say(strip, marking)));
  return strips;
}

/** @param {import("./packed.js").Packed} data @returns {string} */
function placeName({ place, wards }) {
  return wards.find((ward) => ward.code === place)?.name ?? (place || "the whole borough");
}
