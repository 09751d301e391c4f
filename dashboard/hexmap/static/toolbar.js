// The bar above the map: a chip for each layer, and what the colour of a cell means.

import { makeCategories } from "./categories.js";
import { el, say, set } from "./dom.js";
import { icon } from "./icons.js";
import { keptWords } from "./kept.js";
import { makeMeasureBar } from "./measurebar.js";
import { number } from "./numbers.js";
import { symbol } from "./symbols.js";
import { fitted } from "./timeline.js";

/** @param {import("./store.js").Store} store @param {() => void} finish the hand has come to rest
 * @returns {HTMLElement} */
export function makeToolbar(store, finish) {
  const chips = el("div", { class: "chips", role: "group", "aria-label": "Layers" });
  const categories = makeCategories(store, finish);
  store.on(["data"], ({ data }) => {
    chips.replaceChildren(...(data?.layers ?? []).map((layer) => makeChip(store, layer, categories(layer), finish)));
  });
  store.on(["data", "counts", "focus", "visible", "unheld"], (state) => {
    for (const chip of chips.children) updateChip(/** @type {HTMLElement} */ (chip), state);
  });
  return el("div", { class: "toolbar", role: "toolbar", "aria-label": "Layers and measures" },
    chips, el("div", { class: "gap" }), el("span", { class: "caption wide-only", "aria-hidden": "true" }, "Show"),
    makeMeasureBar(store, finish));
}

/** @param {import("./store.js").Store} store @param {import("./packed.js").PackedLayer} layer
 * @param {HTMLElement|null} categories @param {() => void} finish */
function makeChip(store, { name, label }, categories, finish) {
  const show = (/** @type {Partial<import("./store.js").State>} */ shown) => {
    store.set(shown);
    store.set(fitted(store.state)); // another layer may be known by its month only
    finish();
  };
  const choose = () => {
    const { visible } = store.state;
    show({ focus: name, visible: visible.includes(name) ? visible : [...visible, name] });
  };
  const toggle = () => {
    const { visible } = store.state;
    show({ visible: visible.includes(name) ? visible.filter((other) => other !== name) : [...visible, name] });
  };
  return el("div", { class: `chip is-${name}`, "data-layer": name, "data-label": label },
    el("button", { class: "pick", type: "button", onclick: choose }, symbol(name, { radius: 5.2 }),
      el("span", { class: "name" }, label), el("b", {}, "0")), categories,
    el("span", { class: "tag" }, "Fills cells"),
    el("button", { class: "eye", type: "button", onclick: toggle }, icon("shown")));
}

/** @param {HTMLElement} chip @param {import("./store.js").State} state */
function updateChip(chip, { data, focus, visible, counts, kept, unheld }) {
  const { layer, label } = /** @type {{layer: string, label: string}} */ (chip.dataset);
  const held = !unheld.includes(layer), total = held ? number(counts?.totals[layer] ?? 0) : "no data";
  const inFocus = layer === focus, shown = inFocus || visible.includes(layer);
  chip.classList.toggle("on", inFocus);
  chip.classList.toggle("off", !shown);
  const [pick, tag, eye] = /** @type {any} */ ([".pick", ".tag", ".eye"].map((part) => chip.querySelector(part)));
  const known = data?.layers.find(({ name }) => name === layer), only = known ? keptWords(known, kept[layer]) : "";
  say(pick.querySelector("b"), total);
  set(pick, { "aria-pressed": String(inFocus), "aria-label": `${label}, ${total}${held ? " in the window" : ""}${only && `, ${only}`}. ${inFocus ? "Fills the cells" : "Let it fill the cells"}` });
  tag.hidden = !inFocus;
  eye.hidden = inFocus;
  const action = `${shown ? "Hide" : "Show"} ${label}`;
  if (eye.title === action) return;
  eye.replaceChildren(icon(shown ? "shown" : "hidden"));
  set(eye, { "aria-label": action, title: action, "aria-pressed": String(shown) });
}
