// Finds articles in the index that plugins/site_search/index.py makes. It loads only the parts that
// a query needs, and knows nothing of the page that shows the results.

const DIGITS = 12; // of the digest in a file's name
const LEVELS = 16; // an article is stored as its distance to the one before * LEVELS + its level
const SHORTEST = 3; // characters of a typed word, or of its stem, that may stand for others
const SPELT = 4; // letters of a word that may be meant by one with a slip
const WEIGHT = { exact: 1, inflected: 0.7, completed: 0.7, corrected: 0.5, meant: 0.7 };
const COMMON = 0.5; // of all articles: a word that more of them have tells little
const FIRST = 5; // letters of a word whose first one may be the slip
const EXCERPT = 30; // words

/* Words, as plugins/core/words.py finds them */

const WORD = /[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*/gu;
const ACCENTS = /(и\u0306)|[\u0300-\u036f]/g;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/u;
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŧ: "t",
  ŋ: "n", ə: "e",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

const fold = (word) =>
  word
    .toLowerCase()
    .normalize("NFKD")
    .replace(ACCENTS, "$1")
    .replace(SPECIAL, (letter) => LETTERS[letter])
    .normalize("NFC");

// A word itself, or all pairs of neighbouring characters if its script has no spaces.
const pieces = (word) => {
  const characters = [...word];
  if (characters.length < 2 || !UNSPACED.test(word)) return [word];
  return characters.slice(1).map((character, at) => characters[at] + character);
};

// “runner's” is “runner”, “l'eau” is “eau”.
const parts = (word) => {
  const all = word.split(/['’ʼ]/);
  const long = all.filter((part) => [...part].length > 1);
  return (all.length > 1 && long.length ? long : all).flatMap((part) => pieces(fold(part)));
};

export const words = (text) =>
  [...text.normalize("NFKC").replaceAll("\u00ad", "").matchAll(WORD)].flatMap(([word]) => parts(word));

// Whether one letter is wrong, missing or too many, or two are swapped.
export const differByOne = (a, b) => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (
    a.slice(at + 1) === b.slice(at + 1) ||
    a.slice(at + 1) === b.slice(at) ||
    a.slice(at) === b.slice(at + 1) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2))
  );
};

// Those of the known words that one with a slip may mean; the first letter is seldom wrong.
const slips = (word, known) => {
  const near = known.filter((each) => each.length >= SPELT && differByOne(word, each));
  const likely = near.filter((each) => each[0] === word[0]);
  return likely.length || word.length < FIRST ? likely : near;
};

/* The index */

// `folder` is the URL of the index, `entry` the content of its index.json.
export const open = (folder, entry) => {
  const loaded = new Map();
  const synonyms = entry.synonyms.flatMap(([same, means]) => same.map((each) => ({ typed: words(each), means })));
  const listed = [...new Set(synonyms.flatMap(({ typed }) => typed))]; // the words of all of them
  const prefixes = new Map(Object.entries(entry.parts));

  const load = (kind, digest) => {
    const name = `${kind}.${digest}.json`;
    if (!loaded.has(name)) {
      const answer = fetch(new URL(name, folder)).then((response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return response.json();
      });
      answer.catch(() => loaded.delete(name));
      loaded.set(name, answer);
    }
    return loaded.get(name);
  };

  // The groups of one part: the words of each, and the articles that have them.
  const part = async (prefix) =>
    (await load("part", prefixes.get(prefix))).map(([words, found]) => ({ words: words.split(" "), found }));

  const home = (word) => {
    for (let end = word.length; end >= 0; end--) {
      if (prefixes.has(word.slice(0, end))) return word.slice(0, end);
    }
    return null;
  };

  const groups = async (homes, matches, weight) => {
    const all = (await Promise.all(homes.filter((prefix) => prefix !== null).map(part))).flat();
    return all.filter((group) => group.words.some(matches)).map((group) => ({ ...group, weight }));
  };

  const exact = (word) => groups([home(word)], (known) => known === word, WEIGHT.exact);

  // Words with the stem of one that no article has, such as “artery” for “arteries”.
  const inflected = (word) => {
    const forms = entry.endings
      .filter(([ending]) => word.endsWith(ending) && word.length - ending.length >= SHORTEST)
      .map(([ending, other]) => word.slice(0, word.length - ending.length) + other);
    return groups([...new Set(forms.map(home))], (known) => forms.includes(known), WEIGHT.inflected);
  };

  const completed = async (word) => {
    if (word.length < SHORTEST && !UNSPACED.test(word)) return [];
    const longer = [...prefixes.keys()].filter((prefix) => prefix.startsWith(word));
    return groups([...new Set([home(word), ...longer])], (known) => known.startsWith(word), WEIGHT.completed);
  };

  const corrected = async (word) => {
    if (word.length < SHORTEST || /\p{N}/u.test(word)) return [];
    const lists = entry.words.filter(
      ([longest], at) => longest >= word.length - 1 && (at ? entry.words[at - 1][0] : 0) <= word.length,
    );
    const known = await Promise.all(lists.map(([, digest]) => load("words", digest)));
    const meant = slips(word, known.flatMap((list) => list.split(" ")));
    return groups([...new Set(meant.map(home))], (each) => meant.includes(each), WEIGHT.corrected);
  };

  // The groups that a typed word may mean; `unfinished` while it is being typed.
  const meanings = async (word, unfinished) => {
    let same = await exact(word);
    if (!same.length) same = await inflected(word);
    if (same.length && !unfinished) return same;
    const mayBegin = unfinished || word.length > SHORTEST || UNSPACED.test(word);
    const begun = mayBegin ? [...same, ...(await completed(word))] : [];
    if ((unfinished && begun.length) || listed.includes(word)) return begun;
    return [...begun, ...(await corrected(word))];
  };

  // The words of synonyms that a typed word may be; `known` if articles have it.
  const alike = (word, known, unfinished) => {
    if (listed.includes(word)) return [word];
    if (known && !unfinished) return [];
    const begun = word.length < SHORTEST ? [] : listed.filter((each) => each.startsWith(word));
    return begun.length || known ? begun : slips(word, listed);
  };

  // The score of each article for one word: more for a word that few articles have.
  const scores = (meant) => {
    const best = new Map();
    for (const { found, weight } of meant) {
      const idf = Math.log(1 + (entry.count - found.length + 0.5) / (found.length + 0.5));
      let number = 0;
      for (const each of found) {
        number += Math.floor(each / LEVELS);
        const score = weight * idf * (each % LEVELS);
        best.set(number, Math.max(score, best.get(number) ?? 0));
      }
    }
    return best;
  };

  // The score of each article that has all of some words, given the groups of each.
  const together = (meant) => {
    const [first, ...others] = meant.map(scores);
    const all = [...first].filter(([number]) => others.every((table) => table.has(number)));
    return new Map(all.map(([number, score]) => [number, others.reduce((sum, table) => sum + table.get(number), score)]));
  };

  // Typed words that stand together, as the longest of the synonyms that begin at each; then what
  // they mean besides.
  const divided = (typed, known) => {
    const units = [];
    for (let at = 0; at < typed.length; at += units[units.length - 1].typed.length) {
      const here = synonyms.filter((each) => each.typed.every((word, place) => known[at + place]?.includes(word)));
      const length = Math.max(1, ...here.map((each) => each.typed.length));
      const means = here.filter((each) => each.typed.length === length).map((each) => each.means);
      units.push({ at, typed: typed.slice(at, at + length), means: [...new Set(means)] });
    }
    return units;
  };

  // What typed words that stand together find: a score for each article, the groups of the words,
  // and `also`: what was searched besides them.
  const unit = async ({ at, typed, means }, meant) => {
    const own = meant.slice(at, at + typed.length);
    const table = together(own);
    const groupsOf = own.flat();
    const also = [];
    for (const phrase of means) {
      const other = await Promise.all(words(phrase).map((word) => meanings(word, false)));
      if (!other.length) continue;
      const more = together(other);
      if (more.size) also.push(phrase);
      groupsOf.push(...other.flat());
      for (const [number, score] of more) table.set(number, Math.max(score * WEIGHT.meant, table.get(number) ?? 0));
    }
    return { table, groups: groupsOf, also, typed };
  };

  // Whether an article is in a language: the base of its tag, such as "en".
  const isIn = (lang) => {
    const within = (number) => ([from, end]) => number >= from && number < end;
    const own = entry.languages[lang];
    const others = Object.values(entry.languages).flat();
    return (number) => (own ? own.some(within(number)) : !others.some(within(number)));
  };

  // Whether somebody who types this may need help at once.
  const isUrgent = (typed) => {
    const same = (word) => (each) => each === word || (word.length >= SPELT && differByOne(each, word));
    return entry.urgent.some((phrase) => words(phrase).every((word) => typed.some(same(word))));
  };

  // The numbers of the articles that have all words, or else as many as any has; best first, and
  // those in the language `lang` before others. Words that most articles have may be missing, but
  // are not enough if another was typed. `terms` are the words to mark: all that may not be missing;
  // `also` is what was searched besides what was typed, and `missing` are words that no article has.
  const find = async (query, { typing = false, lang = "" } = {}) => {
    const typed = [...new Set(words(query))];
    const unfinished = typed.map((_, at) => typing && at === typed.length - 1);
    const meant = await Promise.all(typed.map((word, at) => meanings(word, unfinished[at])));
    const isKnown = (at) => meant[at].some(({ words: all }) => all.includes(typed[at]));
    const known = typed.map((word, at) => alike(word, isKnown(at), unfinished[at]));
    const units = await Promise.all(divided(typed, known).map((each) => unit(each, meant)));
    const tables = units.filter(({ table }) => table.size);
    const missing = units.filter(({ table }) => !table.size).flatMap((each) => each.typed);
    const rare = tables.filter(({ table }) => table.size <= entry.count * COMMON);
    const needed = new Set(rare.length || missing.length ? rare : tables);
    const totals = new Map();
    for (const each of tables) {
      for (const [number, score] of each.table) {
        const total = totals.get(number) ?? { number, score: 0, words: 0 };
        total.score += score;
        if (needed.has(each)) total.words++;
        totals.set(number, total);
      }
    }
    const most = Math.max(1, ...[...totals.values()].map((total) => total.words));
    const found = [...totals.values()].filter((total) => total.words === most);
    const own = isIn(lang);
    found.sort((a, b) => own(b.number) - own(a.number) || b.score - a.score || a.number - b.number);
    return {
      found: found.map(({ number }) => number),
      terms: new Set([...needed].flatMap((each) => each.groups).flatMap((group) => group.words)),
      also: [...new Set(units.flatMap((each) => each.also))],
      missing,
      urgent: isUrgent(typed),
    };
  };

  // What is known of an article: url, title, text, and perhaps topics and lang.
  const article = async (number) => {
    const names = await load("articles", entry.articles);
    return load("article", names.slice(number * DIGITS, (number + 1) * DIGITS));
  };

  return { find, article };
};

/* Excerpts */

// The words of a text with their places, and whether they are to be marked.
const places = (text, terms) =>
  [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const split = parts(word);
    if (!UNSPACED.test(word)) {
      return [{ start: index, end: index + word.length, marked: split.some((part) => terms.has(part)) }];
    }
    let start = index;
    return [...word].map((character, at) => {
      const place = { start, end: start + character.length };
      start = place.end;
      return { ...place, marked: terms.has(split[at]) || terms.has(split[at - 1]) };
    });
  });

// The part of a text that has the most of the terms, as a list of [words, whether they are marked].
export const excerpt = (written, terms) => {
  const text = written.normalize("NFC").replaceAll("\u00ad", ""); // accents and soft hyphens end no word
  const all = places(text, terms);
  let best = 0;
  let most = -1;
  let count = 0;
  all.forEach(({ marked }, at) => {
    count += marked;
    if (at >= EXCERPT) count -= all[at - EXCERPT].marked;
    if (count > most) [best, most] = [Math.max(0, at - EXCERPT + 1), count];
  });
  // A few words before the first one that is marked; more at the end of the text.
  best = Math.max(best, all.findIndex(({ marked }, at) => at >= best && marked) - 5);
  best = Math.max(0, Math.min(best, all.length - EXCERPT));
  const shown = all.slice(best, best + EXCERPT);
  if (!shown.length) return [[text, false]];
  const last = best + EXCERPT >= all.length;
  const end = last ? text.length : shown[shown.length - 1].end;
  const runs = [];
  let at = best ? shown[0].start : 0;
  for (const { start, end: stop, marked } of shown) {
    if (!marked) continue;
    runs.push([text.slice(at, start), false], [text.slice(start, stop), true]);
    at = stop;
  }
  runs.push([text.slice(at, end), false]);
  if (best) runs.unshift(["… ", false]);
  if (!last) runs.push([" …", false]);
  return runs.filter(([words]) => words);
};
