// The divider between two windows: dragged, or moved by the arrow keys.

import { sideWords } from "./compare.js";
import { el, say, set } from "./dom.js";
import { number } from "./numbers.js";

const STEPS = /** @type {{[key: string]: number}} */ ({
  ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1,
});

/** Where a key leads; null for other keys. @param {number} at share of the map's width on the left
 * @param {string} key @returns {number|null} */
export function dividerAfterKey(at, key) {
  return Object.hasOwn(STEPS, key) ? within(at + STEPS[key]) : null;
}

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeDivider(store) {
  const left = makeSide("left"), right = makeSide("right");
  const divider = el("div", {
    class: "divider", role: "slider", tabindex: 0, hidden: true, "aria-label": "Divider between the two windows",
    "aria-orientation": "horizontal", "aria-valuemin": 0, "aria-valuemax": 100,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const at = dividerAfterKey(store.state.divider, event.key);
      if (at === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // in a presentation the same keys move the clock
      store.set({ divider: at });
    },
  }, el("i", { class: "line" }), el("i", { class: "grip" }), left, right);

  let held = false;
  divider.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = true;
    divider.setPointerCapture(event.pointerId);
  });
  divider.addEventListener("pointermove", (event) => {
    const box = divider.parentElement?.getBoundingClientRect();
    if (held && box) store.set({ divider: within((event.clientX - box.left) / box.width) });
  });
  for (const end of ["pointerup", "pointercancel"]) divider.addEventListener(end, () => { held = false; });

  store.on(["past", "divider", "before", "from", "to", "focus", "counts"], (state) => {
    set(divider, { hidden: !state.past });
    if (!state.past) return;
    const [before, now] = sideWords(state), percent = Math.round(100 * state.divider);
    divider.style.left = `${100 * state.divider}%`;
    set(divider, { "aria-valuenow": percent, "aria-valuetext": `${percent}\u00a0%. Left: ${before}. Right: ${now}` });
    tell(left, before, state, state.past);
    tell(right, now, state, state.counts);
  });
  return divider;
}

/** @param {string} side */
const makeSide = (side) => el("span", { class: `side ${side}` }, el("b"), el("small"));

/** @param {HTMLElement} side @param {string} words @param {import("./store.js").State} state
 * @param {import("./counts.js").Counts|null} counts */
function tell(side, words, { data, focus }, counts) {
  const [when, total] = side.children;
  say(when, words);
  say(total, `${data?.layers.find(({ name }) => name === focus)?.label ?? focus} ${number(counts?.totals[focus] ?? 0)}`);
}

/** @param {number} at */
const within = (at) => Math.max(0, Math.min(1, at));
