// The row above the histogram: play, step, speed, named windows, and the window in words.

import { lengthWords, windowWords } from "./dates.js";
import { el, say, set } from "./dom.js";
import { icon } from "./icons.js";
import { presets } from "./presets.js";
import { dataSpan, stepOf, stepWindow, strideOf } from "./timeline.js";

const SPEEDS = [0.5, 1, 2];

/** @param {import("./store.js").Store} store
 * @param {{toggle: () => void, stop: () => void}} player
 * @param {(span: import("./clockscale.js").Span) => void} choose a window, at rest at once
 * @returns {HTMLElement} */
export function makeControls(store, player, choose) {
  const step = (/** @type {number} */ direction) => {
    player.stop();
    const span = stepWindow(store.state, direction);
    if (span) choose(span);
  };
  const play = el("button", { type: "button", class: "icon play", onclick: player.toggle });
  const back = el("button", { type: "button", class: "icon", onclick: () => step(-1) }, icon("back"));
  const on = el("button", { type: "button", class: "icon", onclick: () => step(1) }, icon("on"));
  const row = el("div", { class: "controls" }, play, back, on, speed(store),
    makePresets(store, (span) => {
      player.stop();
      choose(span);
    }), makeWords(store));

  store.on(["playing"], ({ playing }) => {
    play.replaceChildren(icon(playing ? "pause" : "play"));
    set(play, { "aria-label": playing ? "Pause" : "Play", title: playing ? "Pause" : "Play" });
  });
  store.on(["data", "from", "to", "visible", "focus"], (state) => {
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
  store.on(["data", "visible", "focus", "meetings"], (state) => {
    if (!state.data) return;
    const known = presets(dataSpan(state), stepOf(state).step, state.meetings);
    group.replaceChildren(...known.map(({ id, label, span }) => el("button", {
      type: "button", title: windowWords(span.from, span.to), "data-preset": id, "data-from": span.from, "data-to": span.to, onclick: () => choose(span),
    }, label)));
  });
  store.on(["data", "visible", "focus", "meetings", "from", "to"], ({ from, to }) => {
    for (const button of group.querySelectorAll("button")) {
      const pressed = Number(button.dataset.from) === from && Number(button.dataset.to) === to;
      set(button, { "aria-pressed": String(pressed) });
    }
  });
  return group;
}

/** @param {import("./store.js").Store} store */
function makeWords(store) {
  const dates = el("b"), length = el("span"), reason = el("small");
  store.on(["from", "to", "data", "visible", "focus"], (state) => {
    say(dates, windowWords(state.from, state.to, " – "));
    say(length, lengthWords(state.from, state.to));
    say(reason, state.data ? stepOf(state).reason : "");
    reason.title = reason.textContent ?? "";
  });
  return el("div", { class: "window" }, el("div", {}, dates, length), reason);
}
