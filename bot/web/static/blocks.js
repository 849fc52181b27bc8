// The blocks of a card, each as the element that means the same.

import { make } from "./dom.js";
import { figure, word } from "./page.js";

const SHORT = 5;
const NUMERIC = /^([-+−]?[\d.,]+\s*%?|[-–—]?)$/;

export function drawBlock(block, write) {
  switch (block.kind) {
    case "heading":
      return make("h2", {}, block.text);
    case "paragraph":
      return make("p", {}, ...write(block.text));
    case "note":
      return make("p", { class: "note" }, ...write(block.text));
    case "notice":
      return make("p", { class: "notice" }, ...write(block.text));
    case "quote":
      return make("blockquote", { class: "quote", dir: "auto" }, block.text);
    case "struck":
      return make("p", { class: "struck", dir: "auto" }, make("s", {}, block.text));
    case "bullets":
      return drawBullets(block, write);
    case "table":
      return drawTable(block.caption, block.header, block.rows);
    case "progress":
      return drawProgress(block);
    default:
      return null;
  }
}

function drawBullets(block, write) {
  if (block.marks.length !== block.lines.length) {
    return make("ul", { class: "bullets" }, ...block.lines.map((line) => make("li", {}, ...write(line))));
  }
  const lines = block.lines.map((line, index) =>
    make("li", {}, make("span", { class: "mark" }, block.marks[index]), make("span", {}, ...write(line))),
  );
  return make("ul", { class: "marked", role: "list" }, ...lines);
}

export function drawTable(caption, header, rows) {
  const numeric = header.map((_, column) => column > 0 && rows.length > 0 && rows.every((row) => NUMERIC.test(row[column] ?? "")));
  const kind = (cell, column) => (numeric[column] ? "figure" : cell.length <= SHORT ? "short" : null);
  const head = header.map((cell, column) => make("th", { scope: "col", class: kind(cell, column) }, cell));
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? make("th", { scope: "row" }, cell) : make("td", { class: kind(cell, column) }, cell),
    );
    return make("tr", {}, ...cells);
  });
  const table = make(
    "table",
    {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
  return make("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" }, table);
}

function drawProgress(block) {
  const bar = make("progress", { max: block.total, value: block.number, "aria-hidden": "true" });
  const count = make("span", { class: "count" }, `${block.number}/${block.total}`);
  return make("div", { class: "progress" }, count, make("span", { class: "place" }, block.place), bar);
}

export function drawPicture(picture, message, write) {
  const tables = message.card.blocks.filter((block) => block.kind === "table");
  const address = `/picture/${message.number}?v=${message.edition}`;
  const image = make("img", {
    src: address,
    alt: picture.alternative,
    width: 800,
    height: picture.kind === "page" ? 1131 : 800,
    loading: "lazy",
    decoding: "async",
  });
  if (picture.kind === "code") {
    // Whoever cannot scan it needs the link, but not twice.
    const said = JSON.stringify(message.card.blocks).includes(picture.link);
    const caption = said ? null : make("figcaption", {}, ...write(picture.link));
    return make("figure", { class: "picture code" }, image, caption);
  }
  // A press on it opens the picture alone, where a phone can zoom.
  const link = make("a", { href: address, target: "_blank", rel: "noopener" }, image);
  if (picture.kind === "page") return make("figure", { class: "picture page" }, link);
  if (tables.some((table) => table.rows.length >= picture.axes.length)) return make("figure", { class: "picture" }, link);
  const names = picture.series.map((series) => series.name);
  const rows = picture.axes.map((axis, index) => [
    axis,
    ...picture.series.map((series) => (series.values[index] == null ? word("no_value") : figure(series.values[index]))),
  ]);
  const table = drawTable(picture.title, ["", ...names], rows);
  const details = make("details", {}, make("summary", {}, word("chart_table")), table);
  return make("figure", { class: "picture" }, link, details);
}

export function drawDocument(name, message) {
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 5).toUpperCase() : word("file");
  const address = `/document/${message.number}?v=${message.edition}`;
  return make(
    "a",
    { class: "document", href: address, download: name },
    make("span", { class: "ending", "aria-hidden": "true" }, ending),
    make("span", { dir: "auto" }, name),
  );
}
