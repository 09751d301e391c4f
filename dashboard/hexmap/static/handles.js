// The window on the clock: drag its middle or its ends, drag or click on empty space, or use the
// keys. The two ends are sliders, so a keyboard and a screen reader have the same reach.

import { dayWords } from "./dates.js";
import { dragged, snap, stepped } from "./clockscale.js";
import { set, svg } from "./dom.js";

/** @typedef {import("./clockscale.js").Span} Span */
/** @typedef {import("./clockscale.js").Step} Step */
/** @typedef {"start"|"end"|"middle"|"empty"} Part */

const REACH = 12; // half of a handle's target
const CLICK = 3; // a shorter way than this is a click, not a drag
const KEYS = /** @type {{[key: string]: number}} */ ({
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -2, PageUp: 2, Home: -Infinity, End: Infinity,
});
const PAGE = { day: 30, week: 4, month: 3 };

/** What lies under the pointer. In a narrow window the ends take a quarter each.
 * @param {number} x @param {number} start @param {number} end @returns {Part} */
export function partAt(x, start, end) {
  const inner = Math.min(REACH, (end - start) / 4);
  if (x < start - REACH || x > end + REACH) return "empty";
  if (x <= start + inner) return "start";
  return x >= end - inner ? "end" : "middle";
}

/** The window after a drag. @param {Part} part @param {Span} began @param {{from: number, to: number}} days
 * where the pointer went down and where it is @param {Step} step @param {Span} data @returns {Span} */
export function windowAfter(part, began, days, step, data) {
  if (part === "middle") return dragged(began, Math.round(days.to - days.from), step, data);
  if (part === "start") return ordered(snap(days.to, step, data), began.to, step, data, "from");
  if (part === "end") return ordered(began.from, snap(days.to, step, data), step, data, "to");
  const ends = [snap(days.from, step, data), snap(days.to, step, data)].sort((a, b) => a - b);
  return ordered(ends[0], ends[1], step, data, "to");
}

/** The window after a key on one of its ends; null for other keys.
 * @param {"start"|"end"} part @param {string} key @param {Span} span @param {Step} step
 * @param {Span} data @returns {Span|null} */
export function windowAfterKey(part, key, span, step, data) {
  const jump = KEYS[key];
  if (!jump) return null;
  const day = part === "start" ? span.from : span.to;
  const steps = Math.abs(jump) === 2 ? (jump / 2) * PAGE[step] : jump;
  const next = Number.isFinite(steps) ? stepped(day, steps, step, data) : steps < 0 ? data.from : data.to;
  return part === "start" ? ordered(next, span.to, step, data, "from") : ordered(span.from, next, step, data, "to");
}

/** A window at least one step long; the end that moves gives way.
 * @param {number} from @param {number} to @param {Step} step @param {Span} data
 * @param {"from"|"to"} moving @returns {Span} */
function ordered(from, to, step, data, moving) {
  if (from < to) return { from, to };
  if (moving === "from") return { from: stepped(to, -1, step, data), to };
  const end = stepped(from, 1, step, data);
  return end > from ? { from, to: end } : { from: stepped(from, -1, step, data), to: from };
}

/** @param {"start"|"end"} part @param {(span: Span) => void} onWindow
 * @param {() => {span: Span, step: Step, data: Span}|null} now @returns {SVGElement} */
export function makeHandle(part, onWindow, now) {
  const grip = svg("g", { class: "grip" },
    svg("rect", { x: -5, y: -12, width: 10, height: 24, rx: 3 }), svg("path", { d: "M-1.5 -4v8M1.5 -4v8" }));
  return svg("g", {
    class: "handle", role: "slider", tabindex: 0, "aria-orientation": "horizontal", "data-part": part,
    "aria-label": part === "start" ? "First day of the window" : "Last day of the window",
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const at = now();
      const span = at && windowAfterKey(part, event.key, at.span, at.step, at.data);
      if (!span) return;
      event.preventDefault();
      onWindow(span);
    },
  }, svg("rect", { class: "target", x: -REACH, width: 2 * REACH }), svg("line", { x1: 0, x2: 0 }), grip);
}

/** Put a handle where its end of the window is. @param {SVGElement} handle
 * @param {{x: number, top: number, bottom: number}} at @param {number} day @param {Span} data */
export function placeHandle(handle, { x, top, bottom }, day, data) {
  const last = handle.dataset.part === "end" ? 1 : 0;
  const [target, line, grip] = /** @type {any} */ (handle.children);
  set(handle, {
    transform: `translate(${x} 0)`, "aria-valuemin": data.from - data.from, "aria-valuemax": data.to - data.from,
    "aria-valuenow": day - data.from, "aria-valuetext": dayWords(day - last),
  });
  set(target, { y: top - 4, height: bottom - top + 12 });
  set(line, { y1: top - 4, y2: bottom + 2 });
  set(grip, { transform: `translate(0 ${(top + bottom) / 2})` });
}

/** Follow a pointer over the clock. @param {SVGElement} surface
 * @param {() => {span: Span, step: Step, data: Span, scale: ReturnType<typeof import("./clockscale.js").makeScale>}|null} now
 * @param {{hold: () => void, onWindow: (span: Span) => void, finish: () => void}} hand */
export function followPointer(surface, now, { hold, onWindow, finish }) {
  /** @type {{part: Part, x: number, began: Span, moved: boolean}|null} */
  let drag = null;
  const xOf = (/** @type {PointerEvent} */ event) => event.clientX - surface.getBoundingClientRect().left;
  const part = (/** @type {number} */ x, /** @type {NonNullable<ReturnType<typeof now>>} */ at) =>
    partAt(x, at.scale.x(at.span.from), at.scale.x(at.span.to));

  surface.addEventListener("pointerdown", (event) => {
    const at = now();
    if (!at || event.button) return;
    const x = xOf(event);
    drag = { part: part(x, at), x, began: at.span, moved: false };
    surface.setPointerCapture(event.pointerId);
    hold();
  });
  surface.addEventListener("pointermove", (event) => {
    const at = now(), x = xOf(event);
    if (!at) return;
    if (!drag) {
      surface.dataset.over = part(x, at);
      return;
    }
    drag.moved ||= Math.abs(x - drag.x) > CLICK;
    if (drag.moved) onWindow(windowAfter(drag.part, drag.began, { from: at.scale.day(drag.x), to: at.scale.day(x) }, at.step, at.data));
  });
  const end = (/** @type {PointerEvent} */ event) => {
    const at = now();
    // A click on empty space brings the window there: no dragging needed.
    if (at && drag && !drag.moved && drag.part === "empty" && event.type === "pointerup") {
      const middle = (at.span.from + at.span.to) / 2;
      onWindow(dragged(at.span, Math.round(at.scale.day(drag.x) - middle), at.step, at.data));
    }
    if (drag) finish();
    drag = null;
  };
  surface.addEventListener("pointerup", end);
  surface.addEventListener("pointercancel", end);
}
