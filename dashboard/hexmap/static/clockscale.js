// Days along a line, and the steps the clock may take.

import { addMonths, isMonthStart, monthStart } from "./dates.js";

/** @typedef {"day"|"month"} Step */
/** @typedef {"week"|"month"} Stride */
/** @typedef {{from: number, to: number}} Span half-open, in days */

/** The coarsest step among layers, with its reason.
 * @param {{step: Step, reason: string}[]} layers the visible ones
 * @returns {{step: Step, reason: string}} */
export function coarsest(layers) {
  const coarse = layers.find((layer) => layer.step === "month");
  return coarse ? { step: "month", reason: coarse.reason } : { step: "day", reason: "" };
}

/** Day to pixel and back.
 * @param {Span} days @param {Span} pixels */
export function makeScale(days, pixels) {
  const ratio = (pixels.to - pixels.from) / Math.max(1, days.to - days.from);
  return {
    x: (/** @type {number} */ day) => pixels.from + (day - days.from) * ratio,
    day: (/** @type {number} */ x) => days.from + (x - pixels.from) / ratio,
  };
}

/** The nearest day on which a window may begin or end: any day, or the first of a month, or an
 * end of the data.
 * @param {number} day may be a fraction @param {Step} step @param {Span} data @returns {number} */
export function snap(day, step, data) {
  const whole = Math.max(data.from, Math.min(data.to, Math.round(day)));
  if (step === "day") return whole;
  const before = monthStart(whole);
  const after = addMonths(before, 1);
  return [data.from, data.to, before, after]
    .filter((edge) => edge >= data.from && edge <= data.to)
    .reduce((best, edge) => (Math.abs(edge - day) < Math.abs(best - day) ? edge : best));
}

/** Some steps on from a snapped day, held within the data.
 * @param {number} day @param {number} steps may be negative @param {Step} step
 * @param {Span} data @returns {number} */
export function stepped(day, steps, step, data) {
  if (step === "day") return snap(day + steps, step, data);
  const aligned = isMonthStart(day) || steps > 0 ? monthStart(day) : addMonths(monthStart(day), 1);
  return Math.max(data.from, Math.min(data.to, addMonths(aligned, steps)));
}

/** A window widened to whole steps, and never empty.
 * @param {Span} span @param {Step} step @param {Span} data @returns {Span} */
export function snapped(span, step, data) {
  const outward = step === "month"
    ? { from: monthStart(span.from), to: isMonthStart(span.to) ? span.to : addMonths(monthStart(span.to), 1) }
    : span;
  const from = Math.max(data.from, Math.min(outward.from, data.to - 1));
  const to = Math.min(data.to, Math.max(outward.to, from + 1));
  return step === "month" ? { from: Math.max(data.from, monthStart(from)), to } : { from, to };
}

/** How far play and the step buttons move a window: whole months by a month, others by a week.
 * @param {Span} span @param {Step} step @param {Span} data @returns {Stride} */
export function stride(span, step, data) {
  const monthly = isMonthStart(span.from) && (isMonthStart(span.to) || span.to === data.to);
  return step === "month" || (monthly && span.to - span.from >= 28) ? "month" : "week";
}

/** The window moved along at its width; null when it would leave the data.
 * @param {Span} span @param {number} direction 1 or -1 @param {Stride} far @param {Span} data
 * @returns {Span|null} */
export function moved(span, direction, far, data) {
  if (far === "week") {
    const from = Math.max(data.from, Math.min(data.to - span.to + span.from, span.from + 7 * direction));
    return from === span.from ? null : { from, to: from + span.to - span.from };
  }
  if (direction > 0 ? span.to >= data.to : span.from <= data.from) return null;
  const to = addMonths(monthStart(span.to), direction + (isMonthStart(span.to) ? 0 : 1));
  return { from: Math.max(data.from, addMonths(monthStart(span.from), direction)), to: Math.min(data.to, to) };
}

/** The window of the same width that ends (or begins) where dragging has brought it.
 * @param {Span} span as the drag began @param {number} days how far @param {Step} step
 * @param {Span} data @returns {Span} */
export function dragged(span, days, step, data) {
  const width = span.to - span.from;
  const from = snap(Math.max(data.from, Math.min(data.to - width, span.from + days)), step, data);
  if (step === "day") return { from, to: from + width };
  const months = Math.max(1, Math.round(width / 30.44));
  const start = Math.min(from, addMonths(monthStart(data.to - 1), 1 - months));
  return snapped({ from: Math.max(data.from, start), to: addMonths(monthStart(Math.max(start, data.from)), months) }, step, data);
}

/** Edges of the bars: months, or weeks when the data covers less than a year by day.
 * @param {Span} data @param {Step} step @returns {number[]} rising, the ends of the data included */
export function barEdges(data, step) {
  const edges = [data.from];
  const weekly = step === "day" && data.to - data.from < 366;
  const next = (/** @type {number} */ day) => (weekly ? day + 7 : addMonths(monthStart(day), 1));
  for (let edge = next(data.from); edge < data.to; edge = next(edge)) edges.push(edge);
  return [...edges, data.to];
}
