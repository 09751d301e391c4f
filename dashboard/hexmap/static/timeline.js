// What the clock may do with the data at hand.

import { STEPS, coarsest, moved, snapped, stride } from "./clockscale.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./clockscale.js").Step} Step */

/** The finest step that the shown layers allow, with the reason why it is no finer. @param {State} state */
export function finestOf({ data, visible, focus }) {
  return coarsest((data?.layers ?? []).filter(({ name }) => name === focus || visible.includes(name)));
}

/** The step of the clock: the one chosen, or the finest; a chosen one that is too fine for the
 * shown layers gives way, with the reason. @param {State} state */
export function stepOf(state) {
  const finest = finestOf(state), chosen = chosenOf(state);
  return STEPS.indexOf(chosen || "day") > STEPS.indexOf(finest.step) ? { step: /** @type {Step} */ (chosen), reason: "" } : finest;
}

/** The step somebody chose, or "". @param {Pick<State, "step">} state @returns {Step|""} */
export const chosenOf = ({ step }) => STEPS.find((known) => known === step) ?? "";

/** The days that the data cover. @param {Pick<State, "data">} state @returns {import("./clockscale.js").Span} */
export const dataSpan = ({ data }) => ({ from: data?.start ?? 0, to: data?.end ?? 1 });

/** The window widened to whole steps of the clock, where it is not made of them. @param {State} state
 * @returns {import("./clockscale.js").Span} */
export const fitted = (state) => snapped({ from: state.from, to: state.to }, stepOf(state).step, dataSpan(state));

/** How far one step moves the window. @param {State} state @returns {Step} */
export function strideOf(state) {
  const { step } = stepOf(state);
  return chosenOf(state) ? step : stride(state, step, dataSpan(state));
}

/** The window one step on or back; null at an end of the data.
 * @param {State} state @param {number} direction 1 or -1 @param {Step} [far] */
export function stepWindow(state, direction, far = strideOf(state)) {
  const whole = chosenOf(state) !== "" || far === "month";
  return state.data && moved({ from: state.from, to: state.to }, direction, far, dataSpan(state), whole);
}

/** The window of the same width at an end of the data. @param {State} state @param {number} direction
 * @returns {import("./clockscale.js").Span} */
export function lastWindow(state, direction) {
  const far = strideOf(state);
  let span = { from: state.from, to: state.to };
  for (let next = stepWindow(state, direction, far); next; next = stepWindow({ ...state, ...span }, direction, far)) span = next;
  return span;
}
