// Days as people type them, and the window that two of them make.

import { begins, startOf } from "./clockscale.js";
import { addMonths, dayWords, parts } from "./dates.js";

/** @typedef {import("./clockscale.js").Span} Span */
/** @typedef {{span: Span, problem: ""}|{span: null, problem: string, field: "from"|"to"}} Typed */

const NAMES = "january february march april may june july august september october november december".split(" ");
const DAY = 86_400_000;
const LONGEST = 24; // characters of what was typed, in an answer

/** @type {[RegExp, (found: string[]) => [string, string, string]][]} year, month, day ("" for all of the month) */
const FORMS = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ([y, m, d]) => [y, m, d]],
  [/^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4}|\d{2})$/, ([d, m, y]) => [y, m, d]],
  [/^(\d{1,2})(?:st|nd|rd|th)?[ ./-]?([a-z]{3,9})\.?[ ./-]?(\d{4}|\d{2})$/, ([d, m, y]) => [y, m, d]],
  [/^([a-z]{3,9})\.?[ ./-]?(\d{4})$/, ([m, y]) => [y, m, ""]],
  [/^(\d{1,2})[ ./-](\d{4})$/, ([m, y]) => [y, m, ""]],
];

/** One day, or a whole month where no day is named; null for anything else.
 * @param {string} text "24 Sep 2026", "24/09/26", "2026-09-24", "Sep 2026" @returns {Span|null} */
export function readDays(text) {
  const plain = text.trim().toLowerCase().replace(/[\s,]+/g, " ");
  for (const [form, order] of FORMS) {
    const found = form.exec(plain);
    if (found) return daysOf(...order(found.slice(1)));
  }
  return null;
}

/** @param {string} year @param {string} month a number or a name @param {string} date
 * @returns {Span|null} */
function daysOf(year, month, date) {
  const named = NAMES.findIndex((name) => name.startsWith(month));
  const at = /^\d/.test(month) ? Number(month) - 1 : named;
  const day = Math.round(Date.UTC(Number(year.length === 2 ? `20${year}` : year), at, Number(date || 1)) / DAY);
  const real = parts(day);
  if (at < 0 || real.month !== at || real.date !== Number(date || 1)) return null;
  return { from: day, to: date ? day + 1 : addMonths(day, 1) };
}

/** The window from one typed day to another, or what is wrong, in a sentence. Nothing is ever
 * changed to fit.
 * @param {{from: string, to: string}} texts @param {{step: import("./clockscale.js").Step, reason: string}} clock
 * @param {Span} data @returns {Typed} */
export function readWindow(texts, { step, reason }, data) {
  const first = readDays(texts.from), last = readDays(texts.to);
  if (!first) return wrong("from", notRead(texts.from));
  if (!last) return wrong("to", notRead(texts.to));
  const span = { from: first.from, to: last.to };
  const held = `The data are from ${dayWords(data.from)} to ${dayWords(data.to - 1)}.`;
  if (span.from < data.from || span.from >= data.to) return wrong("from", held);
  if (span.to > data.to || span.to <= data.from) return wrong("to", held);
  if (span.from >= span.to) return wrong("from", "The first day is after the last. Change the other one too.");
  const cause = reason || `The clock steps by ${step}s.`;
  if (span.from !== data.from && !begins(span.from, step)) return wrong("from", `${cause} Begin on ${starts(span.from, step, data)}.`);
  if (span.to !== data.to && !begins(span.to, step)) return wrong("to", `${cause} End on ${ends(span.to, step, data)}.`);
  return { span, problem: "" };
}

/** @param {"from"|"to"} field @param {string} problem @returns {Typed} */
const wrong = (field, problem) => ({ span: null, problem, field });

/** @param {string} text @returns {string} */
function notRead(text) {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `${shown.trim() ? `“${shown}” is not a date.` : "A date is missing."} Write it like 24 Sep 2026 or 24/09/2026.`;
}

/** The days near one on which a window may begin. @param {number} day @param {import("./clockscale.js").Step} step
 * @param {Span} data @returns {string} */
function starts(day, step, data) {
  const near = [Math.max(data.from, startOf(day, step)), startOf(day, step, 1)].filter((edge) => edge < data.to);
  return near.map((edge) => dayWords(edge)).join(" or ");
}

/** The days near one with which a window may end. @param {number} day the one after it
 * @param {import("./clockscale.js").Step} step @param {Span} data @returns {string} */
function ends(day, step, data) {
  const near = [startOf(day, step), Math.min(data.to, startOf(day, step, 1))].filter((edge) => edge > data.from);
  return near.map((edge) => dayWords(edge - 1)).join(" or ");
}
