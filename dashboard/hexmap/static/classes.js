// How counts become classes. The same rule as dashboard/classes.py; a test holds the two equal.

const QUANTILES = [50, 75, 90, 97];
const FIXED_BREAKS = [2, 5, 9, 14];
export const SYMBOL_BREAKS = [2, 5];

/** The highest count of each class but the last.
 *
 * Incidents: quantiles of the cells with a count, each a count that exists and below the highest,
 * so that no class is empty. Rare layers keep the same breaks always.
 * @param {string} layer @param {ArrayLike<number>} counts @returns {number[]} up to four, rising */
export function breaks(layer, counts) {
  if (layer !== "incidents") return FIXED_BREAKS;
  const sorted = ranked(counts);
  /** @type {number[]} */
  const found = [];
  for (const quantile of sorted.length ? QUANTILES : []) {
    const value = sorted[Math.ceil((quantile * sorted.length) / 100) - 1];
    const least = Math.max(value, found.length ? found[found.length - 1] + 1 : 1);
    const next = sorted.find((count) => count >= least);
    if (next !== undefined && next < sorted[sorted.length - 1]) found.push(next);
  }
  return found;
}

/** @param {number[]} ends the breaks @returns {string[]} "1–2", "3", "4–7", "8+" */
export function labels(ends) {
  const starts = [1, ...ends.map((end) => end + 1)];
  const spans = ends.map((end, i) => (starts[i] === end ? `${end}` : `${starts[i]}–${end}`));
  return [...spans, `${starts[starts.length - 1]}+`];
}

/** @param {number} count @param {number[]} ends @returns {number} 0 for the fewest, -1 for none */
export function classOf(count, ends) {
  if (count <= 0) return -1;
  let found = 0;
  while (found < ends.length && count > ends[found]) found++;
  return found;
}

/** The smallest count that gets a symbol when the layer is not in focus: for incidents the
 * busiest tenth of the cells with a count, because symbols everywhere would be noise.
 * @param {string} layer @param {ArrayLike<number>} counts @returns {number} */
export function symbolLeast(layer, counts) {
  if (layer !== "incidents") return 1;
  const sorted = ranked(counts);
  return sorted.length ? Math.max(2, sorted[Math.floor((9 * sorted.length) / 10)]) : 2;
}

/** @param {ArrayLike<number>} counts @returns {Uint32Array} those above zero, rising */
const ranked = (counts) => Uint32Array.from(counts).filter((count) => count > 0).sort();
