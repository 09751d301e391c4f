// The size of the hexagons.

import { el, set, svg } from "./dom.js";

const SIZES = [
  { resolution: 8, name: "Large" },
  { resolution: 9, name: "Medium" },
  { resolution: 10, name: "Small" },
];

/** @param {import("./store.js").Store} store @param {() => void} finish @returns {HTMLElement} */
export function makeSizes(store, finish) {
  const buttons = SIZES.map(({ resolution, name }, i) => el("button", {
    type: "button",
    class: "icon",
    title: `${name} hexagons (H3 resolution ${resolution})`,
    "aria-label": name,
    "data-resolution": resolution,
    onclick: () => {
      if (resolution === store.state.resolution) return;
      store.set({ resolution, picked: [] }); // cells of another size are other cells
      finish();
    },
  }, hexagon(7 - 1.7 * i)));
  store.on(["resolution"], ({ resolution }) => {
    for (const button of buttons) set(button, { "aria-pressed": String(Number(button.dataset.resolution) === resolution) });
  });
  return el("div", { class: "sizes float", role: "group", "aria-label": "Size and opacity of hexagons" }, ...buttons);
}

/** @param {number} radius @returns {SVGElement} */
function hexagon(radius) {
  const points = [0, 1, 2, 3, 4, 5].map((corner) => {
    const turn = (corner * Math.PI) / 3 + Math.PI / 6;
    return `${(radius * Math.cos(turn)).toFixed(2)},${(radius * Math.sin(turn)).toFixed(2)}`;
  });
  return svg("svg", { width: 16, height: 16, viewBox: "-8 -8 16 16", "aria-hidden": "true" },
    svg("polygon", { points: points.join(" "), fill: "none", stroke: "currentColor", "stroke-width": 1.6 }));
}
