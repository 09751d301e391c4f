// What the clock may do with the data at hand.

import { coarsest, moved, stride } from "./clockscale.js";

/** @typedef {import("./store.js").State} State */

/** The step that the shown layers allow, with the reason why it is no finer. @param {State} state */
export function stepOf({ data, visible, focus }) {
  return coarsest((data?.layers ?? []).filter(({ name }) => name === focus || visible.includes(name)));
}

/** The days that the data cover. @param {State} state @returns {import("./clockscale.js").Span} */
export const dataSpan = ({ data }) => ({ from: data?.start ?? 0, to: data?.end ?? 1 });

/** How far one step moves the window. @param {State} state */
export const strideOf = (state) => stride(state, stepOf(state).step, dataSpan(state));

/** The window one step on or back; null at an end of the data.
 * @param {State} state @param {number} direction 1 or -1 @param {import("./clockscale.js").Stride} [far] */
export function stepWindow(state, direction, far = strideOf(state)) {
  return state.data && moved({ from: state.from, to: state.to }, direction, far, dataSpan(state));
}

/** The window of the same width at an end of the data. @param {State} state @param {number} direction
 * @returns {import("./clockscale.js").Span} */
export function lastWindow(state, direction) {
  const far = strideOf(state);
  let span = { from: state.from, to: state.to };
  for (let next = stepWindow(state, direction, far); next; next = moved(span, direction, far, dataSpan(state))) span = next;
  return span;
}
