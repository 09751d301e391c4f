// When the hand comes to rest. Python hears of a view then, and never more often than it can follow.

const REST = 250; // milliseconds without a change
const EVERY = 400; // at least this long between two messages

/** @param {() => void} onRest the view is at rest
 * @param {() => void} send tell Python; at most once per 400 ms, the last view always */
export function makeSettler(onRest, send) {
  /** @typedef {ReturnType<typeof setTimeout>|undefined} Timer */
  let resting = /** @type {Timer} */ (undefined), sending = /** @type {Timer} */ (undefined);
  let sent = -Infinity, held = false;

  function finish() {
    held = false;
    clearTimeout(resting);
    onRest();
    clearTimeout(sending);
    sending = setTimeout(() => {
      sent = performance.now();
      send();
    }, Math.max(0, sent + EVERY - performance.now()));
  }
  return {
    /** The hand is down: nothing settles until it is lifted. */
    hold() {
      held = true;
      clearTimeout(resting);
    },
    /** The view has changed by a key or a wheel: it settles after a rest. */
    touch() {
      if (held) return;
      clearTimeout(resting);
      resting = setTimeout(finish, REST);
    },
    finish,
    /** The view was changed from outside: it is at rest, and there is nobody to tell. */
    rest: onRest,
  };
}
