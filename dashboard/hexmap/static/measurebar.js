// The switch "Show", and the choice within a measure.

import { makeAgainst } from "./against.js";
import { el, set } from "./dom.js";
import { MEASURES } from "./measures.js";

const MOVED = "-moved";
const MOVED_TITLE = "Would the hot spot be there if the grid lay a little differently? The test is made again on 8 shifts of the grid.";

/** @type {{[measure: string]: {label: string, options: [string, string][], moved?: boolean}}} */
const VARIANTS = {
  hot: { label: "What chance would do", options: [["hot", "If spread evenly over the area"], ["hot-residents", "If spread by residents"]], moved: true },
  together: { label: "What chance would do", options: [["together", "If spread evenly over the area"], ["together-residents", "If spread by residents"]] },
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
 * @returns {(measure: string) => HTMLElement|null} the choices within a measure, for the legend */
export function makeVariants(store, finish) {
  const against = makeAgainst(store, finish);
  const choose = (/** @type {string} */ measure) => {
    store.set({ measure });
    finish();
  };
  return (measure) => {
    if (measure === "change") return against;
    const variants = VARIANTS[family(measure)];
    if (!variants) return null;
    const moved = measure.endsWith(MOVED) ? MOVED : "", plain = measure.replace(MOVED, "");
    const select = el("select", {
      name: "variant", "aria-label": variants.label,
      onchange: (/** @type {any} */ event) => choose(event.target.value + moved),
    }, ...variants.options.map(([value, words]) => el("option", { value, selected: value === plain }, words)));
    return el("div", { class: "variant" }, select, variants.moved && el("label", { title: MOVED_TITLE },
      el("input", { type: "checkbox", name: "moved", checked: moved !== "", onchange: () => choose(moved ? plain : plain + MOVED) }),
      "Test with the grid moved"));
  };
}

/** @param {string} measure @returns {string} the button it belongs to */
const family = (measure) => measure.split("-")[0];
