// How much of the ground shows through the cells. Each reader's own taste: this browser remembers it.

import { el, say, set } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "hotspots:opacity";
const LEAST = 20, STEP = 10; // in a hundred

/** How opaque the cells are drawn. A presentation has no slider, and shows them whole.
 * @param {{page: string, opacity: number}} state @returns {number} up to 1 */
export const opacityOf = ({ page, opacity }) => (page === "present" ? 1 : opacity);

/** What this browser remembers; 1 where it remembers nothing. @returns {number} */
export function remembered() {
  try {
    const known = Number(localStorage.getItem(KEY));
    return known >= LEAST && known <= 100 ? known / 100 : 1;
  } catch {
    return 1; // storage may be forbidden
  }
}

/** @param {number} share in a hundred */
function remember(share) {
  try {
    localStorage.setItem(KEY, String(share));
  } catch {
    // then it lasts as long as the page
  }
}

/** A button that opens the slider. @param {import("./store.js").Store} store @param {HTMLElement} root
 * takes the opacity as a variable, for the legend @returns {HTMLElement} */
export function makeOpacity(store, root) {
  const share = el("output");
  const slider = el("input", {
    type: "range", min: LEAST, max: 100, step: STEP, "aria-label": "Opacity of the hexagons",
    oninput: () => {
      store.set({ opacity: Number(slider.value) / 100 });
      remember(Number(slider.value));
    },
  });
  const button = el("summary", { class: "icon", "aria-label": "Opacity of the hexagons", title: "Opacity of the hexagons" }, icon("fade"));
  const box = el("details", { class: "opacity" }, button, el("div", { class: "float panel" }, el("span", {}, "Opacity"), slider, share));
  box.addEventListener("toggle", () => box.open && slider.focus());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    button.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!box.contains(/** @type {Node} */ (target))) box.open = false;
  });
  store.on(["opacity", "page"], (state) => {
    const percent = Math.round(100 * state.opacity);
    slider.value = String(percent);
    set(slider, { "aria-valuetext": `${percent} %` });
    say(share, `${percent} %`);
    root.style.setProperty("--cells", String(opacityOf(state)));
  });
  return box;
}
