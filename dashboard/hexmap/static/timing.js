// Marks how long a move of the clock takes from the hand to the screen, for benchmarks and for the
// browser's own profiler.

const NAME = "clock move";

/** Call last: it must hear of a change after everything has drawn.
 * @param {import("./store.js").Store} store @param {HTMLElement} clock */
export function timeMoves(store, clock) {
  let began = 0;
  const channel = new MessageChannel();
  for (const kind of ["pointermove", "pointerdown", "keydown", "click"]) {
    clock.addEventListener(kind, (event) => { began ||= event.timeStamp; }, { capture: true });
  }
  // The message arrives after this frame's pixels have been handed over.
  channel.port1.onmessage = ({ data }) => {
    performance.measure(NAME, { start: data, end: performance.now() });
    performance.clearMeasures(NAME);
  };
  store.on(["from", "to"], () => {
    if (began) channel.port2.postMessage(began);
    began = 0;
  });
}
