// Named windows, counted back from the end of the data.

import { addMonths, monthStart, parts } from "./dates.js";
import { snapped } from "./clockscale.js";

/** @typedef {import("./clockscale.js").Span} Span */

/** @type {{id: string, label: string, short: string, span: (data: Span) => Span}[]} `short` where there is little room */
const PRESETS = [
  { id: "month", label: "Last month", short: "Month", span: (data) => wholeMonths(data, 1) },
  { id: "two", label: "Last two months", short: "Two months", span: (data) => wholeMonths(data, 2) },
  { id: "quarter", label: "Last quarter", short: "Quarter", span: lastQuarter },
  { id: "year", label: "12 months", short: "12 months", span: (data) => ({ from: addMonths(data.to, -12), to: data.to }) },
  { id: "all", label: "All", short: "All", span: (data) => data },
];

/** The presets of these data, each snapped to the step; after the first comes the time since the
 * last meeting, if there was one.
 * @param {Span} data @param {import("./clockscale.js").Step} step @param {number[]} [meetings] days
 * @returns {{id: string, label: string, short: string, span: Span}[]} */
export function presets(data, step, meetings = []) {
  const [first, ...rest] = PRESETS;
  const past = meetings.filter((day) => day >= data.from && day < data.to);
  const since = past.length ? [{ id: "meeting", label: "Since last meeting", short: "Meeting", span: () => ({ from: Math.max(...past), to: data.to }) }] : [];
  return [first, ...since, ...rest].map(({ span, ...words }) => ({ ...words, span: snapped(span(data), step, data) }));
}

/** Complete calendar months. @param {Span} data @param {number} months @returns {Span} */
function wholeMonths(data, months) {
  const to = monthStart(data.to);
  return { from: addMonths(to, -months), to };
}

/** The last complete calendar quarter. @param {Span} data @returns {Span} */
function lastQuarter(data) {
  const month = monthStart(data.to);
  const to = addMonths(month, -(parts(month).month % 3));
  return { from: addMonths(to, -3), to };
}
