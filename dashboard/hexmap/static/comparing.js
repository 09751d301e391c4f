// The window that another is compared with. The same rule as dashboard/comparing.py; a test holds
// the two equal.

import { addMonths, dayWords, isMonthStart, monthStart, parts, toDay, windowWords } from "./dates.js";

/** @typedef {import("./clockscale.js").Span} Span */

export const YEAR = "year", BEFORE = "before";

/** @param {Span} span the later window @param {string} against "year", "before" or two dates
 * "2025-01-01..2025-03-01" @param {boolean} wholeMonths whether windows are made of whole months
 * @returns {Span} */
export function earlier(span, against, wholeMonths) {
  const { from, to } = wholeMonths ? outward(span) : span;
  if (against === YEAR) {
    const span = parts(to).year - parts(from).year;
    const months = -12 * (addMonths(to, -12 * span) > from ? span + 1 : span); // no day is in both
    return { from: addMonths(from, months), to: addMonths(to, months) };
  }
  if (against === BEFORE) {
    const a = parts(from), b = parts(to);
    return { from: wholeMonths ? addMonths(from, 12 * (a.year - b.year) + a.month - b.month) : 2 * from - to, to: from };
  }
  const [start, end] = against.split("..").map(toDay);
  return wholeMonths ? outward({ from: start, to: end }) : { from: start, to: end };
}

/** Two dates as a choice. @param {string} start ISO @param {string} end the day no longer counted */
export const written = (start, end) => `${start}..${end}`;

/** Why a window cannot be compared with another, or "".
 * @param {Span} span @param {Span} before @param {Span} data @returns {string} */
export function reasonAgainst(span, before, data) {
  const words = windowWords(before.from, before.to);
  if (before.to > span.from) return `${words} is not over before ${windowWords(span.from, span.to)} begins.`;
  return before.from < data.from ? `The data begin on ${dayWords(data.from)} and do not reach back to ${words}.` : "";
}

/** @param {Span} span @returns {Span} widened to whole months */
function outward({ from, to }) {
  return { from: monthStart(from), to: isMonthStart(to) ? to : addMonths(monthStart(to), 1) };
}
