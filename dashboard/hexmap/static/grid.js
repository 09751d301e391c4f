// The hexagons of one data set: where they lie, which one is under a point, which are neighbours.

import { unitX, unitY } from "./mercator.js";

/**
 * @typedef {object} Grid
 * @property {string[]} cells H3 indexes as hex
 * @property {Float64Array} x centres, unit Mercator
 * @property {Float64Array} y
 * @property {Uint32Array} first where each cell's corners begin in `corners`; one longer than cells
 * @property {Float64Array} corners x, y, x, y ... unit Mercator
 * @property {number} width corner to corner of a typical cell, unit Mercator
 * @property {(lat: number, lng: number) => number} at position of the cell there, or -1
 * @property {(cell: string) => number} indexOf position of a cell, or -1
 * @property {(index: number, right: number, up: number) => number} toward the neighbour that lies
 *   most in a direction, or -1
 */

/** @param {string[]} cells @param {number} resolution @param {typeof import("h3-js")} h3 @returns {Grid} */
export function makeGrid(cells, resolution, h3) {
  const shape = outlines(cells, h3);
  const known = new Map(cells.map((cell, index) => [cell, index]));
  const indexOf = (/** @type {string} */ cell) => known.get(cell) ?? -1;
  return {
    cells,
    ...shape,
    width: cells.length ? spread(shape.corners, 0, shape.first[1]) : 0,
    indexOf,
    at: (lat, lng) => indexOf(h3.latLngToCell(lat, lng, resolution)),
    toward: (index, right, up) => toward(shape, h3.gridDisk(cells[index], 2).map(indexOf), index, right, up),
  };
}

/** @param {string[]} cells @param {typeof import("h3-js")} h3 */
function outlines(cells, h3) {
  const rings = cells.map((cell) => h3.cellToBoundary(cell));
  const first = new Uint32Array(cells.length + 1);
  rings.forEach((ring, i) => { first[i + 1] = first[i] + 2 * ring.length; });
  const corners = new Float64Array(first[cells.length]);
  const x = new Float64Array(cells.length), y = new Float64Array(cells.length);
  rings.forEach((ring, i) => {
    ring.forEach(([lat, lng], corner) => {
      const at = first[i] + 2 * corner;
      x[i] += (corners[at] = unitX(lng)) / ring.length;
      y[i] += (corners[at + 1] = unitY(lat)) / ring.length;
    });
  });
  return { x, y, first, corners };
}

/** @param {Float64Array} corners @param {number} from @param {number} to @returns {number} */
function spread(corners, from, to) {
  let least = Infinity, most = -Infinity;
  for (let i = from; i < to; i += 2) {
    least = Math.min(least, corners[i]);
    most = Math.max(most, corners[i]);
  }
  return most - least;
}

/** The nearest cell within about 60 degrees of a direction; straight ahead is preferred.
 * @param {{x: Float64Array, y: Float64Array}} shape @param {number[]} near @param {number} index
 * @param {number} right @param {number} up @returns {number} */
function toward({ x, y }, near, index, right, up) {
  let best = -1, least = Infinity;
  for (const other of near) {
    if (other < 0 || other === index) continue;
    const dx = x[other] - x[index], dy = y[other] - y[index];
    const far = Math.hypot(dx, dy);
    const straight = (dx * right - dy * up) / far;
    if (straight < 0.45) continue;
    const cost = far / straight ** 2;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
