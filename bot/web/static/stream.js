// The open answer through which messages come. A hidden page lets go of it, since a browser has only six to a host.

const SILENCE = 40_000;
const AGAIN = 3000;
const HIDDEN = 60_000;

export class Stream {
  constructor(edition, { message, menu, ended, up, down }) {
    Object.assign(this, { edition, message, menu, ended, up, down });
    this.over = false;
    document.addEventListener("visibilitychange", () => this.turn());
    addEventListener("online", () => this.open());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    this.open();
  }

  open() {
    if (this.over) return;
    this.close();
    const source = new EventSource(`/events?since=${this.edition}`);
    this.source = source;
    const on = (name, take) => source.addEventListener(name, (event) => take(JSON.parse(event.data || "{}"), event));
    source.addEventListener("open", () => this.heard());
    source.addEventListener("error", () => this.failed(source));
    on("message", (message, event) => this.took(event, () => this.message(message)));
    on("menu", (menu, event) => this.took(event, () => this.menu(menu)));
    on("beat", () => this.heard());
    on("ended", () => this.end());
    this.watch();
  }

  close() {
    clearTimeout(this.silence);
    clearTimeout(this.again);
    this.source?.close();
  }

  end() {
    this.over = true;
    this.close();
    this.ended();
  }

  took(event, take) {
    this.edition = Math.max(this.edition, Number(event.lastEventId) || 0);
    this.heard();
    take();
  }

  heard() {
    this.up();
    this.watch();
  }

  watch() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.down();
      this.open();
    }, SILENCE);
  }

  // The browser repeats a broken connection by itself, but gives up after an answer that is no stream.
  async failed(source) {
    if (this.over || source !== this.source) return;
    this.down();
    if (source.readyState !== EventSource.CLOSED) return;
    this.close();
    const status = await statusNow();
    if (status === 401) this.end();
    else this.again = setTimeout(() => this.open(), AGAIN);
  }

  turn() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => this.close(), HIDDEN);
    else if (!this.source || this.source.readyState === EventSource.CLOSED) this.open();
  }
}

async function statusNow() {
  const control = new AbortController();
  try {
    const { status } = await fetch("/events", { signal: control.signal });
    return status;
  } catch {
    return 0;
  } finally {
    control.abort();
  }
}
