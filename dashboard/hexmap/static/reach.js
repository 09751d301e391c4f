// A change as a line: the thick part is the range that holds the true change, the dot the estimate,
// the tick says where no change lies.

import { el } from "./dom.js";

const MARGIN = 0.3; // of the line beyond range and tick, at each end, as a part of what they span

/** Where the parts of the line lie, in per cent of its length, on a scale of ratios.
 * @param {number[]} ratios lower end, estimate, upper end
 * @returns {{low: number, estimate: number, high: number, none: number}} */
export function placed([low, estimate, high]) {
  const logs = [low, estimate, high, 1].map(Math.log);
  const first = Math.min(...logs), span = Math.max(...logs) - first || 1;
  const [a, b, c, d] = logs.map((log) => (100 * (log - first + MARGIN * span)) / (span * (1 + 2 * MARGIN)));
  return { low: a, estimate: b, high: c, none: d };
}

/** @param {number[]} ratios @returns {HTMLElement} */
export function makeReach(ratios) {
  const at = placed(ratios);
  const mark = (/** @type {string} */ name, /** @type {number} */ left, words = "") => {
    const part = el("i", { class: name }, words);
    part.style.left = `${left}%`;
    return part;
  };
  const range = mark("range", at.low);
  range.style.width = `${at.high - at.low}%`;
  return el("div", { class: "reach", "aria-hidden": "true" }, range, mark("dot", at.estimate), mark("tick", at.none), mark("none", at.none, "no change"));
}
