// What the person did and the server has not yet answered: kept over a reload, sent in order, repeated with the same
// id until there is an answer, so that a lost connection neither loses nor doubles anything.

import { csrf, word } from "./page.js";

const STORE = "consultbot.outbox";
const PATIENCE = [1, 2, 4, 8, 15];

export class Outbox {
  constructor({ waiting, refused, sent, ended }) {
    Object.assign(this, { waiting, refused, sent, ended });
    this.queue = [];
    this.failures = 0;
    this.busy = false;
    addEventListener("online", () => this.now());
  }

  // Takes up what an earlier load of this page could not send.
  resume(show) {
    for (const entry of stored()) {
      this.queue.push(entry);
      show(entry);
    }
    this.now();
  }

  add(entry) {
    this.queue.push({ id: entry.id ?? crypto.randomUUID?.() ?? random(), ...entry });
    this.store();
    this.now();
    return this.queue.at(-1).id;
  }

  now() {
    clearTimeout(this.timer);
    this.drain();
  }

  clear() {
    this.queue = [];
    this.store();
  }

  async drain() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length > 0) {
      const entry = this.queue[0];
      const seconds = await this.attempt(entry);
      if (seconds > 0) {
        this.waiting(entry);
        this.timer = setTimeout(() => this.drain(), seconds * 1000);
        break;
      }
      this.queue.shift();
      this.store();
    }
    this.busy = false;
  }

  // Gives the seconds to wait before the same again, or 0 when the entry is done with.
  async attempt(entry) {
    let response;
    try {
      response = await post(entry);
    } catch {
      return this.patience();
    }
    if (response.status === 429 || response.status >= 500) {
      return Math.max(Number(response.headers.get("Retry-After")) || 0, this.patience());
    }
    this.failures = 0;
    if (response.ok) this.sent(entry);
    else if (response.status === 401) this.ended();
    else this.refused(entry, await sentence(response));
    return 0;
  }

  patience() {
    this.failures += 1;
    return PATIENCE[Math.min(this.failures, PATIENCE.length) - 1];
  }

  store() {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(this.queue.filter((entry) => !entry.file).map(bare)));
    } catch {
      // A browser that keeps nothing: the queue lives as long as the page.
    }
  }
}

function bare({ id, act }) {
  return { id, act };
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
  } catch {
    return [];
  }
}

function post({ id, act, file, caption }) {
  const headers = { "X-CSRF-Token": csrf };
  if (!file) {
    const body = JSON.stringify({ id, ...act });
    return fetch("/say", { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body });
  }
  const form = new FormData();
  form.append("id", id);
  form.append("caption", caption ?? "");
  form.append("file", file, file.name || "image.png");
  return fetch("/upload", { method: "POST", headers, body: form });
}

async function sentence(response) {
  try {
    return (await response.json()).error ?? word("failed");
  } catch {
    return word("failed");
  }
}

function random() {
  // Plain HTTP on another host than this one has no randomUUID.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
