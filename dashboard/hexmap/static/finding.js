// What Python says of a view that has come to rest. It is shown only while it holds: a clock that
// moves, another layer or new data take it away at once, and the plain count stands alone.

import { canonical, viewOf } from "./wish.js";

/** @typedef {import("./store.js").State} State */
/**
 * @typedef {object} Change how the layer in focus compares with the other window
 * @property {string} words
 * @property {number[]} ratios lower end, estimate and upper end; none where there is no range
 *
 * @typedef {{said: string, view: import("./wish.js").Wish, version: string, change: Change|null}} Told
 * @typedef {Omit<Told, "view"> & {holds: string}} Finding `holds` is the view that it is about
 */

/** @param {Told} told @returns {Finding} */
export const readFinding = ({ said, view, version, change }) => ({ said, version, change, holds: canonical(view) });

/** Keep what is said in step with what is shown. @param {import("./store.js").Store} store */
export function keepFinding(store) {
  store.rule(["told", "data", "playing", "visible", "focus", "from", "to", "cell", "kept", "picked", "measure", "against", "swipe", "step"], (state) => {
    store.set({ finding: holds(state) ? state.told : null });
  });
}

/** Whether what was said is about what is shown now. @param {Readonly<State>} state */
const holds = (state) => state.told && state.data && !state.playing
  && state.told.version === state.data.version && state.told.holds === canonical(viewOf(state, state.data));
