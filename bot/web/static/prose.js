// Our own sentences: links become links, and commands of the menu can be pressed where they are named.

import { make } from "./dom.js";

const PLACES = /(https?:\/\/[^\s<>"'，。；：、（）《》“”]+)|(?<![\w/])\/([a-z_]{2,32})(?![\w/])/g;

export function prose(text, commands, act) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(PLACES)) {
    const [whole, link, name] = found;
    const address = link?.replace(/[.,;:!?)]+$/, "");
    const part = address ? linkTo(address, address) : commands.has(name) ? commandFor(name, act) : null;
    if (part === null) continue;
    parts.push(text.slice(from, found.index), part);
    from = found.index + (address ?? whole).length;
  }
  return [...parts, text.slice(from)];
}

export function linkTo(address, label, kind) {
  let target;
  try {
    target = new URL(address, location.origin);
  } catch {
    return document.createTextNode(label);
  }
  if (!["http:", "https:"].includes(target.protocol)) return document.createTextNode(label);
  const here = target.origin === location.origin;
  return make("a", { href: target.href, class: kind, target: here ? null : "_blank", rel: "noopener noreferrer" }, label);
}

function commandFor(name, act) {
  const button = make("button", { type: "button", class: "linked" }, `/${name}`);
  button.addEventListener("click", () => act({ kind: "command", name }));
  return button;
}
