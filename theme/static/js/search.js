// The search page: suggestions while the visitor types, and a list of all results after Enter.
// The engine of plugins/site_search and its index are loaded when the field is first focused. All
// content is inserted as text, never as markup.

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
const urgent = document.getElementById("search-urgent"); // null if the clinic has no care line
const idle = status.textContent;
const words = JSON.parse(live.dataset.words ?? "{}"); // in the language of the page, by the English ones

const lang = document.documentElement.lang.split("-")[0];
const kinds = { article: "Article", page: "Page", person: "Person", place: "Place", treatment: "Treatment" };

let engine = null;
let turn = 0; // the results of an earlier query are ignored
let shown = []; // the articles in the list of options
let active = -1;

const site = new URL("..", import.meta.url);

const index = new URL("search-index/", site);

const load = () => (engine ??= connect());

const connect = async () => {
  const response = await fetch(new URL("index.json", index), { cache: "no-cache" });
  if (!response.ok) throw new Error(response.status);
  const entry = await response.json();
  const { excerpt, open } = await import(new URL(`engine.${entry.engine}.js`, index).href);
  return { ...open(index, entry), excerpt };
};

const address = ({ url }) => site.pathname + url;

// The result, or an error after a timeout, so that a search never hangs.
const withTimeout = (answer) => {
  const late = new Promise((_, reject) => setTimeout(reject, TIMEOUT_MS, new Error("too late")));
  return Promise.race([answer, late]);
};

// What `find` gives. If the site has been built again since the index was loaded, files of it are
// missing, and it is loaded again.
const attempt = async (find, isCurrent) => {
  const loaded = engine;
  try {
    return await find(await load(), isCurrent);
  } catch (error) {
    if (!loaded || !isCurrent()) throw error;
    engine = null;
    return find(await load(), isCurrent);
  }
};

// Calls `then` with the result of `find`, or `failed`, unless another query has begun meanwhile.
const run = async (find, then, failed = () => {}) => {
  const mine = ++turn;
  const isCurrent = () => mine === turn;
  const busy = setTimeout(() => isCurrent() && say(translated("Searching …")), BUSY_DELAY_MS);
  try {
    const found = await withTimeout(attempt(find, isCurrent));
    if (isCurrent() && found) then(found);
  } catch {
    engine = null;
    if (!isCurrent()) return;
    close();
    failed();
    say(translated("The search could not be loaded. Check your connection and reload the page, or choose from the lists below."));
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

const translated = (english, term = "", number = 0) => {
  const isolated = `\u2068${term}\u2069`; // it may be right-to-left text
  const said = words[english] ?? english;
  return said.replace("%(number)s", () => number).replace("%(term)s", () => isolated);
};

// What is said of the results, and of what was searched instead of the typed words.
const count = ({ found, also, missing }, term) => {
  const number = found.length;
  if (!number) return translated("Nothing found for “%(term)s”. Check the spelling, try other words, or choose from the lists below.", term);
  const said = number === 1 ? "1 result found for “%(term)s”." : "%(number)s results found for “%(term)s”.";
  return [
    translated(said, term, number),
    ...also.map((phrase) => translated("Also searched for “%(term)s”.", phrase)),
    ...missing.map((word) => translated("No page has “%(term)s”.", word)),
  ].join(" ");
};

// The care line comes first if the typed words may be those of somebody who needs help at once.
const warn = (answer) => {
  if (urgent) urgent.hidden = !answer?.urgent;
};

const about = ({ kind = "article", topics }) => [translated(kinds[kind]), ...(topics ? [topics] : [])].join(" · ");

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const inItsLanguage = (made, { lang }) => {
  if (lang) Object.assign(made, { lang, dir: "auto" });
  return made;
};

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/* Options while typing */

const suggest = () => {
  const term = input.value.trim();
  choose(-1); // Enter now searches for the typed words
  if (!term) {
    turn++;
    say(idle);
    warn();
    return close();
  }
  run(
    async (search, isCurrent) => {
      await wait(DEBOUNCE_MS);
      if (!isCurrent()) return null;
      const answer = await search.find(term, { typing: true, lang });
      return { answer, articles: await Promise.all(answer.found.slice(0, MAX_OPTIONS).map(search.article)) };
    },
    ({ answer, articles }) => {
      if (document.activeElement === input) open(articles);
      warn(answer);
      const total = answer.found.length;
      const begun = !total && term.length < 3; // nobody can tell yet what is meant
      sayLater(begun ? idle : count(answer, term) + (total > 1 ? ` ${translated("Enter shows them all.")}` : ""));
    },
  );
};

const open = (articles) => {
  shown = articles;
  popup.replaceChildren(
    ...articles.map((article, place) => {
      const option = element("li", "search__option", element("span", "search__title", article.title));
      option.append(element("span", "soft", about(article)));
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
    warn();
    return say(idle);
  }
  run(
    async (search) => {
      const answer = await search.find(term, { lang });
      const { found, terms } = answer;
      const rowOf = async (number) => row(await search.article(number), (text) => search.excerpt(text, terms));
      const rows = (from) => Promise.all(found.slice(from, from + PAGE_SIZE).map(rowOf));
      return { answer, rows, first: await rows(0) };
    },
    ({ answer, rows, first }) => {
      const { found } = answer;
      warn(answer);
      const list = element("ol", "search__results", ...first);
      results.querySelector("ol")?.remove();
      more.before(list);
      results.querySelector("h2").textContent = translated("Results for “%(term)s”", term);
      results.hidden = !found.length;
      more.hidden = found.length <= PAGE_SIZE;
      const message = count(answer, term);
      more.querySelector("button").onclick = () => showMore(found, list, rows, message);
      say(message);
    },
    () => (results.hidden = true), // they are for an earlier query
  );
};

const showMore = (found, list, rows, message) => {
  const from = list.children.length;
  run(
    () => rows(from),
    (next) => {
      list.append(...next);
      more.hidden = list.children.length >= found.length;
      list.children[from].querySelector("a").focus();
      say(message);
    },
  );
};

const row = (article, excerpt) => {
  const words = excerpt(article.text ?? "").map(([text, marked]) => (marked ? element("mark", "", text) : text));
  const link = element("a", "", article.title);
  link.href = address(article);
  const made = element("li", "search__result", element("h3", "search__result-title", link));
  made.append(element("p", "soft", about(article)));
  made.append(element("p", "search__excerpt", ...words));
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
