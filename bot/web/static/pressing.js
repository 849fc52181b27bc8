// Between a press and its answer: the press is seen at once and sent once, and its card is free again as soon as the
// turn is answered, be it by an edition of the card or by another message.

const DOUBLE = 400;
const REPLY = 1000;

export class Presses {
  constructor() {
    this.held = new Map();
    this.by = new Map();
  }

  // Says whether a press counts. After one that does, nothing on a card can be tapped for a moment: the second tap of
  // two falls on whatever the first one's answer has put there.
  counts(button) {
    if (this.held.has(button?.closest(".card"))) return false;
    clearTimeout(this.inert);
    document.body.classList.add("pressed");
    this.inert = setTimeout(() => document.body.classList.remove("pressed"), DOUBLE);
    return true;
  }

  // Keeps the button's card until its act, known by its id, is answered; a card in the meantime is told to wait.
  hold(id, button) {
    const card = button?.closest(".card");
    if (!card) return;
    card.setAttribute("aria-busy", "true");
    button.classList.add("pressing");
    this.held.set(card, { button, answered: false, replied: false });
    this.by.set(id, card);
  }

  has(id) {
    return this.by.has(id);
  }

  // The turn is over. Its reply is on its way, unless it has none.
  answered(id) {
    const card = this.by.get(id);
    const press = this.held.get(card);
    this.by.delete(id);
    if (!press) return;
    press.answered = true;
    if (press.replied) this.free(card);
    else setTimeout(() => this.held.get(card) === press && this.free(card), REPLY);
  }

  refused(id) {
    const card = this.by.get(id);
    this.by.delete(id);
    if (card) this.free(card);
  }

  // Something new is on the page: whatever was answered already has its reply.
  replied() {
    for (const [card, press] of [...this.held]) {
      press.replied = true;
      if (press.answered) this.free(card);
    }
  }

  free(card) {
    card.removeAttribute("aria-busy");
    this.held.get(card)?.button.classList.remove("pressing");
    this.held.delete(card);
  }
}
