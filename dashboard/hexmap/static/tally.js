// Counts events between two days. The entries are sorted by day, so a window costs two binary
// searches and one loop over its own entries.

/** @typedef {import("./packed.js").PackedLayer} PackedLayer */

/** The first position whose day is not before `day`.
 * @param {Uint16Array} days sorted @param {number} day @returns {number} */
export function firstAt(days, day) {
  let low = 0, high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events per cell.
 * @param {PackedLayer} layer @param {number} from first day since the origin
 * @param {number} to the day after the last @param {number} size how many cells
 * @returns {Uint32Array} */
export function perCell(layer, from, to, size) {
  const counts = new Uint32Array(size);
  const { cell, count } = layer;
  for (let i = firstAt(layer.day, from), end = firstAt(layer.day, to); i < end; i++) {
    counts[cell[i]] += count[i];
  }
  return counts;
}

/** Events between edges: one number less than there are edges.
 * @param {PackedLayer} layer @param {number[]} edges rising days since the origin
 * @returns {number[]} */
export function perBin(layer, edges) {
  const at = edges.map((edge) => firstAt(layer.day, edge));
  return at.slice(1).map((end, bin) => sumOf(layer.count, at[bin], end));
}

/** Events of one cell.
 * @param {PackedLayer} layer @param {number} from @param {number} to @param {number} cell
 * @returns {number} */
export function ofCell(layer, from, to, cell) {
  let sum = 0;
  for (let i = firstAt(layer.day, from), end = firstAt(layer.day, to); i < end; i++) {
    if (layer.cell[i] === cell) sum += layer.count[i];
  }
  return sum;
}

/** Events of each category.
 * @param {PackedLayer} layer @param {number} from @param {number} to @returns {number[]} */
export function perCategory(layer, from, to) {
  const sums = layer.categories.map(() => 0);
  for (let i = firstAt(layer.day, from), end = firstAt(layer.day, to); i < end; i++) {
    sums[layer.category[i]] += layer.count[i];
  }
  return sums;
}

/** @param {ArrayLike<number>} values @param {number} [from] @param {number} [to] @returns {number} */
export function sumOf(values, from = 0, to = values.length) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum;
}
