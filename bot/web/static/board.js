// The board of a meeting: one card that stays above the conversation and changes in place. It folds while a form is
// open below it, and opens again when the form is done.

import { drawCard } from "./card.js";
import { find } from "./dom.js";

// Whoever leads the meeting has the same on a panel of their own, and needs to see its buttons.
function panelOf(title) {
  const last = document.querySelector("#log > .card:last-child:not(.past)");
  return last?.querySelector(".rows") && last.querySelector("h2")?.textContent === title;
}

export class Board {
  constructor(act, presses) {
    this.act = act;
    this.presses = presses;
    this.element = find("board");
    this.title = find("board-title");
    this.card = find("board-card");
    this.number = 0;
    this.edition = 0;
    this.notice = "";
  }

  // Shows a pinned card; says whether the message was its own, and lets go of one that is pinned no more.
  put(message) {
    if (message.kind !== "card") return false;
    if (!message.pinned) {
      if (message.number === this.number) this.clear();
      else if (!message.spent) this.element.open = message.card.buttons.length === 0;
      return false;
    }
    if (message.number > this.number || message.edition > this.edition) this.show(message);
    return true;
  }

  show(message) {
    const focused = this.card.contains(document.activeElement) ? document.activeElement.textContent : null;
    const [heading, ...blocks] = message.card.blocks;
    Object.assign(this, { number: message.number, edition: message.edition });
    if (this.element.hidden) this.element.open = !panelOf(heading.text);
    this.element.hidden = false;
    this.card.className = "card";
    this.title.textContent = heading.text;
    this.element.lang = message.locale.replace("_", "-");
    const shown = { ...message, card: { ...message.card, blocks } };
    this.card.replaceChildren(...drawCard(shown, new Set(), (act, button) => this.press(message, act, button)));
    if (focused !== null) this.button(focused)?.focus({ preventScroll: true });
    this.announce(blocks);
  }

  button(label) {
    return [...this.card.querySelectorAll("button")].find((button) => button.textContent === label);
  }

  press(message, act, button) {
    if (this.presses.counts(button)) this.act({ ...act, message: message.number }, button);
  }

  // A screen reader is told what was done, not that a minute has passed.
  announce(blocks) {
    const notice = blocks.filter((block) => block.kind === "notice").map((block) => block.text).join("\n");
    if (notice && notice !== this.notice) find("status").textContent = notice;
    this.notice = notice;
  }

  clear() {
    Object.assign(this, { number: 0, edition: 0, notice: "" });
    this.element.hidden = true;
    this.card.className = "";
    this.card.replaceChildren();
  }
}
