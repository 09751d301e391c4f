// The row above the histogram: play, step, loop, speed, named windows, and the window in words.

import { windowWords } from "./dates.js";
import { el, set } from "./dom.js";
import { makeEntry } from "./entry.js";
import { icon } from "./icons.js";
import { presets } from "./presets.js";
import { makeSteps } from "./steps.js";
import { dataSpan, stepOf, stepWindow, strideOf } from "./timeline.js";

const SPEEDS = [0.5, 1, 2, 4];
const NO_MEETING = "No meeting is set yet. Whoever runs the dashboard sets the days of past meetings in HOTSPOTS_MEETINGS.";

/** @param {import("./store.js").Store} store
 * @param {{toggle: () => void, stop: () => void}} player
 * @param {(span: import("./clockscale.js").Span) => void} choose a window, at rest at once
 * @param {() => void} finish
 * @returns {HTMLElement} */
export function makeControls(store, player, choose, finish) {
  const still = (/** @type {import("./clockscale.js").Span} */ span) => {
    player.stop();
    choose(span);
  };
  const step = (/** @type {number} */ direction) => {
    player.stop();
    const span = stepWindow(store.state, direction);
    if (span) choose(span);
  };
  const play = el("button", { type: "button", class: "icon play", onclick: player.toggle });
  const back = el("button", { type: "button", class: "icon", onclick: () => step(-1) }, icon("back"));
  const on = el("button", { type: "button", class: "icon", onclick: () => step(1) }, icon("on"));
  const loop = el("button", { type: "button", class: "icon again", "aria-label": "Loop", title: "Play in a loop: begin again at the end", onclick: () => store.set({ loop: !store.state.loop }) }, icon("again"));
  const [steps, reason] = makeSteps(store, () => {
    player.stop();
    finish();
  });
  const row = el("div", { class: "controls" }, play, back, on, loop, speed(store), steps, makePresets(store, still), makeEntry(store, still), reason);
  store.on(["loop"], (state) => set(loop, { "aria-pressed": String(state.loop) }));

  store.on(["playing"], ({ playing }) => {
    play.replaceChildren(icon(playing ? "pause" : "play"));
    set(play, { "aria-label": playing ? "Pause" : "Play", title: playing ? "Pause" : "Play" });
  });
  store.on(["data", "from", "to", "visible", "focus", "step"], (state) => {
    if (!state.data) return;
    const far = strideOf(state);
    for (const [button, word, direction] of /** @type {[HTMLElement, string, number][]} */ ([[back, "Back", -1], [on, "On", 1]])) {
      set(button, { "aria-label": `${word} one ${far}`, title: `${word} one ${far}`, "aria-disabled": String(!stepWindow(state, direction)) });
    }
  });
  return row;
}

/** @param {import("./store.js").Store} store */
function speed(store) {
  const change = (/** @type {Event} */ event) => store.set({ speed: Number(/** @type {HTMLSelectElement} */ (event.target).value) });
  return el("select", { "aria-label": "Speed of play", title: "Speed of play", onchange: change },
    ...SPEEDS.map((value) => el("option", { value, selected: value === 1 }, `${value}×`)));
}

/** @param {import("./store.js").Store} store @param {(span: import("./clockscale.js").Span) => void} choose */
function makePresets(store, choose) {
  const group = el("div", { class: "presets", role: "group", "aria-label": "Named windows" });
  store.on(["data", "visible", "focus", "meetings", "step"], (state) => {
    if (!state.data) return;
    const known = presets(dataSpan(state), stepOf(state).step, state.meetings);
    group.replaceChildren(...known.map(({ id, label, short, span }) => el("button", {
      type: "button", title: windowWords(span.from, span.to), "aria-label": label, "data-preset": id, "data-short": short,
      "data-from": span.from, "data-to": span.to, onclick: () => choose(span),
    }, label)));
    if (!known.some(({ id }) => id === "meeting")) group.firstElementChild?.after(unset());
  });
  store.on(["data", "visible", "focus", "meetings", "step", "from", "to"], ({ from, to }) => {
    for (const button of group.querySelectorAll("button[data-preset]")) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      set(button, { "aria-pressed": String(Number(dataset.from) === from && Number(dataset.to) === to) });
    }
  });
  return group;
}

/** In place of the time since the last meeting, where none is set: where to set one. */
function unset() {
  return el("span", { class: "unset", role: "note", tabindex: 0, "aria-label": `Since last meeting: ${NO_MEETING}`, "data-tip": NO_MEETING, "data-short": "Meeting" }, "Since last meeting");
}
