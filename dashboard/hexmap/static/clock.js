// The range clock: the histogram is itself the control. Bars are built once per data and width; a
// step moves a clip, a tint and two handles, nothing else.

import { beforeWord } from "./compare.js";
import { el, say, set, svg } from "./dom.js";
import { followPointer, makeHandle, placeHandle } from "./handles.js";
import { makeLanes } from "./lanes.js";
import { dataSpan, stepOf } from "./timeline.js";
import { unitOf } from "./unit.js";

/** @typedef {import("./store.js").State} State */

/** @param {import("./store.js").Store} store
 * @param {{hold: () => void, onWindow: (span: import("./clockscale.js").Span) => void, finish: () => void}} hand
 * @param {HTMLElement} controls @returns {HTMLElement} */
export function makeClock(store, hand, controls) {
  const parts = makeParts(hand, now);
  const surface = svg("svg", { class: "lanes", role: "group", "aria-label": "Events over time, with a movable window" });
  const clock = el("section", { class: "clock", "aria-label": "Clock" }, controls, surface);
  /** @type {import("./lanes.js").Lanes|null} */
  let lanes = null;

  function now() {
    const { from, to } = store.state;
    return lanes && { span: { from, to }, step: stepOf(store.state).step, data: dataSpan(store.state), scale: lanes.scale };
  }
  function build() {
    lanes = makeLanes(store.state, lookOf(surface, store.state.page));
    if (!lanes) return;
    set(surface, { height: lanes.height });
    parts.bright.replaceChildren(lanes.bright);
    const meetings = meetingMarks(store.state.meetings, lanes.scale);
    surface.replaceChildren(parts.clip, lanes.muted, parts.before, parts.tint, parts.bright, ...meetings, parts.start, parts.end);
    move();
  }
  function move() {
    if (lanes) placeWindow(parts, lanes, store.state);
  }
  store.on(["layers", "focus", "visible", "page", "meetings", "step", "mask"], build);
  store.on(["from", "to", "before"], move);
  new ResizeObserver(build).observe(clock);
  followPointer(surface, now, hand);
  return clock;
}

/** @param {any} hand @param {() => any} now */
function makeParts(hand, now) {
  const opening = svg("rect", { y: 0 });
  return {
    opening,
    clip: svg("clipPath", { id: "clock-window" }, opening),
    tint: svg("rect", { class: "tint" }),
    before: svg("g", { class: "before" }, svg("rect"), svg("path"), svg("text")),
    bright: svg("g", { "clip-path": "url(#clock-window)" }),
    start: makeHandle("start", hand.onWindow, now),
    end: makeHandle("end", hand.onWindow, now),
  };
}

/** @param {ReturnType<typeof makeParts>} parts @param {import("./lanes.js").Lanes} lanes @param {State} state */
function placeWindow(parts, { scale, top, bottom, height }, { data, from, to, before, against }) {
  if (!data) return;
  const x0 = scale.x(from), x1 = scale.x(to);
  set(parts.opening, { x: x0, width: Math.max(0, x1 - x0), height });
  set(parts.tint, { x: x0, width: Math.max(0, x1 - x0), y: top, height: bottom - top });
  const span = { from: data.start, to: data.end };
  placeHandle(parts.start, { x: x0, top, bottom }, from, span);
  placeHandle(parts.end, { x: x1, top, bottom }, to, span);
  placeBefore(parts.before, { scale, top, bottom }, before, beforeWord(against));
}

/** The window compared with. @param {SVGElement} group @param {{scale: any, top: number, bottom: number}} lanes
 * @param {State["before"]} before @param {string} name */
function placeBefore(group, { scale, top, bottom }, before, name) {
  set(group, { display: !before || before.reason ? "none" : null });
  if (!before) return;
  const x0 = scale.x(before.from), x1 = scale.x(before.to), wide = x1 - x0 > 130;
  const [band, bracket, word] = /** @type {any} */ (group.children);
  set(band, { x: x0, width: Math.max(0, x1 - x0), y: top, height: bottom - top });
  set(bracket, { d: `M${x0} ${bottom + 3}V${bottom}M${x0} ${bottom + 1.5}H${x1}M${x1} ${bottom + 3}V${bottom}` });
  say(word, name);
  set(word, { x: wide ? x0 + 8 : x0 - 6, y: top + 2, "text-anchor": wide ? "start" : "end" });
}

/** A small triangle for each past meeting, and what the triangles mean.
 * @param {number[]} days @param {import("./lanes.js").Lanes["scale"]} scale */
function meetingMarks(days, scale) {
  if (!days.length) return [];
  const mark = (/** @type {number} */ x) => svg("path", { class: "meeting", d: `M${x} 7l-3.5 -6h7z` });
  return [mark(8), svg("text", { class: "meeting", x: 20, y: 9 }, "Meetings"), ...days.map((day) => mark(scale.x(day)))];
}

/** @param {SVGElement} surface @param {State["page"]} page @returns {import("./lanes.js").Look} */
function lookOf(surface, page) {
  const width = surface.getBoundingClientRect().width;
  if (page === "present") {
    const unit = unitOf(window);
    return { width, left: 0, right: 0, heights: [44 * unit], gap: 0, axis: 34 * unit, yearWidth: 90 * unit, named: false };
  }
  return width > 1000
    ? { width, left: 104, right: 64, heights: [40, 16, 16], gap: 7, axis: 19, yearWidth: 60, named: true }
    : { width, left: 94, right: 50, heights: [26, 11, 11], gap: 5, axis: 16, yearWidth: 60, named: true };
}
