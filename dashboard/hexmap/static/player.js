// Play: the window moves along at its own width, a step at a time, and stops at the end.

import { stride } from "./clockscale.js";
import { dataSpan, stepOf, stepWindow } from "./timeline.js";

const HOLD = { week: 260, month: 700 }; // milliseconds for each step at normal speed
const HOLD_STILL = 1500; // for people who ask for less motion: pictures one after another

/** @param {import("./store.js").Store} store @param {(span: {from: number, to: number}) => void} show
 * @param {() => void} finish */
export function makePlayer(store, show, finish) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;

  function stop() {
    clearTimeout(timer);
    if (!store.state.playing) return;
    store.set({ playing: false });
    finish();
  }
  function hold() {
    const { state } = store;
    const time = HOLD[stride(state, stepOf(state).step, dataSpan(state))] / state.speed;
    return still.matches ? Math.max(time, HOLD_STILL) : time;
  }
  function tick() {
    const next = stepWindow(store.state, 1);
    if (!next) return stop();
    show(next);
    timer = setTimeout(tick, hold());
  }
  function start() {
    if (!store.state.data) return;
    store.set({ playing: true });
    if (!stepWindow(store.state, 1)) show(first(store.state));
    timer = setTimeout(tick, hold());
  }
  return { stop, toggle: () => (store.state.playing ? stop() : start()) };
}

/** The earliest window of the same width. @param {import("./store.js").State} state */
function first(state) {
  let span = { from: state.from, to: state.to };
  for (let back = stepWindow(state, -1); back; back = stepWindow({ ...state, ...span }, -1)) span = back;
  return span;
}
