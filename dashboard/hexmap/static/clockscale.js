// Days along a line, and the steps the clock may take.

import { addMonths, isMonthStart, monthStart, weekStart } from "./dates.js";

/** @typedef {"day"|"week"|"month"} Step weeks begin on Monday */
/** @typedef {{from: number, to: number}} Span half-open, in days */

/** @type {Step[]} from the finest */
export const STEPS = ["day", "week", "month"];
const LENGTH = { day: 1, week: 7, month: 30.44 }; // days, of a typical step
const YEAR = 366;
const NARROWEST = 2; // CSS pixels of a bar

/** @type {{[step in Step]: (day: number) => number}} */
const START = { day: (day) => day, week: weekStart, month: monthStart };
/** @type {{[step in Step]: (day: number, steps: number) => number}} */
const ON = { day: (day, steps) => day + steps, week: (day, steps) => day + 7 * steps, month: addMonths };

/** Whether a step begins on this day. @param {number} day @param {Step} step @returns {boolean} */
export const begins = (day, step) => START[step](day) === day;

/** The first day of the step that a day is in, some steps on. @param {number} day @param {Step} step
 * @param {number} [steps] @returns {number} */
export const startOf = (day, step, steps = 0) => ON[step](START[step](day), steps);

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

/** The nearest day on which a window may begin or end: the first of a step, or an end of the data.
 * @param {number} day may be a fraction @param {Step} step @param {Span} data @returns {number} */
export function snap(day, step, data) {
  const whole = within(Math.round(day), data);
  if (step === "day") return whole;
  return [data.from, data.to, startOf(whole, step), startOf(whole, step, 1)]
    .filter((edge) => edge >= data.from && edge <= data.to)
    .reduce((best, edge) => (Math.abs(edge - day) < Math.abs(best - day) ? edge : best));
}

/** Some steps on from a snapped day, held within the data.
 * @param {number} day @param {number} steps may be negative @param {Step} step
 * @param {Span} data @returns {number} */
export function stepped(day, steps, step, data) {
  const onward = steps > 0 || begins(day, step) ? steps : steps + 1;
  return within(startOf(day, step, onward), data);
}

/** A window widened to whole steps, and never empty.
 * @param {Span} span @param {Step} step @param {Span} data @returns {Span} */
export function snapped(span, step, data) {
  const last = begins(span.to, step) ? span.to : startOf(span.to, step, 1);
  const from = Math.max(data.from, Math.min(startOf(span.from, step), data.to - 1));
  return { from: Math.max(data.from, startOf(from, step)), to: Math.min(data.to, Math.max(last, from + 1)) };
}

/** How far play and the step buttons move a window when nobody has chosen: whole months by a
 * month, others by a week.
 * @param {Span} span @param {Step} step @param {Span} data @returns {Step} */
export function stride(span, step, data) {
  const monthly = isMonthStart(span.from) && (isMonthStart(span.to) || span.to === data.to);
  return step === "month" || (monthly && span.to - span.from >= 28) ? "month" : "week";
}

/** The window moved along at its width; null when it would leave the data.
 * @param {Span} span @param {number} direction 1 or -1 @param {Step} far @param {Span} data
 * @param {boolean} [whole] whether it is made of whole steps and stays so, with fewer days at an
 *   end of the data @returns {Span|null} */
export function moved(span, direction, far, data, whole = far === "month") {
  if (!whole || far === "day") {
    const from = Math.max(data.from, Math.min(data.to - span.to + span.from, span.from + LENGTH[far] * direction));
    return from === span.from ? null : { from, to: from + span.to - span.from };
  }
  if (direction > 0 ? span.to >= data.to : span.from <= data.from) return null;
  const to = startOf(span.to, far, direction + (begins(span.to, far) ? 0 : 1));
  return { from: Math.max(data.from, startOf(span.from, far, direction)), to: Math.min(data.to, to) };
}

/** The window of the same width that ends (or begins) where dragging has brought it.
 * @param {Span} span as the drag began @param {number} days how far @param {Step} step
 * @param {Span} data @returns {Span} */
export function dragged(span, days, step, data) {
  const width = span.to - span.from;
  const from = snap(Math.max(data.from, Math.min(data.to - width, span.from + days)), step, data);
  if (step === "day") return { from, to: from + width };
  const steps = Math.max(1, Math.round(width / LENGTH[step]));
  const start = Math.max(data.from, Math.min(from, startOf(data.to - 1, step, 1 - steps)));
  return snapped({ from: start, to: startOf(start, step, steps) }, step, data);
}

/** The step of the bars: the one chosen, or else months, or weeks when the data cover less than a
 * year by day. Bars too narrow to see give way to coarser ones.
 * @param {Step|""} chosen @param {Step} step the finest allowed @param {Span} data
 * @param {number} pixels width of all bars @returns {Step} */
export function barStep(chosen, step, data, pixels) {
  const days = data.to - data.from;
  if (!chosen) return step === "day" && days < YEAR ? "week" : "month";
  const wide = (/** @type {Step} */ bar) => (pixels * LENGTH[bar]) / days >= NARROWEST;
  return STEPS.slice(STEPS.indexOf(step)).find(wide) ?? "month";
}

/** Edges of the bars.
 * @param {Span} data @param {Step} step @returns {number[]} rising, the ends of the data included */
export function barEdges(data, step) {
  const edges = [data.from];
  for (let edge = startOf(data.from, step, 1); edge < data.to; edge = startOf(edge, step, 1)) edges.push(edge);
  return [...edges, data.to];
}

/** @param {number} day @param {Span} data */
const within = (day, data) => Math.max(data.from, Math.min(data.to, day));
