// The numbers of the current window, and the classes they fall in.

import { breaks, symbolLeast } from "./classes.js";
import { sumIn } from "./picks.js";
import { perCell } from "./tally.js";

/**
 * @typedef {object} Counts
 * @property {{[layer: string]: Uint32Array}} cells events per cell
 * @property {{[layer: string]: number}} totals of the picked cells, where some are picked
 */

/** @param {import("./packed.js").Packed} data @param {number} from @param {number} to
 * @param {Uint8Array|null} [mask] the picked cells @returns {Counts} */
export function countWindow(data, from, to, mask = null) {
  /** @type {Counts} */
  const counts = { cells: {}, totals: {} };
  for (const layer of data.layers) {
    counts.cells[layer.name] = perCell(layer, from - data.start, to - data.start, data.cells.length);
    counts.totals[layer.name] = sumIn(counts.cells[layer.name], mask);
  }
  return counts;
}

/** Keep the counts up to date with the window, and the classes with the settled window: while the
 * clock plays or is dragged a colour goes on meaning the same number.
 * @param {import("./store.js").Store} store */
export function keepCounts(store) {
  store.rule(["layers", "from", "to", "settled", "mask"], ({ data, layers, from, to, mask }, changed) => {
    if (!data) return;
    const counts = countWindow({ ...data, layers }, from, to, mask);
    store.set({ counts });
    if (!changed.has("layers") && !changed.has("settled")) return;
    store.set({
      breaks: mapLayers(counts, breaks),
      least: mapLayers(counts, symbolLeast),
    });
  });
}

/** @template Result @param {Counts} counts @param {(layer: string, cells: Uint32Array) => Result} rule
 * @returns {{[layer: string]: Result}} */
function mapLayers(counts, rule) {
  return Object.fromEntries(Object.entries(counts.cells).map(([layer, cells]) => [layer, rule(layer, cells)]));
}
