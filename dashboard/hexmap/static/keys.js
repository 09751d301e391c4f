// The keys of a presentation. Escape is left to the browser, which leaves full screen with it.

import { fitted, lastWindow, stepWindow } from "./timeline.js";

/** @param {import("./store.js").Store} store
 * @param {{toggle: () => void, stop: () => void}} player
 * @param {{choose: (span: {from: number, to: number}) => void, finish: () => void,
 *   turn: (by: number) => void}} hand `turn` goes on to the next saved view, or back */
export function followKeys(store, player, { choose, finish, turn }) {
  const step = (/** @type {number} */ direction) => {
    player.stop();
    const span = stepWindow(store.state, direction);
    if (span) choose(span);
  };
  const focus = (/** @type {number} */ by) => {
    const names = store.state.data?.layers.map((layer) => layer.name) ?? [];
    const at = names.indexOf(store.state.focus) + by;
    const next = names[(at + names.length) % names.length];
    store.set({ focus: next, visible: [...new Set([...store.state.visible, next])] });
    store.set(fitted(store.state));
    finish();
  };
  const end = (/** @type {number} */ direction) => {
    player.stop();
    choose(lastWindow(store.state, direction));
  };
  const open = (/** @type {number} */ by) => {
    player.stop();
    turn(by);
  };
  const acts = /** @type {{[key: string]: () => void}} */ ({
    " ": player.toggle,
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowUp: () => focus(-1),
    ArrowDown: () => focus(1),
    Home: () => end(-1),
    End: () => end(1),
    PageDown: () => open(1),
    PageUp: () => open(-1),
    n: () => open(1),
    p: () => open(-1),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  });
  window.addEventListener("keydown", (event) => {
    if (store.state.page !== "present" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
}
