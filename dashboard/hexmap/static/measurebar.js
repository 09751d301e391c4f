// The switch "Show", and the choice within a measure.

import { el, set } from "./dom.js";
import { MEASURES } from "./measures.js";

/** @type {{[measure: string]: {label: string, options: [string, string][]}}} */
const VARIANTS = {
  change: { label: "Compared with", options: [["change", "The same days last year"], ["change-before", "The time just before"]] },
  hot: { label: "What chance would do", options: [["hot", "If spread evenly over the area"], ["hot-residents", "If spread by residents"]] },
};

/** @param {import("./store.js").Store} store @param {() => void} finish @returns {HTMLElement} */
export function makeMeasureBar(store, finish) {
  const buttons = MEASURES.map(({ name, label, title }) => el("button", {
    type: "button", title, "data-measure": name,
    onclick: () => {
      if (family(store.state.measure) === name) return;
      store.set({ measure: name });
      finish();
    },
  }, label));
  store.on(["measure"], ({ measure }) => {
    for (const button of buttons) set(button, { "aria-pressed": String(button.dataset.measure === family(measure)) });
  });
  return el("div", { class: "segmented measures", role: "group", "aria-label": "Show" }, ...buttons);
}

/** @param {import("./store.js").Store} store @param {() => void} finish
 * @returns {(measure: string) => HTMLElement|null} the choice within a measure, for the legend */
export function makeVariants(store, finish) {
  return (measure) => {
    const variants = VARIANTS[family(measure)];
    if (!variants) return null;
    const choose = (/** @type {Event} */ event) => {
      store.set({ measure: /** @type {HTMLSelectElement} */ (event.target).value });
      finish();
    };
    return el("select", { class: "variant", "aria-label": variants.label, onchange: choose },
      ...variants.options.map(([value, words]) => el("option", { value, selected: value === measure }, words)));
  };
}

/** @param {string} measure @returns {string} the button it belongs to */
const family = (measure) => measure.split("-")[0];
