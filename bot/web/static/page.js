// What the server put into the page: its words, the language, the first messages.

export const page = JSON.parse(document.getElementById("page").textContent);
export const language = page.locale.replace("_", "-");
export const csrf = document.querySelector("meta[name=csrf]").content;

export function word(name, values = {}) {
  return page.words[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false });
const calendar = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", weekday: "long" });
const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

export const hour = (moment) => clock.format(moment);
export const day = (moment) => calendar.format(moment);
export const figure = (value) => figures.format(value);
