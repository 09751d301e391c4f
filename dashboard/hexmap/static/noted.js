// The marks that analysts have put on cells: which cells they reach, and the hatching of those that
// rankings leave out. A mark reaches its own cell and the finer ones inside it; a coarser cell
// around it is told of it and no more.

import { hatching } from "./forms.js";
import { traceHex } from "./hexes.js";

/**
 * @typedef {{cell: string, excluded: boolean, words: string}} Note
 * @typedef {object} Noted
 * @property {number[]} out positions of the cells that rankings leave out
 * @property {Map<number, string[]>} words what the marks on a cell say, by position
 */

/** @type {Noted} */
export const NONE = { out: [], words: new Map() };

const LINE = 1.5; // CSS pixels, round a hatched cell
const TILE = 9;

/** @param {import("./store.js").Store} store @param {typeof import("h3-js")} h3 */
export function keepNoted(store, h3) {
  store.rule(["grid", "notes"], ({ grid, notes }) => {
    store.set({ noted: grid && notes.length ? reach(grid, notes, h3) : NONE });
  });
}

/** @param {{cells: string[], indexOf: (cell: string) => number}} grid @param {Note[]} notes
 * @param {typeof import("h3-js")} h3 @returns {Noted} */
export function reach(grid, notes, h3) {
  const level = grid.cells.length ? h3.getResolution(grid.cells[0]) : 0;
  const out = new Set(), words = new Map();
  const say = (/** @type {number} */ at, /** @type {string} */ said) => words.set(at, [...(words.get(at) ?? []), said]);
  for (const { cell, excluded, words: said } of notes) {
    const own = h3.getResolution(cell);
    if (own > level) {
      const around = grid.indexOf(h3.cellToParent(cell, level));
      if (around >= 0) say(around, `A smaller hexagon inside is marked. ${said}`);
      continue;
    }
    for (const inner of own === level ? [cell] : h3.cellToChildren(cell, level)) {
      const at = grid.indexOf(inner);
      if (at < 0) continue;
      say(at, excluded ? `${said} (left out of rankings)` : said);
      if (excluded) out.add(at);
    }
  }
  return { out: [...out].sort((a, b) => a - b), words };
}

/** Hatch the cells that rankings leave out. Dark lines on light ones, so that they are seen on
 * every colour; they lean the other way than those of a measure.
 * @param {CanvasRenderingContext2D} pen @param {import("./hexes.js").Hexes} hexes @param {Noted} noted
 * @param {import("./palette.js").Palette} palette @param {number} ratio */
export function drawNoted(pen, hexes, { out }, { ink, halo }, ratio) {
  pen.fillStyle = hatching(pen, ratio, [{ colour: halo, width: 3.4, alpha: 1 }, { colour: ink, width: 1.4, alpha: 1 }], { tile: TILE, lean: -1 });
  pen.strokeStyle = ink;
  pen.lineWidth = LINE;
  for (const cell of out) {
    traceHex(pen, hexes, cell, 1);
    pen.fill();
    pen.stroke();
  }
}
