// The histogram of the clock: a lane for each layer, each on its own scale, because one common
// scale would hide three reports under a thousand incidents.

import { addMonths, monthName, parts } from "./dates.js";
import { barEdges, barStep, makeScale } from "./clockscale.js";
import { svg } from "./dom.js";
import { number } from "./numbers.js";
import { inMask } from "./picks.js";
import { symbolShape } from "./symbols.js";
import { perBin } from "./tally.js";
import { chosenOf, dataSpan, stepOf } from "./timeline.js";

/**
 * @typedef {object} Look Sizes in CSS pixels.
 * @property {number} width
 * @property {number} left where the time axis begins
 * @property {number} right how much is kept free for the peaks
 * @property {number[]} heights of the lanes, the focus first; as many lanes as heights
 * @property {number} gap between lanes
 * @property {number} axis height of the axis
 * @property {number} yearWidth room that a year's figure needs
 * @property {boolean} named whether lanes carry their name
 *
 * @typedef {object} Lanes
 * @property {SVGElement} muted all bars in grey, names, peaks and axis
 * @property {SVGElement} bright the same bars in colour, to be clipped to the window
 * @property {ReturnType<typeof makeScale>} scale
 * @property {number} top
 * @property {number} bottom
 * @property {number} height
 */

export const TOP = 12;

/** @param {import("./store.js").State} state @param {Look} look @returns {Lanes|null} */
export function makeLanes(state, look) {
  const { data, focus, visible, mask } = state;
  if (!data) return null;
  const span = dataSpan(state);
  const scale = makeScale(span, { from: look.left, to: look.width - look.right });
  const bar = barStep(chosenOf(state), stepOf(state).step, span, look.width - look.left - look.right);
  const edges = barEdges(span, bar);
  const muted = svg("g"), bright = svg("g");
  const layers = [...state.layers].sort((a, b) => Number(b.name === focus) - Number(a.name === focus));
  let top = TOP;
  layers.slice(0, look.heights.length).forEach((layer, i) => {
    const height = look.heights[i];
    const shown = layer.name === focus || visible.includes(layer.name);
    const counts = perBin(inMask(layer, mask), edges.map((edge) => edge - data.start));
    const shapes = bars(counts, edges, scale, top, height);
    muted.append(...laneWords(layer, { top, height, look, bar, peak: Math.max(...counts), shown, first: i === 0 }));
    muted.append(svg("path", { d: shapes, class: "bar" }));
    if (shown) bright.append(svg("path", { d: shapes, class: `fill-${layer.name}` }));
    top += height + look.gap;
  });
  const bottom = top - look.gap + 1;
  muted.append(...axis(span, scale, bottom, look));
  return { muted, bright, scale, top: TOP - 4, bottom, height: bottom + look.axis };
}

/** All bars of a lane as one path. @param {number[]} counts @param {number[]} edges
 * @param {ReturnType<typeof makeScale>} scale @param {number} top @param {number} height */
function bars(counts, edges, scale, top, height) {
  const peak = Math.max(1, ...counts);
  return counts.map((count, bin) => {
    if (!count) return "";
    const high = Math.max(1.5, (count / peak) * height);
    const x0 = scale.x(edges[bin]), x1 = scale.x(edges[bin + 1]);
    const gap = Math.min(1, (x1 - x0) * 0.15);
    return `M${(x0 + gap).toFixed(2)} ${(top + height).toFixed(2)}v${(-high).toFixed(2)}H${(x1 - gap).toFixed(2)}v${high.toFixed(2)}z`;
  }).join("");
}

/** @param {import("./packed.js").PackedLayer} layer
 * @param {{top: number, height: number, look: Look, bar: string, peak: number, shown: boolean, first: boolean}} lane */
function laneWords(layer, { top, height, look, bar, peak, shown, first }) {
  const base = top + height;
  const line = svg("line", { x1: look.left, x2: look.width - look.right, y1: base + 0.5, y2: base + 0.5, class: "hairline" });
  if (!look.named) return [line];
  const mark = svg("g", { transform: `translate(8 ${base - 6})`, class: shown ? "" : "faint" }, symbolShape(layer.name, 4.5));
  const name = svg("text", { x: 20, y: base - 2, class: first ? "lane first" : "lane" }, layer.label);
  const most = svg("text", { x: look.width - look.right + 14, y: top + 9 }, number(peak),
    svg("title", {}, `Most ${layer.label} in one ${bar}: ${number(peak)}`));
  return [line, mark, name, most];
}

/** Years in bold at each January; months between, as letters when they are close.
 * @param {import("./clockscale.js").Span} span @param {ReturnType<typeof makeScale>} scale
 * @param {number} y @param {Look} look */
function axis(span, scale, y, look) {
  const words = [];
  const room = scale.x(span.from + 30) - scale.x(span.from);
  const down = y + look.axis - 3;
  let free = -Infinity; // where the last year's figure ends
  for (let day = span.from; day < span.to; day = addMonths(day - parts(day).date + 1, 1)) {
    const { year, month } = parts(day);
    const x = scale.x(day), end = scale.x(Math.min(span.to, addMonths(day - parts(day).date + 1, 1)));
    const untilYear = scale.x(addMonths(day - parts(day).date + 1, 12 - month)) - x;
    if (month === 0 || (day === span.from && untilYear > look.yearWidth)) {
      words.push(svg("line", { x1: x, x2: x, y1: y, y2: down + 1, class: "tick" }));
      if (x + 0.65 * look.yearWidth <= look.width) words.push(svg("text", { x: x + 4, y: down, class: "year" }, year));
      free = x + look.yearWidth - 20;
    } else if (look.named && room >= 9 && (x + end) / 2 - room / 2 > free) {
      const name = room >= 24 ? monthName(day) : monthName(day)[0];
      words.push(svg("text", { x: (x + end) / 2, y: down, class: "month" }, end - x > room * 0.5 ? name : ""));
    }
  }
  return words;
}
