// How each measure looks: its classes with their form and their words, and the class of a cell.
// Forms differ in more than hue: solid, hollow, hatched.

import { windowWords } from "./dates.js";
import { answerOf, cellInPlace } from "./measures.js";
import { number } from "./numbers.js";

/**
 * @typedef {{kind: "solid"|"hollow"|"hatched", colour: string, ground?: string, line?: string,
 *   faint?: boolean}} Form `line` goes round a pale fill; what is `faint` stays behind the rest
 * @typedef {{label: string, form: Form}} Class
 * @typedef {object} Look
 * @property {string} title
 * @property {string} unit the second line
 * @property {Class[]} classes
 * @property {(cell: number) => number} level position in `classes`, or -1
 */

const LEVELS = [99, 95, 90], CLEAR = 95;
const SHIFTS = 8;
const HOLDS = [{ least: 6, label: "Hot in 6 to 8 of 8 shifts" }, { least: 3, label: "In 3 to 5" }, { least: 0, label: "In 2 or fewer" }];
const VERDICTS = ["Likely a real rise", "Likely a real fall", "No clear change", "Too few to say"];

/** The look of the measure, or null for counts and where the answer is not here or says nothing.
 * @param {import("./store.js").State} state @returns {Look|null} */
export function lookOf(state) {
  const answer = answerOf(state);
  const make = MAKERS[state.measure];
  if (!answer || answer.reason || !make || !state.data) return null;
  const { data } = state, look = make(state, answer);
  return { ...look, level: (cell) => (cellInPlace(data, cell) ? look.level(cell) : -1) };
}

/** @param {import("./store.js").State} state @param {number} cell @returns {string} the class of a cell */
export function classWords(state, cell) {
  const look = lookOf(state), answer = answerOf(state), value = answer?.values[cell];
  const at = look ? look.level(cell) : -1;
  if (!look || at < 0) return "";
  if (answer?.shifts.length) return movedWords(value ?? 0, answer.shifts[cell]);
  return state.measure === "rate" && value ? `${rate(value)} per 1,000 residents` : look.classes[at].label;
}

/** @typedef {(state: import("./store.js").State, answer: import("./measures.js").Answer) => Look} Maker */
/** @type {{[measure: string]: Maker}} */
const MAKERS = { rate: rates, change: changes, hot: spots, "hot-residents": spots, "hot-moved": moved, "hot-residents-moved": moved, together, "together-residents": together };

/** @type {Maker} */
function rates({ counts, focus, palette, rateBreaks: ends }, { values, from, to }) {
  const ramp = palette.ramp(focus, ends.length + 1), line = palette.ramp(focus, 5)[2];
  const starts = [0, ...ends].map(rate);
  return {
    title: "events per 1,000 residents",
    unit: `Steadied rate, ${windowWords(from, to)}`,
    classes: [
      ...ramp.map((colour, i) => ({
        label: i === ends.length ? `over ${starts[i]}` : i ? `${starts[i]}–${rate(ends[i])}` : `to ${rate(ends[i])}`,
        form: solid(colour, i < ramp.length - 2 ? line : undefined),
      })),
      { label: "Nobody lives here", form: hatched(palette) },
    ],
    level(cell) {
      const value = values[cell];
      if (!counts?.cells[focus]?.[cell]) return -1;
      if (value === null) return ends.length + 1;
      return ends.filter((end) => value > end).length;
    },
  };
}

/** @type {Maker} */
function changes({ focus, palette }, { values, against }) {
  const forms = [
    solid(palette.ramp(focus, 1)[0]),
    /** @type {Form} */ ({ kind: "hollow", colour: palette.fall, ground: palette.fallGround }),
    solid(palette.noChange),
    hatched(palette),
  ];
  return {
    title: "change",
    unit: against ? `Against ${windowWords(against.from, against.to)}` : "",
    classes: VERDICTS.map((label, i) => ({ label, form: forms[i] })),
    level: (cell) => (values[cell] ?? 0) - 1,
  };
}

/** @type {Maker} */
function spots({ focus, palette }, { values, note, from, to }) {
  const ramp = palette.ramp(focus, 3);
  const hot = LEVELS.map((level, i) => ({ label: `Hot spot at ${level} %`, form: solid(ramp[2 - i]) }));
  const cold = { label: "Cold spot at 95 % or more", form: /** @type {Form} */ ({ kind: "hatched", colour: palette.fall, faint: true }) };
  return {
    title: "hot spots",
    unit: `Each with its neighbours, ${windowWords(from, to)}`,
    classes: note ? hot : [...hot, cold],
    level(cell) {
      const value = values[cell] ?? 0;
      return value <= -LEVELS[1] ? LEVELS.length : LEVELS.indexOf(value);
    },
  };
}

/** @type {Maker} */
function moved({ focus, palette }, { values, shifts, from, to }) {
  const [, pale, dark] = palette.ramp(focus, 3);
  const forms = /** @type {Form[]} */ ([solid(dark), { kind: "hollow", colour: pale, ground: palette.land }, { kind: "hatched", colour: pale }]);
  return {
    title: "hot spots that hold",
    unit: windowWords(from, to),
    classes: HOLDS.map(({ label }, i) => ({ label, form: forms[i] })),
    level: (cell) => (shifts[cell] || values[cell] >= CLEAR ? HOLDS.findIndex(({ least }) => shifts[cell] >= least) : -1),
  };
}

/** @param {number} level the level here @param {number} held shifts with a hot spot @returns {string} */
function movedWords(level, held) {
  const words = `ot in ${held} of ${SHIFTS} shifts`;
  return level > 0 ? `Hot spot at ${level} %, h${words}` : `H${words}, but not on this grid`;
}

/** @type {Maker} */
function together({ palette }, { values, from, to }) {
  const words = ["Two layers", "Three layers"], colours = [palette.ink3, palette.ink];
  return {
    title: "convergence",
    unit: windowWords(from, to),
    classes: words.map((label, i) => ({ label, form: solid(colours[i]) })),
    level: (cell) => Math.min(3, values[cell] ?? 0) - 2,
  };
}

/** @param {string} colour @param {string} [line] @returns {Form} */
const solid = (colour, line) => ({ kind: "solid", colour, line });

/** @param {import("./palette.js").Palette} palette @returns {Form} */
const hatched = ({ hatch }) => ({ kind: "hatched", colour: hatch });

/** @param {number} value @returns {string} "0.7", "12", "1,250" */
const rate = (value) => (value >= 10 ? number(Math.round(value)) : String(Number(value.toFixed(1))));
