// The list of a layer's categories: a tick box for each, with its count in the window.

import { el, say, set } from "./dom.js";
import { MOST, switched } from "./kept.js";
import { number } from "./numbers.js";
import { perCategory } from "./tally.js";

const ONE = "One category at least stays ticked.";
const MANY = `At most ${MOST} can be ticked one by one. Begin with “Only” beside the first of them.`;

/** @param {import("./packed.js").PackedLayer} layer as it came, with all its categories
 * @param {() => string[]} kept none for all @param {(names: string[]) => void} choose
 * @param {() => number} room for names in the address */
export function makeList(layer, kept, choose, room) {
  const whole = perCategory(layer, 0, Infinity);
  const missing = kept().filter((name) => !layer.categories.includes(name)); // none here, yet asked for
  const all = [...layer.categories].sort((a, b) => whole[layer.categories.indexOf(b)] - whole[layer.categories.indexOf(a)]).concat(missing);
  const hint = el("p", { role: "status" });
  const every = el("button", { type: "button", class: "all", onclick: () => choose([]) }, "All");
  const rows = all.map((name) => makeRow(name, {
    only: () => choose(all.length > 1 ? [name] : []),
    turn() {
      const next = switched(all, kept(), name, room());
      if (next) choose(next);
      say(hint, next ? "" : kept().length === 1 ? ONE : MANY);
      return next !== null;
    },
  }));
  const element = el("div", { class: "categories float", role: "dialog", "aria-label": `Categories of ${layer.label}`, onkeydown: walk },
    el("div", { class: "head" }, el("b", {}, "Categories that count"), every), el("ul", {}, ...rows.map(({ row }) => row)), hint);
  return {
    element,
    /** @param {import("./store.js").State} state */
    update({ data, from, to }) {
      const counts = perCategory(layer, from - (data?.start ?? 0), to - (data?.start ?? 0)), now = kept();
      set(every, { "aria-pressed": String(!now.length) });
      rows.forEach(({ box, count }, at) => {
        box.checked = !now.length || now.includes(all[at]);
        say(count, number(counts[layer.categories.indexOf(all[at])] ?? 0));
      });
    },
  };
}

/** @param {string} name @param {{only: () => void, turn: () => boolean}} hand */
function makeRow(name, { only, turn }) {
  const count = el("b");
  const box = el("input", { type: "checkbox", onclick: (/** @type {Event} */ event) => turn() || event.preventDefault() });
  const row = el("li", {}, el("label", {}, box, el("span", {}, name), count),
    el("button", { type: "button", class: "only", "aria-label": `Only ${name}`, title: `Only ${name}`, onclick: only }, "Only"));
  return { row, box, count };
}

/** The arrow keys go from one tick box to the next. @param {KeyboardEvent} event */
function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key], list = /** @type {HTMLElement} */ (event.currentTarget);
  if (!by) return;
  const boxes = [...list.querySelectorAll("input")], row = document.activeElement?.closest("li");
  const at = boxes.findIndex((box) => row?.contains(box));
  event.preventDefault();
  boxes[(at + by + boxes.length) % boxes.length].focus();
}
