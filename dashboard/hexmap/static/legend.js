// The legend: what the colour of a cell means now, then only the symbols in use.

import { labels } from "./classes.js";
import { windowWords } from "./dates.js";
import { el, say } from "./dom.js";
import { symbol } from "./symbols.js";

const UNITS = /** @type {{[layer: string]: string}} */ ({
  incidents: "incidents recorded", cuckooing: "cuckooing reports", missing: "missing episodes",
});
const SYMBOL_SIZES = [{ radius: 4.2, label: "1–2" }, { radius: 5.4, label: "3–5" }, { radius: 6.6, label: "6+" }];

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeLegend(store) {
  const legend = el("section", { class: "legend float", "aria-label": "Legend" });
  const window = el("p");
  store.on(["from", "to"], ({ from, to }) => say(window, `Count, ${windowWords(from, to)}`));
  store.on(["data", "focus", "visible", "breaks", "least"], (state) => {
    if (!state.data || !state.counts) return;
    legend.replaceChildren(
      el("h2", {}, `Each cell: ${UNITS[state.focus] ?? labelOf(state, state.focus)}`),
      window,
      steps(state.focus, state.breaks[state.focus] ?? []),
      ...symbolRows(state),
    );
  });
  return legend;
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

/** @param {string} name @param {number} least */
function sizes(name, least) {
  const shown = name === "incidents" ? [{ radius: 4, label: `${least}+` }] : SYMBOL_SIZES;
  return el("span", { class: "sizes" }, ...shown.flatMap(({ radius, label }) => [symbol(name, { radius, size: 16 }), label]));
}

/** @param {import("./store.js").State} state @param {string} name */
function labelOf({ data }, name) {
  return data?.layers.find((layer) => layer.name === name)?.label ?? name;
}
