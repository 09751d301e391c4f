// The legend: what the colour of a cell means now, then only the symbols in use.

import { labels } from "./classes.js";
import { windowWords } from "./dates.js";
import { el, say } from "./dom.js";
import { choiceWords } from "./kept.js";
import { lookOf } from "./looks.js";
import { COUNT, answerOf, isTogether } from "./measures.js";
import { number } from "./numbers.js";
import { symbol } from "./symbols.js";

const UNITS = /** @type {{[layer: string]: string}} */ ({
  incidents: "incidents recorded", cuckooing: "cuckooing reports", missing: "missing episodes",
});
const SYMBOL_SIZES = [{ radius: 4.2, label: "1–2" }, { radius: 5.4, label: "3–5" }, { radius: 6.6, label: "6+" }];

/** @param {import("./store.js").Store} store
 * @param {(measure: string) => HTMLElement|null} variants the choice within a measure
 * @returns {HTMLElement} */
export function makeLegend(store, variants) {
  const legend = el("section", { class: "legend float", "aria-label": "Legend" });
  const window = el("p");
  store.on(["from", "to"], ({ from, to }) => say(window, `Count, ${windowWords(from, to)}`));
  store.on(["data", "focus", "visible", "breaks", "least", "measure", "answer", "rateBreaks", "palette", "noted", "kept", "swipe"], (state) => {
    if (!state.data || !state.counts) return;
    const held = legend.contains(document.activeElement) && document.activeElement?.getAttribute("name");
    const rows = state.measure === COUNT ? countRows(state) : measureRows(state, variants(state.measure));
    legend.replaceChildren(...rows, ...symbolRows(state), ...notedRows(state));
    if (held) /** @type {HTMLElement|null} */ (legend.querySelector(`[name="${held}"]`))?.focus();
  });
  /** @param {import("./store.js").State} state */
  const countRows = (state) => [
    el("h2", {}, `Each cell: ${UNITS[state.focus] ?? labelOf(state, state.focus)}`),
    window,
    ...onlyRows(state),
    ...(state.swipe ? [el("p", { class: "both" }, "Left of the divider:"), /** @type {HTMLElement} */ (variants("change"))] : []),
    steps(state.focus, state.breaks[state.focus] ?? []),
  ];
  return legend;
}

/** What the colours of a measure mean, or why there are none.
 * @param {import("./store.js").State} state @param {HTMLElement|null} variant */
function measureRows(state, variant) {
  const answer = answerOf(state), look = lookOf(state);
  const unit = isTogether(state.measure) ? "Where layers converge" : `${labelOf(state, state.focus)}: ${look?.title ?? ""}`;
  const said = answer ? answer.reason : "Working it out …";
  return [
    el("h2", {}, look ? unit : unit.replace(/: $/, "")),
    look && el("p", {}, look.unit),
    ...onlyRows(state),
    variant,
    look && isTogether(state.measure) && el("p", {}, "Hexagons that are clear hot spots (95\u00a0%) of two or three layers in the same days."),
    look && el("ul", { class: "classes" }, ...look.classes.map(({ label, form }, at) =>
      el("li", {}, swatch(form), label, el("b", {}, number(cellsIn(state, look, at)))))),
    !look && el("p", { class: "reason" }, said),
    look && answer?.note && el("p", { class: "reason" }, answer.note),
  ].filter((part) => part instanceof Node);
}

/** What counts, where not all categories do. @param {import("./store.js").State} state */
function onlyRows(state) {
  const words = choiceWords(state);
  return words ? [el("p", { class: "only" }, words)] : [];
}

/** How many cells are in a class. @param {import("./store.js").State} state
 * @param {import("./looks.js").Look} look @param {number} at @returns {number} */
function cellsIn({ data }, look, at) {
  return data ? data.cells.filter((_, cell) => look.level(cell) === at).length : 0;
}

/** @param {import("./looks.js").Form} form @returns {HTMLElement} */
function swatch({ kind, colour, ground, line }) {
  const box = el("i", { class: `form ${kind}` });
  box.style.setProperty("--form", colour);
  box.style.setProperty("--ground", ground ?? "transparent");
  if (line) box.style.border = `.75px solid ${line}`;
  return box;
}

/** @param {string} layer @param {number[]} ends */
function steps(layer, ends) {
  const names = labels(ends);
  return el("ol", { class: "steps" }, ...names.map((name, i) => {
    const step = 5 - names.length + i + 1;
    const swatch = el("i", { class: step < 4 ? "swatch pale" : "swatch" });
    swatch.style.background = `var(--${layer}-${step})`;
    swatch.style.borderColor = `var(--${layer}-3)`;
    return el("li", {}, swatch, el("span", {}, name));
  }));
}

/** @param {import("./store.js").State} state */
function symbolRows(state) {
  const others = state.visible.filter((name) => name !== state.focus && state.data?.layers.some((layer) => layer.name === name));
  if (!others.length) return [];
  return [el("ul", { class: "symbols" }, ...others.map((name) => el("li", {},
    symbol(name), name === "incidents" ? "Busiest tenth for incidents" : labelOf(state, name), sizes(name, state.least[name]))))];
}

/** The hatching of marked cells. @param {import("./store.js").State} state */
function notedRows({ noted }) {
  if (!noted.out.length) return [];
  return [el("ul", { class: "classes noted" }, el("li", {},
    el("i", { class: "form marked" }), "Marked, left out of rankings", el("b", {}, number(noted.out.length))))];
}

/** @param {string} name @param {number} least */
function sizes(name, least) {
  const shown = name === "incidents" ? [{ radius: 4, label: `${least}+` }] : SYMBOL_SIZES;
  return el("span", { class: "sizes" }, ...shown.flatMap(({ radius, label }) => [symbol(name, { radius, size: 16 }), label]));
}

/** @param {import("./store.js").State} state @param {string} name */
function labelOf({ data }, name) {
  return data?.layers.find((layer) => layer.name === name)?.label ?? name;
}
