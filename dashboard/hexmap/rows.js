// Rows beside the map: the cell of the row under pointer or keyboard lights up on the map, a heading
// or a ward asks Python for something, and the keyboard stays where it was when a panel is drawn anew.

const ASKED = ["data-hotspots-ask", "data-hotspots-cell"];

class Rows {
  constructor(seat) {
    this.seat = seat;
    this.lit = "";
    this.waiting = null; // what Python has not been asked yet
    this.focused = null; // where the keyboard was, as a selector and which of those
    this.hands = {
      pointerover: (event) => this.light(event.target),
      focusin: (event) => this.enter(event.target),
      click: (event) => this.click(event.target),
    };
    for (const [name, hand] of Object.entries(this.hands)) document.addEventListener(name, hand);
  }

  leave() {
    for (const [name, hand] of Object.entries(this.hands)) document.removeEventListener(name, hand);
  }

  /** Called every few milliseconds. Sending while a script runs would interrupt it. */
  look(idle) {
    if (this.lit && !document.querySelector(`[data-hotspots-light="${this.lit}"]`)) this.light(document.body);
    if (this.waiting && idle) {
      this.seat.setStateValue("asked", this.waiting);
      this.waiting = null;
    }
    this.refocus();
  }

  light(element) {
    const cell = element.closest?.("[data-hotspots-light]")?.dataset.hotspotsLight ?? "";
    if (cell === this.lit) return;
    this.lit = cell;
    if (this.seat.ready) this.seat.post({ kind: "light", cell });
  }

  enter(element) {
    this.light(element);
    const name = ASKED.find((one) => element.hasAttribute?.(one));
    this.focused = name ? { selector: `[${name}="${CSS.escape(element.getAttribute(name))}"]`, element } : null;
  }

  click(element) {
    const button = element.closest?.("[data-hotspots-ask]");
    if (button) this.waiting = { ask: button.dataset.hotspotsAsk, asked: Date.now() };
  }

  /** A panel that was drawn anew has new buttons: the keyboard goes on from the same one. */
  refocus() {
    if (!this.focused || this.focused.element.isConnected || document.activeElement !== document.body) return;
    const again = document.querySelector(this.focused.selector);
    if (again) again.focus({ preventScroll: true });
    else this.focused = null;
  }
}

