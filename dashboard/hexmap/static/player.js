// Play: the window moves along at its own width, a step at a time. At the end it stops, or begins
// again.

import { lastWindow, stepWindow, strideOf } from "./timeline.js";

const HOLD = { day: 160, week: 260, month: 700 }; // milliseconds for each step at normal speed
const HOLD_STILL = 1500; // for people who ask for less motion: pictures one after another

/** @param {import("./store.js").Store} store @param {(span: {from: number, to: number}) => void} show
 * @param {() => void} finish */
export function makePlayer(store, show, finish) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** @type {import("./clockscale.js").Step} kept, so that a window passing a month's start keeps its width */
  let far = "week";
  /** @type {{from: number, to: number}} the earliest window of the same width */
  let first = { from: 0, to: 0 };

  function stop() {
    clearTimeout(timer);
    if (!store.state.playing) return;
    store.set({ playing: false });
    finish();
  }
  function hold() {
    const time = HOLD[far] / store.state.speed;
    return still.matches ? Math.max(time, HOLD_STILL) : time;
  }
  function tick() {
    const again = store.state.loop && first.from < store.state.from;
    const next = stepWindow(store.state, 1, far) ?? (again ? first : null);
    if (!next) return stop();
    show(next);
    timer = setTimeout(tick, hold());
  }
  function start() {
    if (!store.state.data) return;
    far = strideOf(store.state);
    first = lastWindow(store.state, -1);
    store.set({ playing: true });
    if (!stepWindow(store.state, 1, far)) show(first);
    timer = setTimeout(tick, hold());
  }
  return { stop, toggle: () => (store.state.playing ? stop() : start()) };
}
