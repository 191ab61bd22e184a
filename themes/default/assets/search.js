// Searches the stories, in an index of small scripts: see docs/search.md.
const [form, said, list, more, also, model] =
  ["find", "found", "results", "more", "also", "result"].map((id) => document.getElementById(id));
const words = form.dataset, counts = JSON.parse(words.results);
const index = new URL(words.index, location), site = new URL("..", index), isFile = site.protocol === "file:";
const PAGE = 10, LOADS = 12;

// Words; writing without spaces is looked for by pairs of neighbours.
const WORD = "[\\p{L}\\p{M}\\p{N}]";
const RUN = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const TOKEN = new RegExp(`((?:(?=${WORD})${RUN})+|(?:(?!${RUN})${WORD})+)`, "u");
const isRun = (text) => new RegExp(`^${RUN}`, "u").test(text);
const pairs = (token) => {
  const letters = [...token];
  return isRun(token) && letters[1] ? letters.slice(1).map((letter, at) => letters[at] + letter) : token;
};
// Without accents and vowel points.
const OTHER = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ى: "ي", ة: "ه" };
const fold = (text) => text.toLowerCase().normalize("NFKD")
  .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g, "")
  .replace(/[ßæœøłđıىة]/g, (letter) => OTHER[letter]).normalize("NFKC");

// Each file is a script, loaded once, that calls this with what it holds.
const files = {}, waiting = {};
let loads = 0;
const dateline = (name, data) => waiting[name](data);
const load = (file, [part, , , version] = [""], name = part + file) => files[name] ??= new Promise((done, failed) => {
  loads++;
  waiting[name] = done;
  const script = document.createElement("script");
  script.src = new URL(words[name] ?? `${name}.js?${version}`, index);
  script.onerror = () => { delete files[name]; failed(); };
  document.head.append(script);
});
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const numbers = (text) => (text.match(/[g-z\d_-]*[A-Za-f]/g) ?? []).map((number) =>
  [...number].reduceRight((sum, digit) => sum * 32 + DIGITS.indexOf(digit) % 32, 0));

// The file of a word: forms of each stem, and their stories.
const lines = async (part, word) => {
  const start = [...word].slice(0, isRun(word) ? 1 : 3).join("");
  let hash = 0x811c9dc5;
  for (let at = 0; at < start.length; at++) hash = Math.imul(hash ^ start.charCodeAt(at), 0x1000193);
  const all = (await load(hash & (part[2] - 1), part)).split("\n").map((line) => line.split("\t"));
  return all.map(([forms, codes]) => ({ forms: forms.split(" "), codes }));
};
// The stories that a word stands in, or while it is typed any that begins so, and how much it says of each.
const stories = async (part, word, isOpen, isNear, seen) => {
  const found = new Map(), has = (form) => isOpen ? form.startsWith(word) : form === word;
  let meant = (await lines(part, word)).filter(({ forms }) => forms.some(has));
  if (isNear && !meant.length) meant = await near(part, word);
  for (const { forms, codes } of meant) {
    forms.forEach((form) => seen.add(form));
    let story = -1;
    for (const number of numbers(codes)) {
      story += (number >> 2) + 1;
      found.set(story, Math.max(found.get(story) ?? 0, (number & 3) + 1));
    }
  }
  return found;
};
const both = (some, others) => new Map([...some].filter(([story]) => others.has(story))
  .map(([story, score]) => [story, score + others.get(story)]));

let run = 0;
const search = async () => {
  const own = ++run, asked = [...new FormData(form)].filter(([, value]) => value);
  const { q = "", ...filters } = Object.fromEntries(asked);
  const typed = fold(q).split(TOKEN), query = typed.filter((_, at) => at % 2).flatMap(pairs), last = query.at(-1);
  const isOpen = !typed.at(-1) && (isRun(last) || last?.length > 2), seen = new Set(), hits = [];
  const runs = [...typed, ...query].filter(isRun).join("|");
  let next = 0, isNear = false, shown = 0;
  if (!isFile) history.replaceState(null, "", "?" + new URLSearchParams(asked));
  list.replaceChildren();
  also.hidden = more.hidden = true;
  said.textContent = last ? words.searching : "";
  if (!last) return;

  // Goes back in time until there is another page of stories, or much was loaded.
  const on = async () => {
    const [size, parts] = await load("index"), most = loads + LOADS;
    do {
      if (next === parts.length && !hits.length) [isNear, next] = [await load("extra"), 0];
      while (next < parts.length && hits.length < shown + PAGE && (loads < most || !hits.length)) {
        const part = parts[next++], each = query.map((word) => stories(part, word, isOpen && word === last, isNear, seen));
        const found = (await Promise.all(each)).reduce(both);
        if (asked.length > 1 && found.size) await load("extra"), await filter(part, found, filters);
        hits.push(...[...found].map(([story, score]) => [score + (story / 1e5 - next) / 1e5, part, story]));
      }
    } while (!hits.length && !isNear);
    hits.push(...hits.splice(shown).sort(([one], [other]) => other - one));
    const rows = await Promise.all(hits.slice(shown, shown + PAGE).map(async ([, part, story]) =>
      (await load(`s${Math.floor(story / size)}`, part))[story % size]));
    if (own !== run) return;
    list.append(...rows.map((row) => result(row, seen, runs)));
    if (shown) list.children[shown]?.querySelector("a").focus();
    shown += rows.length;
    const count = counts[new Intl.PluralRules(document.documentElement.lang).select(hits.length)] ?? counts.other;
    said.textContent = shown ? count.replace("{n}", hits.length) : words.none;
    also.hidden = !isNear || !shown;
    if (isNear) also.lastElementChild.textContent = similar(seen);
    more.hidden = shown === hits.length && next === parts.length;
    more.textContent = shown < hits.length ? words.more : words.older;
  };
  more.onclick = () => on().catch(() => { if (own === run) said.textContent = words.failed; });
  more.onclick();
};

// Puts a text in place with what was searched for marked, begun before it.
const mark = (into, text, seen, runs) => {
  const bits = text.split(TOKEN).flatMap((bit) => runs && isRun(bit)
    ? bit.split(new RegExp(`(${runs})`, "u")).map((bit, at) => [bit, at % 2]) : [[bit, seen.has(fold(bit))]]);
  const hit = bits.findIndex(([, is]) => is);
  if (hit < 0 && into.firstChild) return;
  let at = Math.max(hit, 0), length = 0;
  while (at > 0 && length < 60) length += bits[--at][0].length;
  into.replaceChildren(at ? "… " : "");
  for (length = 0; at < bits.length && length < 220; at++) {
    const [bit, is] = bits[at];
    into.append(is ? Object.assign(document.createElement("mark"), { textContent: bit }) : bit);
    length += bit.length;
  }
  if (at < bits.length) into.append(" …");
};
const result = ([address, title, deck, date, day, section, language], ...what) => {
  const made = model.content.firstElementChild.cloneNode(true), page = address.replace(/\/$/, "/index.html");
  const [link, time, about, of] = ["a", "time", ".summary", ".section"].map((name) => made.querySelector(name));
  if (language) made.lang = language;
  link.textContent = "";
  link.href = new URL("." + (isFile ? page : address), site);
  time.dateTime = date;
  time.textContent = day;
  of.textContent = section;
  mark(link, title, ...what);
  mark(about, deck, ...what);
  if (words.texts && !isFile) fetch(new URL("." + page.replace(/(\.html)?$/, ".txt"), site))
    .then((answer) => answer.ok && answer.text())
    .then((text) => text && mark(about, text.slice(text.indexOf("\n\n", text.indexOf(day)) + 2), ...what), () => {});
  return made;
};

form.onsubmit = (event) => { event.preventDefault(); search(); };
form.oninput = () => { const own = ++run; setTimeout(() => { if (own === run) search(); }, 250); };
for (const [name, value] of new URLSearchParams(location.search)) if (form[name]) form[name].value = value;
form.hidden = false;
if (form.q.value) search();
