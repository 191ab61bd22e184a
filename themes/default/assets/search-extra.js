// What few searches need, beside search.js: words that were mistyped, and stories by section and day.

// Edits from one word to another, three for many; two neighbours that changed places are one.
const edits = (a, b) => {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before, last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
};

// The lines of a part that come nearest to a word. A word is in the file of its first letters, so one in
// which a letter too many or two that changed places stand there is looked for in other files too.
const near = async (part, word) => {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const distance = (form) => form.length > 3 && word.startsWith(form) ? 1 : edits(word, form);
  const nearest = async (words) => {
    const all = (await Promise.all(words.map((word) => lines(part, word)))).flat();
    const far = all.map(({ forms }) => Math.min(...forms.map(distance)));
    const best = Math.min(most, ...far);
    return all.filter((_, at) => far[at] === best);
  };
  const own = await nearest([word]);
  if (own.length || !most) return own;
  return nearest([0, 1, 2].flatMap((at) => {
    const [start, one, other, rest] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
    return [start + other + rest, start + other + one + rest];
  }));
};

// The words that were found instead, as they are written where they can be seen.
const similar = (seen) => {
  const marked = [...list.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase());
  return [...new Set(marked.length ? marked : seen)].slice(0, 5).join(", ");
};

// Leaves out the stories of a part that are of another section or of days before or after.
const filter = async (part, found, { section, since, until }) => {
  const [first, names, days, sections] = await load("facets", part), of = numbers(sections);
  const day = (text) => Date.parse(text) / 864e5;
  let at = day(first);
  numbers(days).forEach((days, story) => {
    at += days;
    if (at < day(since) || at > day(until) || section && names[of[story]] !== section) found.delete(story);
  });
};

dateline("extra", true);
