// A card: its blocks, and what can be pressed on it. Levels and their number buttons become one big button each.

import { drawBlock, drawDocument, drawPicture } from "./blocks.js";
import { make } from "./dom.js";
import { linkTo, prose } from "./prose.js";

// `open` is none on a card whose turn is over; else it is called with what was pressed.
export function drawCard(message, commands, open) {
  const { card } = message;
  const buttons = card.buttons.flat();
  const levels = new Map();
  for (const block of card.blocks) if (isScale(block, buttons)) levels.set(block, scaleOf(block, buttons));
  const taken = new Set([...levels.values()].flat().map((level) => level.button));
  const write = (text) => prose(text, commands, open ?? (() => {}));
  const draw = (block) => (levels.has(block) ? drawLevels(levels.get(block), open) : drawBlock(block, write));
  const rows = card.buttons.map((row) => row.filter((button) => !taken.has(button))).filter((row) => row.length);
  const lasting = card.blocks.filter((block) => open || block.kind !== "notice");
  const shown = lasting.length ? lasting : card.blocks;
  // A chart stands before the table of its figures.
  const table = shown.findIndex((block) => block.kind === "table");
  const place = card.picture?.kind === "radar" && table >= 0 ? table : shown.length;
  return [
    ...shown.slice(0, place).map(draw),
    card.picture && drawPicture(card.picture, message, write),
    ...shown.slice(place).map(draw),
    card.document && drawDocument(card.document.name, message),
    open && rows.length ? drawRows(rows, levels.size > 0, open) : null,
  ].filter(Boolean);
}

// What a screen reader says when the card has changed in place.
export function spoken(card) {
  const said = card.blocks.flatMap((block) => {
    if (["notice", "heading", "paragraph"].includes(block.kind)) return [block.text];
    return block.kind === "progress" ? [`${block.number}/${block.total} ${block.place}`] : [];
  });
  return said.slice(0, 4).join("\n");
}

function isScale(block, buttons) {
  if (block.kind !== "bullets" || block.marks.length === 0 || block.marks.length !== block.lines.length) return false;
  return block.marks.every((mark) => buttons.some((button) => button.press && button.label === mark));
}

function scaleOf(block, buttons) {
  return block.marks.map((mark, index) => ({
    mark,
    words: block.lines[index],
    button: buttons.find((button) => button.press && button.label === mark),
  }));
}

function drawLevels(levels, open) {
  if (!open) {
    const picked = levels.filter((level) => level.button.chosen);
    if (picked.length === 0) return null;
    const [{ mark, words }] = picked;
    return make("p", { class: "picked" }, make("span", { class: "mark" }, mark), make("span", {}, words));
  }
  const drawn = levels.map(({ mark, words, button }) => {
    const face = [make("span", { class: "mark" }, mark), make("span", { class: "words" }, words)];
    const kind = button.chosen ? "level chosen" : "level";
    const state = { type: "button", class: kind, "aria-pressed": button.chosen ? "true" : "false" };
    const element = make("button", { ...state, "aria-keyshortcuts": /^\d$/.test(mark) ? mark : null }, ...face);
    element.dataset.mark = mark;
    element.addEventListener("click", () => open({ kind: "pressed", data: button.press }, element));
    return element;
  });
  return make("div", { class: "levels", role: "group" }, ...drawn);
}

function drawRows(rows, aside, open) {
  // One button alone above all others is what comes next; several alone are a list, and ‹ leads back.
  const alone = rows.filter((row) => row.length === 1).length === 1 && rows[0].length === 1;
  const drawn = rows.map((row, index) => {
    const choice = row.some((button) => button.chosen);
    const first = !aside && index === 0 && alone && !choice && !row[0].label.startsWith("‹");
    const many = row.length > 3 && row.every((button) => button.label.length < 4);
    return make(
      "div",
      { class: many ? "row many" : row.length > 3 ? `row of-${row.length % 2 ? 3 : 2}` : "row" },
      ...row.map((button) => drawButton(button, first, choice, open)),
    );
  });
  return make("div", { class: aside ? "rows aside" : "rows" }, ...drawn);
}

function drawButton(button, first, choice, open) {
  const kind = ["press", first && "first", button.chosen && "chosen"].filter(Boolean).join(" ");
  if (button.link) return linkTo(button.link, button.label, kind);
  const pressed = choice ? String(button.chosen) : null;
  const element = make("button", { type: "button", class: kind, "aria-pressed": pressed }, button.label);
  element.addEventListener("click", () => open({ kind: "pressed", data: button.press ?? "" }, element));
  return element;
}
