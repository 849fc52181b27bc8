// The page at work: what the person does goes through the outbox, what comes back goes into the log.

import { Board } from "./board.js";
import { Composer } from "./composer.js";
import { find } from "./dom.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { Outbox } from "./outbox.js";
import { page, word } from "./page.js";
import { Presses } from "./pressing.js";
import { Stream } from "./stream.js";

const LARGEST = 20 * 1024 * 1024;
const ONLINE_NOTE = 2500;
const HICCUP = 2500;

const connection = find("connection");
const presses = new Presses();
let noteTimer = 0;
let downTimer = 0;

function note(text, milliseconds = 0) {
  clearTimeout(noteTimer);
  if (connection.textContent !== text) connection.textContent = text;
  if (milliseconds) noteTimer = setTimeout(() => note(""), milliseconds);
}

function act(what, button) {
  log.follow();
  const id = outbox.add({ act: what });
  if (button) presses.hold(id, button);
  else if (what.kind === "command") log.expect(id, `/${what.name}`);
}

function say(text) {
  log.follow();
  const id = outbox.add({ act: { kind: "typed", text } });
  log.expect(id, text);
}

function attach(file, caption) {
  if (file.size > LARGEST) {
    note(word("too_large"), 8000);
    composer.give(caption);
    return;
  }
  log.follow();
  const id = outbox.add({ file, caption });
  log.expect(id, word("uploading", { name: file.name }));
}

function over() {
  outbox.clear();
  composer.close();
  note(word("ended"));
  for (const button of document.querySelectorAll("#log button, #board button")) button.disabled = true;
}

const outbox = new Outbox({
  waiting: (entry) => {
    log.note(entry.id, word("waiting"));
    if (!navigator.onLine || presses.has(entry.id)) note(word("offline"));
  },
  sent: (entry) => {
    presses.answered(entry.id);
    if (connection.textContent === word("offline") && !stream.lost) note("");
  },
  refused: (entry, sentence) => {
    log.settlePending(entry.id);
    presses.refused(entry.id);
    const back = composer.give(entry.act?.text ?? entry.caption);
    note(back ? `${sentence} ${word("given_back")}` : sentence, 12_000);
  },
  ended: over,
});

const log = new Log(act, new Board(act, presses), presses);
const menu = new Menu(act);
const composer = new Composer({ say, attach });

function setMenu({ commands, locale }) {
  // The page's own words are in the old language: what is typed and unsent survives a reload.
  if (locale !== page.locale) location.reload();
  menu.fill(commands);
  log.setCommands(commands);
}

menu.fill(page.menu);
log.begin(page.messages, page.menu);
outbox.resume((entry) => entry.act.kind === "typed" && log.expect(entry.id, entry.act.text));

const stream = new Stream(page.edition, {
  message: (message) => {
    log.put(message);
    presses.replied();
  },
  menu: setMenu,
  ended: over,
  up: () => {
    clearTimeout(downTimer);
    if (stream?.lost) {
      stream.lost = false;
      note(word("online"), ONLINE_NOTE);
      outbox.now();
    }
  },
  down: () => {
    clearTimeout(downTimer);
    // A server that restarts is back before anybody needs to be told.
    downTimer = setTimeout(() => {
      stream.lost = true;
      note(word("offline"));
    }, HICCUP);
  },
});

document.addEventListener("keydown", (event) => {
  // A key that is held down says a thing once.
  if (event.repeat && event.target.closest?.(".card button")) event.preventDefault();
  const typing = event.target.closest?.("textarea, input, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (/^[0-9]$/.test(event.key)) log.level(event.key)?.click();
});

if (matchMedia("(pointer: fine)").matches && !document.querySelector("#log .card:last-child .rows, #log .levels")) {
  find("words").focus();
}
