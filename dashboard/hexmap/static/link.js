// The frame's half of the talk with the page around it. Only the parent window of our own origin
// is heard, and only it is spoken to.

/**
 * @typedef {import("./wish.js").Wish} Wish
 * @typedef {{url: string, version: string, page: "explore"|"present", theme: "light"|"dark", view: Wish,
 *   marking: string, unheld?: string[], meetings?: string[], notes?: import("./noted.js").Note[], lead?: number}} Show
 */

const HELLO_AGAIN = 500; // milliseconds, until the page answers for the first time

/** @param {{show: (message: Show) => void, told: (message: import("./finding.js").Told) => void, theme: (message: {theme: "light"|"dark"}) => void,
 *   light: (message: {cell: string}) => void,
 *   acknowledged: (message: {id: number}) => void}} heard */
export function connect(heard) {
  const send = (/** @type {string} */ kind, body = {}) =>
    window.parent.postMessage({ hotspots: 1, kind, ...body }, window.location.origin);
  const hello = setInterval(() => send("hello"), HELLO_AGAIN);
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || origin !== window.location.origin || data?.hotspots !== 1) return;
    if (data.kind === "show") clearInterval(hello);
    if (Object.hasOwn(heard, data.kind)) heard[/** @type {keyof typeof heard} */ (data.kind)](data);
  });
  send("hello");
  return {
    settled: (/** @type {number} */ id, /** @type {Wish} */ view) => send("settled", { id, view }),
    expired: () => send("expired"),
    turn: (/** @type {number} */ by) => send("turn", { by }),
  };
}
