// A view as the page around the frame writes it, and as the frame keeps it.

import { toDay, toIso } from "./dates.js";
import { keptText, readKept } from "./kept.js";
import { COUNT } from "./measures.js";

/** The window compared with, where nobody chose: the same days a year before. */
export const YEAR = "year";

/**
 * @typedef {object} Wish What a page asks the map to show; what is left out was not chosen.
 * @property {string[]} layers
 * @property {string} focus
 * @property {number} resolution
 * @property {string} from
 * @property {string} to
 * @property {string} cell
 * @property {string} [measure]
 * @property {string} [category] "layer:name" with commas between
 * @property {string[]} [cells] the picked ones
 * @property {string} [against]
 * @property {string} [compare] "swipe" or ""
 * @property {string} [step]
 */

/** What the state becomes. @param {Wish} wish @returns {Partial<import("./store.js").State>} */
export function chosen({ layers, focus, resolution, from, to, cell, measure, category, cells, against, compare, step }) {
  return {
    visible: layers, focus, resolution, from: toDay(from), to: toDay(to), cell,
    measure: measure || COUNT, kept: readKept(category ?? ""), picked: cells ?? [],
    against: against || YEAR, swipe: compare === "swipe", step: step ?? "",
  };
}

/** What the page hears. @param {Readonly<import("./store.js").State>} state
 * @param {import("./packed.js").Packed} data @returns {Required<Wish>} */
export function viewOf({ visible, focus, resolution, from, to, cell, measure, kept, picked, against, swipe, step }, data) {
  const names = data.layers.map(({ name }) => name);
  return {
    layers: names.filter((name) => visible.includes(name)), focus, resolution, from: toIso(from), to: toIso(to), cell, measure,
    category: keptText(kept, names), cells: picked, against, compare: swipe ? "swipe" : "", step,
  };
}

/** A view as text, the same for the same view. @param {Wish} wish @returns {string} */
export function canonical({ layers, focus, resolution, from, to, cell, ...rest }) {
  const { cells = [], category = "", measure = COUNT, against = YEAR, compare = "", step = "" } = rest;
  const kept = Object.entries(readKept(category)).map(([layer, names]) => [layer, ...names.sort()]).sort();
  return JSON.stringify([[...layers].sort(), focus, resolution, from, to, cell, [...cells].sort(), kept, measure, against, compare, step]);
}
