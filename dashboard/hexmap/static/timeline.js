// What the clock may do with the data at hand.

import { coarsest, moved } from "./clockscale.js";

/** @typedef {import("./store.js").State} State */

/** The step that the shown layers allow, with the reason why it is no finer. @param {State} state */
export function stepOf({ data, visible, focus }) {
  return coarsest((data?.layers ?? []).filter(({ name }) => name === focus || visible.includes(name)));
}

/** The days that the data cover. @param {State} state @returns {import("./clockscale.js").Span} */
export const dataSpan = ({ data }) => ({ from: data?.start ?? 0, to: data?.end ?? 1 });

/** The window one step on or back; null at an end of the data.
 * @param {State} state @param {number} direction 1 or -1 */
export function stepWindow(state, direction) {
  return state.data && moved({ from: state.from, to: state.to }, direction, stepOf(state).step, dataSpan(state));
}
