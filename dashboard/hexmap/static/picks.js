// Cells picked by hand: only they are counted, the others stay in sight, dimmed.

import { inRings } from "./mercator.js";
import { number } from "./numbers.js";
import { cut } from "./sift.js";

/** How many can be picked at once, as in dashboard/choices.py: an address must hold them. */
export const MOST = 300;

/** Add a cell, or let it go. @param {string[]} picked @param {string} cell @returns {string[]} sorted */
export function toggled(picked, cell) {
  return (picked.includes(cell) ? picked.filter((other) => other !== cell) : [...picked, cell]).sort();
}

/** @param {string[]} picked @param {string[]} more @returns {string[]} each once, sorted */
export const joined = (picked, more) => [...new Set([...picked, ...more])].sort();

/** The cells whose centre lies in a loop. @param {import("./grid.js").Grid} grid
 * @param {Float64Array} loop x, y, x, y ... in unit Mercator @returns {number[]} positions */
export function within({ x, y }, loop) {
  const found = [];
  for (let cell = 0; cell < x.length; cell++) if (inRings([loop], x[cell], y[cell])) found.push(cell);
  return found;
}

/** Keep the mask of the picked cells up to date. @param {import("./store.js").Store} store */
export function keepMask(store) {
  store.rule(["grid", "picked"], ({ grid, picked }) => store.set({ mask: grid && maskOf(grid, picked) }));
}

/** Which cells are picked, or null where all of them count.
 * @param {import("./grid.js").Grid} grid @param {string[]} picked @returns {Uint8Array|null} */
export function maskOf(grid, picked) {
  if (!picked.length) return null;
  const mask = new Uint8Array(grid.cells.length);
  for (const cell of picked) {
    const at = grid.indexOf(cell);
    if (at >= 0) mask[at] = 1;
  }
  return mask;
}

/** A layer cut down to the picked cells, sorted as it was.
 * @template {Pick<import("./packed.js").PackedLayer, "day"|"cell"|"category"|"count">} Layer
 * @param {Layer} layer @param {Uint8Array|null} mask @returns {Layer} */
export const inMask = (layer, mask) => (mask ? cut(layer, "cell", mask) : layer);

/** Events in the picked cells. @param {ArrayLike<number>} cells @param {Uint8Array|null} mask */
export function sumIn(cells, mask) {
  let sum = 0;
  for (let at = 0; at < cells.length; at++) if (!mask || mask[at]) sum += cells[at];
  return sum;
}

/** @param {number} count @returns {string} "1 hexagon", "12 hexagons" */
export const hexagons = (count) => `${number(count)} ${count === 1 ? "hexagon" : "hexagons"}`;

/** Why so many cannot be picked. @param {number} count @returns {string} */
export const tooMany = (count) =>
  `That would be ${hexagons(count)} picked; at most ${MOST} can be. Draw a smaller loop, or choose larger hexagons.`;
