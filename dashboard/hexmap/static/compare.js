// Two windows on one map: the one compared with on the left of a divider, the clock's on the right.

import { BEFORE, YEAR, earlier, reasonAgainst } from "./comparing.js";
import { countWindow } from "./counts.js";
import { windowWords } from "./dates.js";
import { el, set } from "./dom.js";
import { icon } from "./icons.js";
import { COUNT } from "./measures.js";
import { dataSpan, stepOf } from "./timeline.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {{from: number, to: number, reason: string}} Before the window compared with, and why it cannot be */

/** @param {State} state @param {string} [against] @returns {Before} */
export function beforeOf(state, against = state.against) {
  const span = { from: state.from, to: state.to };
  const before = earlier(span, against, stepOf(state).step === "month");
  return { ...before, reason: reasonAgainst(span, before, dataSpan(state)) };
}

/** Keep the window compared with up to date, and its counts while the map shows both windows.
 * @param {import("./store.js").Store} store */
export function keepCompare(store) {
  store.rule(["data", "from", "to", "against", "visible", "focus"], (state) => {
    const { data, before } = state, next = data && beforeOf(state);
    const same = before && next && ["from", "to", "reason"].every((key) => before[/** @type {"from"} */ (key)] === next[/** @type {"from"} */ (key)]);
    if (!same) store.set({ before: next });
  });
  // Two windows are compared by their counts: whatever else is chosen later takes the divider away.
  store.rule(["swipe", "measure"], ({ swipe, measure }, changed) => {
    if (swipe && measure !== COUNT) store.set(changed.has("swipe") ? { measure: COUNT } : { swipe: false });
  });
  store.rule(["layers", "before", "swipe", "mask"], ({ data, layers, before, swipe, mask }) => {
    const shown = data && swipe && before && !before.reason;
    store.set({ past: shown ? countWindow({ ...data, layers }, before.from, before.to, mask) : null });
  });
}

/** The button that puts the divider on the map. @param {import("./store.js").Store} store
 * @param {() => void} finish @returns {HTMLElement} */
export function makeCompare(store, finish) {
  const button = el("button", { type: "button", class: "icon", onclick: turn }, icon("compare"));
  /** The choice that can be compared with: the one made, else another. @param {State} state */
  const open = (state) => [state.against, YEAR, BEFORE].find((against) => !beforeOf(state, against).reason);
  function turn() {
    const { swipe } = store.state, against = open(store.state);
    if (!swipe && !against) return;
    store.set(swipe ? { swipe: false } : { swipe: true, against });
    finish();
  }
  store.on(["data", "before", "swipe"], (state) => {
    if (!state.data) return;
    const none = !state.swipe && !open(state);
    const name = state.swipe ? "Stop comparing" : "Compare two windows";
    const title = none ? `Compare two windows: ${beforeOf(state).reason}` : name;
    set(button, { "aria-pressed": String(state.swipe), "aria-disabled": String(none), "aria-label": title, title });
  });
  return button;
}

/** Both windows in words. @param {State} state @returns {[string, string]} left, right */
export const sideWords = ({ before, from, to }) => [before ? windowWords(before.from, before.to) : "", windowWords(from, to)];

/** What a count of the window compared with is called. @param {string} against @returns {string} */
export const beforeWord = (against) => ({ [YEAR]: "last year", [BEFORE]: "just before" })[against] ?? "earlier";
