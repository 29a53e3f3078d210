// The search page: articles as options while you type, and all of them as a list of links on Enter.
// Pagefind and its index are loaded when the field is first used. Every word reaches the page as
// text, never as markup.

const OPTIONS = 6;
const AT_ONCE = 10; // results, before "Show more"
const PAUSE_MS = 200; // after the last key
const PATIENCE_MS = 30_000; // five answers, one after the other, take 10 s on a bad connection
const QUIET_MS = 500; // before we say that we are searching
const CALM_MS = 600; // before we say how many articles the words so far find

const live = document.getElementById("search");
const form = live.querySelector("form");
const input = form.elements.q;
const popup = document.getElementById("search-options");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const more = document.getElementById("search-more");
const idle = status.textContent;

let engine = null;
let turn = 0; // an answer to an older question is dropped
let shown = []; // the articles that are options now
let active = -1;

const load = () =>
  (engine ??= import(new URL("../pagefind/pagefind.js", import.meta.url).href).then((pagefind) =>
    pagefind.createInstance({
      noWorker: true, // a worker's address would need a Trusted Types policy
      baseUrl: new URL("..", import.meta.url).pathname,
    }),
  ));

// The answer, or an error once patience is at its end: a search never hangs.
const within = (answer) => {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new Error("too late")));
  return Promise.race([answer, late]);
};

// Calls `then` with what `find` gives, or `failed`, unless something else was asked for meanwhile.
const ask = async (find, then, failed = () => {}) => {
  const mine = ++turn;
  const patience = setTimeout(() => mine === turn && say("Searching …"), QUIET_MS);
  try {
    const found = await within(load().then(find));
    if (mine === turn && found) then(found);
  } catch {
    engine = null;
    if (mine !== turn) return;
    close();
    failed();
    say("The search could not be loaded. Check your connection and reload the page, or choose from the lists below.");
  } finally {
    clearTimeout(patience);
  }
};

const say = (text) => {
  if (status.textContent !== text) status.textContent = text;
};

// While one types, a count for every letter would be read out.
const sayCalmly = (text) => {
  const mine = turn;
  setTimeout(() => mine === turn && say(text), CALM_MS);
};

const quoted = (term) => `“\u2068${term}\u2069”`; // isolated: it may run from right to left

const count = (number, term) =>
  number
    ? `${number} article${number === 1 ? "" : "s"} found for ${quoted(term)}.`
    : `Nothing found for ${quoted(term)}. Check the spelling, try other words, or choose from the lists below.`;

// Pagefind finds nothing, and says no more, where a part of its index does not come: offline, after
// a new build, or from a host that has a page for every address. Its parts are gzip, or unpacked.
const trusted = async (found) => {
  if (!found || found.results.length) return found;
  if (!navigator.onLine) throw new Error("offline");
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  for (const part of new Set(loaded.filter((name) => name.endsWith(".pf_index")))) {
    const response = await fetch(part, { cache: "force-cache" });
    const [first] = new Uint8Array(await response.arrayBuffer());
    if (!response.ok || ![0x1f, 0x70].includes(first)) throw new Error(part);
  }
  return found;
};

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const inItsLanguage = (made, { meta }) => {
  if (meta.lang) Object.assign(made, { lang: meta.lang, dir: "auto" });
  return made;
};

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// Pagefind marks words with <mark>; a < of the article itself is &lt; by then.
const excerpt = (article) => {
  const words = plain(article.plain_excerpt);
  const parts = article.excerpt
    .split(/<mark>(.*?)<\/mark>/s)
    .map((part, place) => (place % 2 ? element("mark", "", plain(part)) : plain(part)));
  if (!article.content.startsWith(words)) parts.unshift("… ");
  if (!article.content.endsWith(words)) parts.push(" …");
  return parts;
};

const data = (found) => Promise.all(found.map((result) => result.data()));

/* Options while typing */

const suggest = () => {
  const term = input.value.trim();
  choose(-1); // Enter now means these words
  if (!term) {
    turn++;
    say(idle);
    return close();
  }
  ask(
    async (pagefind) => {
      const found = await trusted(await pagefind.debouncedSearch(term, {}, PAUSE_MS));
      return found && { total: found.results.length, articles: await data(found.results.slice(0, OPTIONS)) };
    },
    ({ total, articles }) => {
      if (document.activeElement === input) open(articles);
      sayCalmly(count(total, term) + (total > 1 ? " Enter shows them all." : ""));
    },
  );
};

const open = (articles) => {
  shown = articles;
  popup.replaceChildren(
    ...articles.map((article, place) => {
      const option = element("li", "search__option", element("span", "search__title", article.meta.title));
      if (article.meta.topics) option.append(element("span", "soft", article.meta.topics));
      option.id = `search-option-${place}`;
      option.setAttribute("role", "option");
      option.addEventListener("click", () => follow(article));
      return inItsLanguage(option, article);
    }),
  );
  popup.hidden = !articles.length;
  input.setAttribute("aria-expanded", String(!popup.hidden));
  choose(-1);
};

const close = () => open([]);

// Back leads to the results for the words that were typed.
const follow = (article) => {
  remember(input.value.trim());
  location.assign(article.url);
};

const remember = (term) => {
  const query = term ? `?${new URLSearchParams({ q: term })}` : "";
  history.replaceState(null, "", location.pathname + query);
};

const choose = (place) => {
  active = place;
  [...popup.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
  const option = popup.children[place];
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
};

/* All results */

const showAll = () => {
  const term = input.value.trim();
  remember(term);
  close();
  if (!term) {
    turn++;
    results.hidden = true;
    return say(idle);
  }
  ask(
    async (pagefind) => {
      const found = (await trusted(await pagefind.search(term))).results;
      return { found, articles: await data(found.slice(0, AT_ONCE)) };
    },
    ({ found, articles }) => {
      const rows = element("ol", "search__results", ...articles.map(row));
      results.querySelector("ol")?.remove();
      more.before(rows);
      results.querySelector("h2").textContent = `Results for ${quoted(term)}`;
      results.hidden = !found.length;
      more.hidden = found.length <= AT_ONCE;
      more.querySelector("button").onclick = () => showMore(found, rows);
      say(count(found.length, term));
    },
    () => (results.hidden = true), // they answer an older question
  );
};

const showMore = (found, rows) => {
  const from = rows.children.length;
  ask(
    () => data(found.slice(from, from + AT_ONCE)),
    (articles) => {
      rows.append(...articles.map(row));
      more.hidden = rows.children.length >= found.length;
      rows.children[from].querySelector("a").focus();
    },
  );
};

const row = (article) => {
  const link = element("a", "", article.meta.title);
  link.href = article.url;
  const made = element("li", "search__result", element("h3", "search__result-title", link));
  if (article.meta.topics) made.append(element("p", "soft", article.meta.topics));
  made.append(element("p", "search__excerpt", ...excerpt(article)));
  return inItsLanguage(made, article);
};

/* Keys and pointers (the combobox pattern of the ARIA practices guide) */

const keys = {
  ArrowDown: () => (shown.length ? choose((active + 1) % shown.length) : suggest()),
  ArrowUp: () => shown.length && choose((active < 1 ? shown.length : active) - 1),
  Escape: () => {
    if (popup.hidden) input.value = "";
    turn++;
    close();
    say(idle);
  },
};

input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    follow(shown[active]);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
    choose(-1); // the cursor in the field moves
  }
});

input.addEventListener("input", suggest);
input.addEventListener("focus", () => load().catch(() => (engine = null)), { once: true });
input.addEventListener("blur", close);
popup.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard makes room for results
  showAll();
});

live.hidden = false; // until now there was no field that could do nothing

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked.slice(0, input.maxLength);
  showAll();
}
