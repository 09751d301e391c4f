// The window in words beside the clock: its first and last day can be typed over.

import { dayWords, lengthWords, windowWords } from "./dates.js";
import { el, say, set } from "./dom.js";
import { dataSpan, stepOf } from "./timeline.js";
import { readWindow } from "./typed.js";

/** @param {import("./store.js").Store} store
 * @param {(span: import("./clockscale.js").Span) => void} choose a window, at rest at once
 * @returns {HTMLElement} */
export function makeEntry(store, choose) {
  const words = el("b", { class: "unseen" }), length = el("span", { class: "length" });
  const problem = el("p", { class: "problem", id: "window-problem", role: "alert", hidden: true });
  const fields = { from: makeField("First day"), to: makeField("Last day") };
  const both = Object.values(fields);

  function restore() {
    const { from, to } = store.state;
    write(fields.from, dayWords(from));
    write(fields.to, dayWords(to - 1));
    tell("", null);
  }
  function tell(/** @type {string} */ sentence, /** @type {HTMLElement|null} */ wrong) {
    if (!sentence && problem.hidden) return;
    say(problem, sentence);
    problem.hidden = !sentence;
    for (const field of both) {
      set(field, { "aria-invalid": field === wrong && "true", "aria-describedby": field === wrong && problem.id });
    }
  }
  function attempt() {
    if (!store.state.data || both.every((field) => field.value === field.dataset.said)) return restore();
    const typed = readWindow({ from: fields.from.value, to: fields.to.value }, stepOf(store.state), dataSpan(store.state));
    if (!typed.span) return tell(typed.problem, fields[typed.field]);
    for (const field of both) field.dataset.said = field.value; // read, so it may be written in our own way
    choose(typed.span);
    restore();
  }
  for (const field of both) {
    field.addEventListener("change", attempt);
    field.addEventListener("focus", () => field.select());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") attempt();
      if (event.key === "Escape") restore();
    });
  }
  store.on(["from", "to", "data", "visible", "focus", "step"], ({ from, to }) => {
    say(words, windowWords(from, to, " – "));
    say(length, lengthWords(from, to));
    restore();
  });
  return el("div", { class: "window", role: "group", "aria-label": "Window" },
    words, el("div", { class: "days" }, fields.from, el("i", { "aria-hidden": "true" }, "–"), fields.to, length), problem);
}

/** @param {string} name @returns {HTMLInputElement} */
function makeField(name) {
  return el("input", { type: "text", "aria-label": name, title: `${name}, to be typed over`, autocomplete: "off", spellcheck: "false", maxlength: 40 });
}

/** @param {HTMLInputElement} field @param {string} text */
function write(field, text) {
  if (field.value !== text) field.value = text;
  field.dataset.said = text;
}
