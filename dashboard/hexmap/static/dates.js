// Whole days as numbers: day 0 is 1 January 1970. No hours and no time zones here, because the
// server has already put every event on its local day.

import { number } from "./numbers.js";

const DAY = 86_400_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** @param {string} iso "YYYY-MM-DD" @returns {number} the day */
export function toDay(iso) {
  const day = Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
  if (Number.isNaN(day)) throw new RangeError(`Not a date: ${iso}`);
  return day;
}

/** @param {number} day @returns {string} "YYYY-MM-DD" */
export function toIso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** @param {number} day @returns {{year: number, month: number, date: number}} month 0 to 11 */
export function parts(day) {
  const at = new Date(day * DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

/** @param {number} day @returns {number} the first day of its month */
export function monthStart(day) {
  return day - parts(day).date + 1;
}

/** @param {number} day @returns {number} the Monday of its week */
export const weekStart = (day) => day - ((((day + 3) % 7) + 7) % 7); // day 0 was a Thursday

/** The same date some months on; the last day of a shorter month.
 * @param {number} day @param {number} months @returns {number} */
export function addMonths(day, months) {
  const { year, month, date } = parts(day);
  const first = Math.round(Date.UTC(year, month + months, 1) / DAY);
  const length = Math.round(Date.UTC(year, month + months + 1, 1) / DAY) - first;
  return first + Math.min(date, length) - 1;
}

/** @param {number} day @returns {boolean} */
export const isMonthStart = (day) => parts(day).date === 1;

/** @param {number} day @returns {string} "Sep" */
export const monthName = (day) => MONTHS[parts(day).month];

/** @param {number} day @param {{year?: boolean}} [options] @returns {string} "24 Sep 2026" */
export function dayWords(day, { year = true } = {}) {
  const at = parts(day);
  return `${at.date} ${MONTHS[at.month]}${year ? ` ${at.year}` : ""}`;
}

/** A window in words, its last day included.
 * @param {number} from first day @param {number} to the day after the last
 * @param {string} [joint] between the two days @returns {string} "24 Sep to 22 Nov 2026" */
export function windowWords(from, to, joint = " to ") {
  const last = to - 1;
  if (last === from) return dayWords(from);
  const year = parts(from).year !== parts(last).year;
  return `${dayWords(from, { year })}${joint}${dayWords(last)}`;
}

/** @param {number} from @param {number} to @returns {string} "60 days", "3 months" */
export function lengthWords(from, to) {
  if (isMonthStart(from) && isMonthStart(to)) {
    const a = parts(from), b = parts(to);
    const months = (b.year - a.year) * 12 + b.month - a.month;
    return months === 1 ? "1 month" : `${months} months`;
  }
  return to - from === 1 ? "1 day" : `${number(to - from)} days`;
}
