// What the colour of a cell means. Counts are made in the browser; a rate, a change or a test is
// asked of Python, when the window settles and, as fast as the answers come, while the clock plays.

import { toDay, toIso } from "./dates.js";
import { inPlace } from "./basemap.js";
import { keptText } from "./kept.js";

/**
 * @typedef {object} Answer One statistic of every cell; dashboard/measures.py says what they mean.
 * @property {string} layer
 * @property {string} measure
 * @property {number} from the window it is of
 * @property {number} to
 * @property {(number|null)[]} values in the order of the cells
 * @property {string} reason why there is none, or ""
 * @property {string} note what the legend should add, or ""
 * @property {number[]} shifts in how many shifts of the grid each cell is hot; empty where it was not moved
 * @property {{from: number, to: number}|null} against the window compared with
 * @property {import("./packed.js").Packed} data the counts it belongs to
 * @property {string} category the categories it is about, as it was asked
 * @property {string} basis what it is compared with, as it was asked
 */

export const COUNT = "count", TOGETHER = "together";
export const MEASURES = [
  { name: COUNT, label: "Count", title: "Events in each hexagon" },
  { name: "rate", label: "Rate", title: "Events per 1,000 residents, steadied for small numbers" },
  { name: "change", label: "Change", title: "Compared with an earlier window" },
  { name: "hot", label: "Hot spots", title: "Hexagons with more events around them than chance explains" },
  { name: TOGETHER, label: "Convergence", title: "Hot spots of two or three layers in one place" },
];
/** Whether a measure is of all layers at once. @param {string} measure */
export const isTogether = (measure) => measure.split("-")[0] === TOGETHER;
const QUANTILES = [50, 75, 90, 97];
const AGAIN = 3000; // milliseconds after a failure

/** The answer that fits what is asked for, if it is here. @param {import("./store.js").State} state
 * @returns {Answer|null} */
export function answerOf(state) {
  const { answer, measure, focus, data, against } = state;
  const fits = answer && answer.measure === measure && answer.data === data && answer.category === categoryOf(state) && answer.basis === against && (isTogether(measure) || answer.layer === focus);
  return fits ? answer : null;
}

/** Keep the answer up to date: one question at a time, and only the newest of those that wait.
 * @param {import("./store.js").Store} store @param {() => string} address where to ask, or ""
 * @param {() => void} onExpired */
export function keepMeasure(store, address, onExpired) {
  let wanted = "", asked = "", busy = false;

  store.on(["data", "settled", "measure", "focus", "kept", "against", "from", "to"], (state, changed) => {
    const only = ["data", "settled", "measure", "focus", "kept", "against"].some((key) => changed.has(/** @type {any} */ (key)));
    if (state.measure === COUNT || !state.data || !address() || !(only || state.playing)) return;
    wanted = question(address(), state);
    if (!busy) work();
  });
  async function work() {
    busy = true;
    while (asked !== wanted && wanted) await ask(asked = wanted);
    busy = false;
  }
  /** @param {string} url */
  async function ask(url) {
    const { data } = store.state, asking = new URL(url).searchParams;
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      if (response.status === 401 || response.status === 403) {
        wanted = "";
        return onExpired();
      }
      if (!response.ok) throw new Error(`status ${response.status}`);
      if (data) take({ ...readAnswer(await response.json()), data, category: asking.get("category") ?? "", basis: asking.get("against") ?? "" });
    } catch {
      store.set({ status: "The statistics cannot be fetched. Trying again." });
      await new Promise((done) => setTimeout(done, AGAIN));
      asked = "";
      store.set({ status: "" });
    }
  }
  /** @param {Answer} answer */
  function take(answer) {
    const before = answerOf(store.state);
    const fits = answerOf({ ...store.state, answer });
    if (!fits) return; // another measure, layer or place was chosen meanwhile
    store.set({ answer });
    if (answer.measure === "rate" && !(before && store.state.playing)) store.set({ rateBreaks: rateBreaks(answer, store.state) });
  }
}

/** @param {string} address @param {import("./store.js").State} state @returns {string} */
function question(address, state) {
  const { focus, measure, from, to, against } = state, category = categoryOf(state);
  const query = new URLSearchParams({ layer: focus, measure, from: toIso(from), to: toIso(to), category, against });
  return `${address}?${query}`;
}

/** The categories that a measure is about: those of the layer in focus, or of all layers.
 * @param {Pick<import("./store.js").State, "measure"|"focus"|"kept"|"data">} state @returns {string} */
function categoryOf({ measure, focus, kept, data }) {
  return keptText(kept, isTogether(measure) ? (data?.layers ?? []).map(({ name }) => name) : [focus]);
}

/** @param {any} json @returns {Omit<Answer, "data"|"category"|"basis">} */
function readAnswer({ from, to, against, ...rest }) {
  return { ...rest, from: toDay(from), to: toDay(to), against: against && { from: toDay(against[0]), to: toDay(against[1]) } };
}

/** Whether a cell belongs to the chosen place: others stay clear.
 * @param {import("./packed.js").Packed} data @param {number} cell @returns {boolean} */
export const cellInPlace = (data, cell) => inPlace(data.wards[data.cellWard[cell]], data.place);

/** The highest rate of each class but the last: quantiles over the cells with an event, in two
 * figures. They rest while the clock plays, so that a colour goes on meaning the same.
 * @param {Answer} answer @param {Pick<import("./store.js").State, "counts"|"focus"|"data">} state
 * @returns {number[]} */
export function rateBreaks({ values }, { counts, focus, data }) {
  const known = values.filter((rate, cell) => rate !== null && data && cellInPlace(data, cell) && counts?.cells[focus]?.[cell]);
  const sorted = Float64Array.from(/** @type {number[]} */ (known)).sort();
  const ends = QUANTILES.map((quantile) => twoFigures(sorted[Math.ceil((quantile * sorted.length) / 100) - 1] ?? 0));
  return [...new Set(ends)].filter((end) => end > 0 && end < (sorted[sorted.length - 1] ?? 0));
}

/** @param {number} value @returns {number} */
const twoFigures = (value) => Number(value.toPrecision(2));
