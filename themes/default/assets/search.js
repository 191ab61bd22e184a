// Searches the stories. The index is a folder of small scripts; see docs/search.md for what is in them.
(() => {
  const form = document.querySelector("form[data-index]");
  const field = form.q, status = document.getElementById("found"), list = document.getElementById("results");
  const more = document.getElementById("more"), also = document.getElementById("also");
  const words = form.dataset, forms = JSON.parse(words.results);
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const index = new URL(words.index, location), top = new URL("..", index);
  const WORD = /[\p{L}\p{M}\p{N}]+/gu, PAGE = 10, LOADS = 12;
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]+/u;
  const OTHER = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ى: "ي", ة: "ه" };
  const fold = (text) => text.toLowerCase().normalize("NFKD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g, "")
    .replace(/[ßæœøłđıىة]/g, (letter) => OTHER[letter]).normalize("NFKC");

  // Files are loaded once each; each calls this with what it holds.
  const waiting = {}, files = {};
  let loads = 0;
  window.dateline = (name, data) => waiting[name](data);
  const load = (name, version) => files[name + version] ??= new Promise((resolve, reject) => {
    loads++;
    waiting[name] = resolve;
    const script = document.createElement("script");
    script.src = new URL(`${name}.js${version && "?" + version}`, index);
    script.onerror = () => { delete files[name + version]; reject(name); };
    document.head.append(script);
  });

  const shard = (word, count) => {
    let hash = 0x811c9dc5;
    for (const c of [...word].slice(0, UNSPACED.test([...word][0]) ? 1 : 3))
      for (let at = 0; at < c.length; at++) hash = Math.imul(hash ^ c.charCodeAt(at), 0x1000193) >>> 0;
    return hash & (count - 1);
  };
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const numbers = (text) => {
    const all = [];
    let number = 0, shift = 0;
    for (const c of text) {
      const digit = DIGITS.indexOf(c);
      number += (digit & 31) << shift;
      if (digit > 31) shift += 5;
      else { all.push(number); number = shift = 0; }
    }
    return all;
  };

  // Edits from one word to another, up to a limit; two neighbours that changed places are one.
  const edits = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before, last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  };

  // The lines of a file that a word means: those that have it, or as it is being typed begin with it;
  // if none does and it may be mistyped, those that come nearest.
  const meant = (lines, word, near) => {
    const has = (test) => lines.filter((line) => line.forms.some(test));
    let found = has((form) => form === word.text);
    if (word.open) found = [...new Set([...found, ...has((form) => form.startsWith(word.text))])];
    if (found.length || !near || word.text.length < 4) return found;
    const distance = (form) => word.text.startsWith(form) && form.length > 3 ? 1 : edits(word.text, form, 2);
    const nearest = (line) => Math.min(...line.forms.map(distance));
    const best = Math.min(word.text.length < 8 ? 1 : 2, ...lines.map(nearest));
    return lines.filter((line) => nearest(line) === best);
  };
  const lines = (data) => data ? data.split("\n").map((line) => {
    const [names, found] = line.split("\t"), [form, home] = names.split(">");
    return { forms: form.split(" "), home, found };
  }) : [];

  // The stories of a part that a word stands in, each with how much it says of them.
  const stories = async (part, word, near, seen) => {
    const at = (text) => load(`${part.name}/${shard(text, part.shards)}`, part.version).then(lines);
    const found = new Map();
    for (let line of meant(await at(word.text), word, near)) {
      line.forms.forEach((form) => seen.add(form));
      if (line.home) line = (await at(line.home)).find((other) => other.found && other.forms.includes(line.home));
      if (!line) continue;
      line.forms.forEach((form) => seen.add(form));
      let story = -1;
      for (const number of numbers(line.found)) {
        story += (number >> 2) + 1;
        found.set(story, Math.max(found.get(story) ?? 0, (number & 3) + 1));
      }
    }
    return found;
  };

  const day = (text) => text && Date.parse(text) / 864e5;
  const filtered = async (part, found) => {
    const since = day(form.since?.value), until = day(form.until?.value), section = form.section?.value;
    if (!since && !until && !section) return found;
    const [first, sections, codes] = await load(`${part.name}/facets`, part.version);
    const all = numbers(codes), kept = new Map();
    let at = day(first);
    for (let story = 0; story * 2 < all.length; story++) {
      at += all[story * 2];
      const fits = (!since || at >= since) && (!until || at <= until) && (!section || sections[all[story * 2 + 1]] === section);
      if (fits && found.has(story)) kept.set(story, found.get(story));
    }
    return kept;
  };

  // A query: its words, where it has got to in the archive, and what it has found.
  let run = 0;
  const search = async () => {
    const own = ++run, text = field.value, seen = new Set();
    const query = [];
    for (const [whole] of fold(text).matchAll(WORD))
      for (const bit of whole.split(new RegExp(`(${UNSPACED.source})`, "u")).filter(Boolean)) {
        const letters = [...bit];
        if (!UNSPACED.test(bit) || letters.length < 2) query.push({ text: bit });
        else for (let at = 1; at < letters.length; at++) query.push({ text: letters[at - 1] + letters[at] });
      }
    list.replaceChildren();
    also.hidden = more.hidden = true;
    try { history.replaceState(null, "", text ? "?" + new URLSearchParams(new FormData(form)) : location.pathname); } catch {}
    if (!query.length) return status.textContent = "";
    const final = query.at(-1);
    final.open = /[\p{L}\p{M}\p{N}]$/u.test(text) && (final.text.length > 2 || UNSPACED.test(final.text));
    status.textContent = words.searching;
    let next = 0, near = false, shown = 0, hits = [];
    const on = async () => {
      const [, size, parts] = await load("index", "");
      const begin = loads;
      for (;;) {
        while (next < parts.length && hits.length < shown + PAGE && (loads - begin < LOADS || !hits.length)) {
          const [name, , shards, version] = parts[next++], part = { name, shards, version };
          let found;
          for (const one of await Promise.all(query.map((word) => stories(part, word, near, seen))))
            found = found ? new Map([...found].filter(([story]) => one.has(story)).map(([story, score]) => [story, score + one.get(story)])) : one;
          const fresh = [...await filtered(part, found)].map(([story, score]) => ({ part, story, score }));
          hits.push(...fresh.sort((a, b) => b.score - a.score || b.story - a.story));
        }
        if (hits.length || near || next < parts.length) break;
        [near, next] = [true, 0];
      }
      if (own !== run) return;
      if (!shown) hits.sort((a, b) => b.score - a.score);
      const page = hits.slice(shown, shown + PAGE);
      const rows = await Promise.all(page.map(({ part, story }) =>
        load(`${part.name}/s${Math.floor(story / size)}`, part.version).then((rows) => rows[story % size])));
      if (own !== run) return;
      rows.forEach((row) => list.append(result(row, seen, query)));
      shown += rows.length;
      const form = forms[rules.select(hits.length)] ?? forms.other;
      status.textContent = hits.length ? form.replace("{n}", hits.length) : words.none;
      also.hidden = !near || !hits.length;
      also.lastElementChild.textContent = [...seen].slice(0, 5).join(", ");
      more.hidden = shown >= hits.length && next >= parts.length;
      more.textContent = shown < hits.length ? words.more : words.older;
    };
    const safely = () => on().catch(() => { if (own === run) status.textContent = words.failed; });
    more.onclick = async () => {
      const last = list.childElementCount;
      await safely();
      list.children[last]?.querySelector("a").focus();
    };
    return safely();
  };

  // Text with what was searched for marked in it, begun shortly before the first of it.
  const marked = (into, text, seen, query) => {
    const runs = query.filter((word) => UNSPACED.test(word.text)).map((word) => word.text);
    const split = text.split(new RegExp(`(${UNSPACED.source}|[\\p{L}\\p{M}\\p{N}]+)`, "u"));
    const bits = split.flatMap((bit) => {
      const run = UNSPACED.test(bit) && runs.find((run) => fold(bit).includes(run));
      if (!run) return [[bit, seen.has(fold(bit))]];
      const at = fold(bit).indexOf(run);
      return [[bit.slice(0, at)], [bit.slice(at, at + run.length), true], [bit.slice(at + run.length)]];
    });
    let first = Math.max(0, bits.findIndex(([, is]) => is)), length = 0;
    while (first > 0 && length < 60) length += bits[--first][0].length;
    if (length >= 60) into.append("… ");
    for (length = 0; first < bits.length && length < 220; first++) {
      const [bit, is] = bits[first], mark = is ? document.createElement("mark") : 0;
      length += bit.length;
      if (mark) mark.textContent = bit;
      into.append(mark || bit);
    }
    if (first < bits.length) into.append(" …");
  };
  const element = (name, kind, ...parts) => {
    const made = document.createElement(name);
    made.className = kind;
    made.append(...parts);
    return made;
  };
  const result = ([address, title, deck, date, day, section, language], seen, query) => {
    const url = new URL("." + address, top), time = element("time", "", day), link = element("a", ""), about = element("p", "summary");
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    link.href = url;
    time.dateTime = date;
    marked(link, title, seen, query);
    marked(about, deck, seen, query);
    const made = element("li", "", element("p", "meta", time, " ", element("span", "", section)), element("h2", "headline", link), about);
    if (language) made.lang = language;
    if (words.texts && url.protocol !== "file:")
      fetch(url.pathname.replace(/(\.html|index\.html|)$/, (end, _, at, path) => path.endsWith("/") ? "index.txt" : ".txt"))
        .then((answer) => answer.ok ? answer.text() : Promise.reject())
        .then((text) => { about.replaceChildren(); marked(about, text.slice(text.indexOf("\n\n") + 2), seen, query); }).catch(() => {});
    return made;
  };

  const given = new URLSearchParams(location.search);
  for (const name of ["q", "section", "since", "until"]) if (given.get(name)) form[name].value = given.get(name);
  let timer;
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search(); });
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 250); });
  form.hidden = false;
  if (field.value) search();
})();
