// Where the person types and attaches files.

import { find } from "./dom.js";

const DRAFT = "consultbot.draft";
const TOUCH = matchMedia("(pointer: coarse)");

export class Composer {
  constructor({ say, attach }) {
    this.say = say;
    this.attach = attach;
    this.box = find("words");
    this.form = find("composer");
    this.picker = find("file");
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("input", () => this.grow());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("paste", (event) => this.files(event, event.clipboardData));
    find("attach").addEventListener("click", () => this.picker.click());
    this.picker.addEventListener("change", () => this.picked());
    this.takeDrops();
    this.give(read());
  }

  // Puts words into the empty text box: a draft, or what the server did not take.
  give(text) {
    if (this.box.value || !text) return false;
    this.box.value = text;
    this.grow();
    return true;
  }

  close() {
    for (const element of this.form.elements) element.disabled = true;
    write("");
  }

  submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) {
      this.box.focus();
      return;
    }
    this.box.value = "";
    this.grow();
    this.say(text);
  }

  key(event) {
    // While an input method composes, Enter chooses a word; on a touch keyboard it begins a new line.
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (sends && !TOUCH.matches) this.submit(event);
  }

  grow() {
    write(this.box.value);
    if (CSS.supports("field-sizing", "content")) return;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 3}px`;
  }

  picked() {
    for (const file of this.picker.files) this.attach(file, this.caption());
    this.picker.value = "";
  }

  files(event, data) {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    for (const file of files) this.attach(file, this.caption());
  }

  // What was typed before a file was chosen goes with the first file.
  caption() {
    const text = this.box.value.trim();
    this.box.value = "";
    this.grow();
    return text;
  }

  takeDrops() {
    const veil = find("drop");
    let depth = 0;
    const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const change = (event, by) => {
      if (!carries(event)) return;
      depth = Math.max(0, depth + by);
      veil.hidden = depth === 0;
    };
    document.addEventListener("dragenter", (event) => change(event, 1));
    document.addEventListener("dragleave", (event) => change(event, -1));
    document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      change(event, -depth);
      this.files(event, event.dataTransfer);
    });
  }
}

function read() {
  try {
    return sessionStorage.getItem(DRAFT);
  } catch {
    return null;
  }
}

function write(text) {
  try {
    sessionStorage.setItem(DRAFT, text);
  } catch {
    // A browser that keeps nothing: the draft lives as long as the page.
  }
}
