// The conversation on the page: messages in their order, changed in place, scrolled only for those at the end.

import { drawDocument } from "./blocks.js";
import { drawCard, spoken } from "./card.js";
import { find, make } from "./dom.js";
import { day, hour, word } from "./page.js";

const MOST = 250;
const NEAR = 120;
const REPLY = 6000;
const RELINKED = 3;

export class Log {
  constructor(act, board, presses) {
    this.act = act;
    this.presses = presses;
    this.board = board;
    this.element = find("log");
    this.newer = find("newer");
    this.shown = new Map();
    this.pending = new Map();
    this.commands = new Set();
    this.acted = -REPLY;
    this.newer.addEventListener("click", () => this.toEnd());
    addEventListener("scroll", () => this.atEnd() && (this.newer.hidden = true), { passive: true });
  }

  begin(messages, commands) {
    this.commands = new Set(commands.map(([name]) => name));
    this.element.setAttribute("aria-live", "off");
    for (const message of messages) this.put(message, false);
    requestAnimationFrame(() => {
      this.toEnd();
      this.element.setAttribute("aria-live", "polite");
    });
  }

  // The menu may come after the message that names its commands.
  setCommands(commands) {
    this.commands = new Set(commands.map(([name]) => name));
    for (const { element, message } of [...this.shown.values()].slice(-RELINKED)) {
      if (message.kind !== "card" || element.contains(document.activeElement)) continue;
      element.setAttribute("aria-live", "off");
      this.fill(element, message, false);
    }
  }

  // The person has done something: what comes now is the answer to it, and is brought into view.
  follow() {
    this.acted = performance.now();
  }

  // Shows a new message or a changed one; an edition that is here already changes nothing.
  put(message, settle = true) {
    const known = this.shown.get(message.number);
    if (known && known.edition >= message.edition) return;
    if (this.board.put(message)) {
      known?.element.remove();
      this.shown.delete(message.number);
      this.settlePending(message.update);
      return;
    }
    const following = this.atEnd() || performance.now() - this.acted < REPLY;
    this.settlePending(message.update);
    const element = known ? known.element : this.place(message);
    this.shown.set(message.number, { element, edition: message.edition, message });
    const focused = element.contains(document.activeElement);
    if (known) element.setAttribute("aria-live", "off");
    this.fill(element, message, settle && !known);
    if (known && settle) this.announce(message, focused);
    if (focused) element.focus({ preventScroll: true });
    if (settle) this.settle(element, following || focused, message.kind !== "card");
    this.prune();
  }

  // The person's own words, as long as the server has not confirmed them.
  expect(id, text) {
    const state = make("span", { class: "state" });
    const element = make("div", { class: "own pending" }, make("p", { dir: "auto" }, text), state);
    this.pending.set(id, { element, state });
    this.element.append(element);
    this.toEnd();
  }

  note(id, text) {
    const pending = this.pending.get(id);
    if (pending) pending.state.textContent = text;
  }

  settlePending(id) {
    this.pending.get(id)?.element.remove();
    this.pending.delete(id);
  }

  level(mark) {
    const groups = [...this.element.querySelectorAll(".card .levels")];
    return groups.at(-1)?.querySelector(`.level[data-mark="${CSS.escape(mark)}"]`);
  }

  atEnd() {
    return innerHeight + scrollY >= document.documentElement.scrollHeight - NEAR;
  }

  toEnd() {
    const last = this.element.lastElementChild;
    if (last) this.settle(last, true, true);
  }

  place(message) {
    const own = message.kind !== "card";
    const element = make(own ? "div" : "article", { class: own ? "own" : "card", tabindex: own ? null : "-1" });
    const moment = new Date(message.at);
    const before = [...this.shown.keys()].filter((number) => number < message.number);
    const previous = this.shown.get(Math.max(...before))?.element;
    const today = day(moment);
    element.dataset.day = today;
    const nodes = previous?.dataset.day === today ? [element] : [make("p", { class: "day" }, today), element];
    if (previous) previous.after(...nodes);
    else this.element.prepend(...nodes);
    return element;
  }

  fill(element, message, fresh) {
    const moment = new Date(message.at);
    const time = make("time", { datetime: message.at }, hour(moment));
    if (message.kind === "card") {
      const open = message.spent ? null : (act, button) => this.press(message, act, button);
      const small = message.card.blocks.length === 1 && !message.card.buttons.length && !message.card.picture;
      const kind = message.spent ? "card past" : small && !message.card.document ? "card small" : "card";
      element.className = fresh ? `${kind} fresh` : kind;
      element.lang = message.locale.replace("_", "-");
      const who = make("span", { class: "unseen" }, message.spent ? word("past") : word("assistant"));
      element.replaceChildren(who, ...drawCard(message, this.commands, open), small && !message.spent ? "" : time);
      name(element, message.number);
    } else {
      const who = make("span", { class: "unseen" }, word("you"));
      const said = message.kind === "words" ? message.text : message.caption;
      const file = message.kind === "file" ? drawDocument(message.name, message) : null;
      element.replaceChildren(who, file ?? "", said ? make("p", { dir: "auto" }, said) : "", time);
    }
  }

  press(message, act, button) {
    if (!this.presses.counts(button)) return;
    this.act(act.kind === "pressed" ? { ...act, message: message.number } : act, button);
  }

  announce(message, focused) {
    if (message.kind !== "card" || message.spent) return;
    const notices = message.card.blocks.filter((block) => block.kind === "notice").map((block) => block.text);
    find("status").textContent = focused ? notices.join("\n") : spoken(message.card);
  }

  settle(element, following, own) {
    const last = element === this.element.lastElementChild;
    if (!following) {
      this.newer.hidden = !last;
      return;
    }
    const board = document.querySelector("#board:not([hidden]) summary")?.offsetHeight ?? 0;
    const top = document.querySelector(".bar").offsetHeight + board + 8;
    const room = innerHeight - top - document.querySelector(".foot").offsetHeight;
    const box = element.getBoundingClientRect();
    if (box.height > room && !(own && last)) scrollTo(0, scrollY + box.top - top);
    else if (last) scrollTo(0, box.height > room ? scrollY + box.top - top : document.documentElement.scrollHeight);
    else if (box.top < top || box.bottom > top + room) element.scrollIntoView({ block: "nearest" });
    this.newer.hidden = true;
  }

  prune() {
    while (this.shown.size > MOST) {
      const oldest = Math.min(...this.shown.keys());
      this.shown.get(oldest).element.remove();
      this.shown.delete(oldest);
    }
  }
}

function name(element, number) {
  const title = element.querySelector("h2, .place, p");
  if (title === null) return;
  title.id = `title-${number}`;
  element.setAttribute("aria-labelledby", title.id);
  element.querySelector(".levels")?.setAttribute("aria-labelledby", title.id);
}
