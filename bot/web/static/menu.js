// The menu of commands, opened by its button, closed by Escape, a choice, or a press elsewhere.

import { find, make } from "./dom.js";
import { word } from "./page.js";

export class Menu {
  constructor(act) {
    this.act = act;
    this.button = find("menu-button");
    this.panel = find("menu");
    this.list = find("commands");
    this.button.addEventListener("click", () => this.toggle(this.panel.hidden));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    document.addEventListener("pointerdown", (event) => {
      const inside = this.panel.contains(event.target) || this.button.contains(event.target);
      if (!inside) this.toggle(false);
    });
  }

  fill(commands) {
    const entries = commands.map(([name, description]) => {
      const face = [make("span", {}, description), make("span", { class: "name" }, `/${name}`)];
      const button = make("button", { type: "button" }, ...face);
      button.addEventListener("click", () => this.choose(name));
      return make("li", {}, button);
    });
    this.list.replaceChildren(...(entries.length ? entries : [make("li", { class: "empty" }, word("menu_empty"))]));
  }

  choose(name) {
    this.close();
    this.act({ kind: "command", name });
  }

  close() {
    if (this.panel.hidden) return;
    this.toggle(false);
    this.button.focus();
  }

  toggle(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.panel.querySelector("button, summary")?.focus();
  }
}
