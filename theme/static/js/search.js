// The search page: suggestions while the visitor types, and a list of all results after Enter.
// Pagefind and its index are loaded when the field is first focused. All content is inserted as
// text, never as markup.

const MAX_OPTIONS = 6;
const PAGE_SIZE = 10; // results, before "Show more"
const DEBOUNCE_MS = 200; // after the last key
const TIMEOUT_MS = 30_000; // five requests in sequence take 10 s on a bad connection
const BUSY_DELAY_MS = 500; // before “Searching …” is announced
const COUNT_DELAY_MS = 600; // before the number of articles is announced

const live = document.getElementById("search");
const form = live.querySelector("form");
const input = form.elements.q;
const popup = document.getElementById("search-options");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const more = document.getElementById("search-more");
const idle = status.textContent;

let engine = null;
let turn = 0; // the results of an earlier query are ignored
let shown = []; // the articles in the list of options
let active = -1;

const site = new URL("..", import.meta.url);

const load = () =>
  (engine ??= import(new URL("pagefind/pagefind.js", site).href).then((pagefind) =>
    pagefind.createInstance({ noWorker: true }), // a worker's address would need a Trusted Types policy
  ));

// Pagefind's own address of an article is that of the file that was indexed.
const address = ({ meta }) => site.pathname + meta.url;

// The result, or an error after a timeout, so that a search never hangs.
const withTimeout = (answer) => {
  const late = new Promise((_, reject) => setTimeout(reject, TIMEOUT_MS, new Error("too late")));
  return Promise.race([answer, late]);
};

// Calls `then` with the result of `find`, or `failed`, unless another query has begun meanwhile.
const run = async (find, then, failed = () => {}) => {
  const mine = ++turn;
  const busy = setTimeout(() => mine === turn && say("Searching …"), BUSY_DELAY_MS);
  try {
    const found = await withTimeout(load().then(find));
    if (mine === turn && found) then(found);
  } catch {
    engine = null;
    if (mine !== turn) return;
    close();
    failed();
    say("The search could not be loaded. Check your connection and reload the page, or choose from the lists below.");
  } finally {
    clearTimeout(busy);
  }
};

const say = (text) => {
  if (status.textContent !== text) status.textContent = text;
};

// Delayed, or screen readers would read out a number for every letter that is typed.
const sayLater = (text) => {
  const mine = turn;
  setTimeout(() => mine === turn && say(text), COUNT_DELAY_MS);
};

const quoted = (term) => `“\u2068${term}\u2069”`; // isolated: it may be right-to-left text

const count = (number, term) =>
  number
    ? `${number} article${number === 1 ? "" : "s"} found for ${quoted(term)}.`
    : `Nothing found for ${quoted(term)}. Check the spelling, try other words, or choose from the lists below.`;

// Pagefind returns no results, without an error, if a part of its index cannot be loaded: offline,
// after a new build, or from a host that has a page for every URL. A part begins with the signature
// of gzip or, if the host has decompressed it, of Pagefind.
const verified = async (found) => {
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

// Pagefind marks the found words with <mark>; a < of the article itself is &lt;.
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
  choose(-1); // Enter now searches for the typed words
  if (!term) {
    turn++;
    say(idle);
    return close();
  }
  run(
    async (pagefind) => {
      const found = await verified(await pagefind.debouncedSearch(term, {}, DEBOUNCE_MS));
      return found && { total: found.results.length, articles: await data(found.results.slice(0, MAX_OPTIONS)) };
    },
    ({ total, articles }) => {
      if (document.activeElement === input) open(articles);
      sayLater(count(total, term) + (total > 1 ? " Enter shows them all." : ""));
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

// The browser's Back button leads to the results for the typed words.
const follow = (article) => {
  remember(input.value.trim());
  location.assign(address(article));
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
  run(
    async (pagefind) => {
      const found = (await verified(await pagefind.search(term))).results;
      return { found, articles: await data(found.slice(0, PAGE_SIZE)) };
    },
    ({ found, articles }) => {
      const rows = element("ol", "search__results", ...articles.map(row));
      results.querySelector("ol")?.remove();
      more.before(rows);
      results.querySelector("h2").textContent = `Results for ${quoted(term)}`;
      results.hidden = !found.length;
      more.hidden = found.length <= PAGE_SIZE;
      more.querySelector("button").onclick = () => showMore(found, rows);
      say(count(found.length, term));
    },
    () => (results.hidden = true), // they are for an earlier query
  );
};

const showMore = (found, rows) => {
  const from = rows.children.length;
  run(
    () => data(found.slice(from, from + PAGE_SIZE)),
    (articles) => {
      rows.append(...articles.map(row));
      more.hidden = rows.children.length >= found.length;
      rows.children[from].querySelector("a").focus();
    },
  );
};

const row = (article) => {
  const link = element("a", "", article.meta.title);
  link.href = address(article);
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
  if (matchMedia("(pointer: coarse)").matches) input.blur(); // hides the on-screen keyboard
  showAll();
});

live.hidden = false; // without the script there is no field

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked.slice(0, input.maxLength);
  showAll();
}
