// Beside the map of a presentation: one sentence, and at most three numbers. The sentence is the
// finding where there is one for this very view, else it says what is counted. And the handling
// marking, whenever the frame fills the screen and the page around it cannot show it.

import { windowWords } from "./dates.js";
import { el, say } from "./dom.js";
import { choiceWords } from "./kept.js";
import { number } from "./numbers.js";
import { makeReach } from "./reach.js";
import { symbol } from "./symbols.js";

/** @typedef {import("./store.js").State} State */

const NOUNS = /** @type {{[layer: string]: [string, string]}} */ ({
  incidents: ["incident", "incidents"], cuckooing: ["cuckooing report", "cuckooing reports"], missing: ["missing episode", "missing episodes"],
});
const LONG = 64, LONGEST = 100; // letters of a sentence beyond which it takes smaller type

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeTitle(store) {
  const sentence = el("h1"), only = el("p", { class: "only" });
  const first = el("div"), change = el("div", { class: "change" }), others = el("div");
  store.on(["data", "finding", "focus", "kept", "visible", "picked"], (state) => {
    const { finding } = state;
    const said = finding?.said ?? subject(state);
    say(sentence, said);
    sentence.className = said.length > LONGEST ? "longest" : said.length > LONG ? "long" : "";
    say(only, choiceWords(state));
    change.replaceChildren(...(finding?.change ? changeRows(finding.change) : []));
  });
  store.on(["data", "counts", "from", "to", "focus", "visible", "unheld"], ({ data, counts, focus, visible, unheld, from, to }) => {
    const total = (/** @type {string} */ name) => counts?.totals[name] ?? 0;
    const held = (/** @type {string} */ name) => !unheld.includes(name);
    first.replaceChildren(...(held(focus) ? [figure(total(focus), nounOf(focus, total(focus)), { when: windowWords(from, to) })] : []));
    const rest = (data?.layers ?? []).filter(({ name }) => name !== focus && visible.includes(name) && held(name));
    others.replaceChildren(...rest.map(({ name }) => figure(total(name), nounOf(name, total(name)), { sign: symbol(name) })));
  });
  return el("section", { class: "title", "aria-label": "Finding" }, el("div", { class: "sentence" }, sentence, only), first, change, others);
}

/** A large number with its words. @param {number} count @param {string} words
 * @param {{sign?: Node, when?: string}} more */
const figure = (count, words, { sign, when }) =>
  el("p", { class: "figure" }, el("b", {}, number(count)), sign, el("span", {}, words, when && el("small", {}, when)));

/** @param {import("./finding.js").Change} change */
const changeRows = ({ words, ratios }) => [el("p", {}, words), ...(ratios.length ? [makeReach(ratios)] : [])];

/** What is counted and where, while nothing more is known of it. @param {State} state */
function subject({ data, focus, picked }) {
  if (!data) return "";
  const several = picked.length > 1 ? `${picked.length} picked hexagons` : "one picked hexagon";
  const name = nounOf(focus, 2), where = picked.length ? several : placeName(data);
  return `${name[0].toUpperCase()}${name.slice(1)} in ${where}`;
}

/** @param {string} layer @param {number} count */
const nounOf = (layer, count) => (NOUNS[layer] ?? [layer, layer])[count === 1 ? 0 : 1];

/** @param {import("./store.js").Store} store @returns {HTMLElement[]} above and below everything */
export function makeMarkings(store) {
  const strips = [el("div", { class: "marking" }), el("div", { class: "marking" })];
  store.on(["marking"], ({ marking }) => strips.forEach((strip) => say(strip, marking)));
  return strips;
}

/** @param {import("./packed.js").Packed} data @returns {string} */
const placeName = ({ place, wards }) => wards.find(({ code }) => code === place)?.name ?? (place || "Halton");
