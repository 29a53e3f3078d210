// Starts Sveltia CMS. The preview's server turns posts into what the form shows, and back.
"use strict";

(() => {
  const FILE = "file_as_read"; // travels with the values of a post, beside its fields
  const LIST = "offered"; // the id of what is offered in the field where somebody types
  const AT_ONCE = 10; // posts, of 1 MB each at most
  const waiting = []; // posts to be read
  const offered = { category: {}, topics: {} }; // sets of texts, by language
  let people = [];
  let siteLanguage = "";
  const written = new Map(); // what became of the file of a post, by the text that was read

  const ask = async (what, sent) => {
    const body = JSON.stringify(sent);
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`/edit/${what}`, { method: "POST", headers, body });
    const received = await answer.json();
    if (!answer.ok) throw new Error(received.message);
    return received;
  };

  // Sveltia reads many posts at once: a few requests for all of them take a fraction of the time.
  const fromFile = (text) =>
    new Promise((resolve, reject) => {
      if (!waiting.length) setTimeout(readAll);
      waiting.push({ text, resolve, reject });
    });

  const readAll = async () => {
    while (waiting.length) {
      const posts = waiting.splice(0, AT_ONCE);
      try {
        const read = await ask("read", { texts: posts.map(({ text }) => text) });
        posts.forEach(({ text, resolve, reject }, at) => {
          const { message, values } = read[at];
          if (message) reject(new Error(message));
          else {
            for (const name of ["category", "topics"]) note(name, values.lang, values[name]);
            resolve({ ...values, [FILE]: text });
          }
        });
      } catch (error) {
        posts.forEach(({ reject }) => reject(error));
      }
    }
  };

  const toFile = async ({ [FILE]: text = "", ...values }) => {
    try {
      const made = await ask("write", { text, expected: written.get(text) ?? text, values });
      written.set(text, made.read);
      // Sveltia trims what it gets, and puts a line feed after it: so the end of a file stays.
      return { trim: () => made.text.replace(/\n$/, "") };
    } catch (error) {
      alert(error.message); // Sveltia says only that there was an error
      throw error;
    }
  };

  const base = (language) => language.split("-")[0].toLowerCase();

  const note = (name, language = siteLanguage, values = []) => {
    const known = (offered[name][base(language)] ??= new Set());
    for (const value of [values].flat()) known.add(value);
  };

  const inOrder = (one, other) => one.localeCompare(other);

  // What the site has already is offered where somebody types; anything else may be typed too.
  const offer = ({ target }) => {
    const path = target.closest?.("[data-key-path]")?.dataset.keyPath ?? "";
    const name = path.replace(/\.\d+$/, ""); // of an item of a list
    const language = target.closest("[data-locale]")?.dataset.locale ?? siteLanguage;
    const known = name === "authors" ? people : offered[name]?.[base(language)];
    if (!known || target.localName !== "input") return;
    const list = document.getElementById(LIST) ?? document.createElement("datalist");
    list.id = LIST;
    list.replaceChildren(...[...known].sort(inOrder).map((value) => new Option(value, value)));
    document.body.append(list);
    target.setAttribute("list", LIST);
  };

  window.CMS_MANUAL_INIT = true;
  document.addEventListener("focusin", offer);
  window.addEventListener("DOMContentLoaded", async () => {
    const config = await (await fetch("/edit/configuration")).json();
    siteLanguage = config.i18n.locales[0];
    people = await (await fetch("/edit/people")).json();
    CMS.registerCustomFormat("post-frontmatter", "md", { fromFile, toFile });
    CMS.init({ config });
  });
})();
