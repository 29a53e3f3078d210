// Refreshes the page when the site was rebuilt, or the desk when it shows something else; lays what
// a failed build found over the page, and lists above it what was found in its post.
"use strict";

(() => {
  const RETRY_MS = 1000;
  const OPEN = "preview-findings"; // whether the panel of this tab is open
  const OURS = 'script[src="/_preview/reload.js"]';
  const RUNNING = 'script:is(:not([type]), [type=""], [type="module"], [type*="javascript"])';
  const OF_DESK = location.pathname.startsWith("/desk/"); // whose pages no build writes
  let shownBuild = document.currentScript.dataset.build;
  let request = null;
  let stream = null;
  let overlay = null;
  let dismissed = "";

  // A browser opens six connections to a host at most: tabs nobody looks at give theirs back.
  const connect = () => {
    if (stream || document.hidden) return;
    stream = new EventSource("/_preview/events");
    stream.addEventListener("building", () => overlay?.say("Building again …"));
    stream.addEventListener("page", showPage);
    stream.addEventListener("desk", OF_DESK ? ({ data }) => catchUp(JSON.parse(data)) : showPage);
    stream.addEventListener("built", receive);
    stream.addEventListener("findings", receive);
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return; // else it connects again by itself
      disconnect();
      setTimeout(connect, RETRY_MS);
    });
  };

  const disconnect = () => {
    stream?.close();
    stream = null;
  };

  const reload = () => {
    disconnect();
    location.reload();
  };

  const load = (address, show) => {
    request?.abort();
    request = new XMLHttpRequest(); // parses HTML, which Trusted Types forbid DOMParser
    request.open("GET", address);
    request.responseType = "document";
    request.onerror = reload;
    request.onload = ({ target: { response } }) => show(response);
    request.send();
  };

  // Whether this page stays, as it is or with new parts.
  const catchUp = ({ build, desk }) => {
    const newest = OF_DESK ? desk : build;
    if (newest === shownBuild) return true;
    const [run, before] = [newest, shownBuild].map((id) => id.split("-")[0]);
    if (!OF_DESK || run !== before) { // after a restart of the preview all may be another one
      reload();
      return false;
    }
    shownBuild = newest;
    load(location.href, showDesk);
    return true;
  };

  // Only what differs is replaced, so that the place, the focus and what was typed stay.
  const showDesk = (fresh) => {
    const focused = document.activeElement;
    for (const image of fresh?.images ?? []) image.src += `?${shownBuild}`; // to load it again
    for (const part of ["main", "footer"]) {
      const [old, other] = [document, fresh].map((page) => page?.querySelector(part));
      if (!old || !other) return reload();
      patch(old, other);
    }
    if (focused.isConnected) return;
    const alike = ({ name, href }) => name === focused.name && href === focused.href;
    const parts = [...document.querySelectorAll(focused.tagName)];
    parts.find(alike)?.focus({ preventScroll: true });
  };

  const patch = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    const [ours, theirs] = [[...old.childNodes], [...fresh.childNodes]];
    const alike = ours.length && ours.length === theirs.length;
    if (alike && old.tagName !== "SELECT" && old.cloneNode().isEqualNode(fresh.cloneNode())) {
      ours.forEach((part, i) => patch(part, theirs[i]));
    } else {
      copyFields(old, fresh);
      old.replaceWith(fresh);
    }
  };

  // What was typed or chosen and is not sent yet; not a choice that is no longer offered.
  const copyFields = (old, fresh) => {
    const before = new Map(fields(old).map(({ name, value }) => [name, value]));
    for (const field of fields(fresh)) {
      const offered = field.value;
      field.value = before.get(field.name) ?? offered;
      if (field.selectedIndex === -1) field.value = offered;
    }
  };

  const fields = (part) => [part, ...part.querySelectorAll?.("*") ?? []].filter((each) => each.matches?.("input, select"));

  // One page is finished before the rest of the site. Its body replaces this one, in a fraction of
  // the time that it takes to load the page; not if it has scripts, which would not run, or if this
  // page has missed a build, and its head may be outdated.
  const showPage = (event) => {
    const { build, page, same } = JSON.parse(event.data);
    if (page !== location.pathname || build === shownBuild) return;
    if (same !== shownBuild) return reload();
    shownBuild = build;
    load(page, (fresh) => {
      fresh?.querySelector(OURS)?.remove();
      if (!fresh?.body || fresh.querySelector(RUNNING)) return reload();
      for (const rules of fresh.body.querySelectorAll("script")) rules.remove(); // for other pages
      document.title = fresh.title;
      document.body.replaceWith(fresh.body);
    });
  };

  // What was found in the post of this page; the server knows its file.
  const listOwn = async () => {
    const answer = await fetch(`/_preview/findings?page=${encodeURIComponent(location.pathname)}`);
    const { findings } = answer.ok ? await answer.json() : { findings: [] };
    if (findings.length) overlay ??= makeOverlay();
    overlay?.list(findings);
  };

  const receive = (event) => {
    const data = JSON.parse(event.data);
    const { build, findings, page, same } = data;
    if (page === location.pathname && same === shownBuild) shownBuild = build;
    if (!catchUp(data)) return;
    listOwn().catch(() => {}); // the preview has ended
    if (event.type === "built") {
      overlay?.close();
      if (findings.length) overlay ??= makeOverlay();
      overlay?.note(findings);
    } else if (event.lastEventId !== dismissed) {
      overlay ??= makeOverlay();
      overlay.show(findings, () => { dismissed = event.lastEventId; });
    }
  };

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children); // strings become text, never markup
    return element;
  };

  const plain = (words) => words.split("`").map((part, i) => (i % 2 ? make("code", "", part) : part));

  // What the editor has just saved comes first, what merely is odd comes last.
  const rank = ({ severity, path }) => (severity === "error" ? 0 : 2) + (path ? 0 : 1);

  const linked = (finding) => {
    if (!finding.link) return place(finding);
    const link = make("a", "", place(finding));
    link.href = finding.link;
    return link;
  };

  const place = ({ path, line, column }) => [path, line, column].filter(Boolean).join(":");

  // The same sentence about many places is shown once.
  const elsewhere = ([first, ...others]) => [
    "The same in ", make("code", "", first), others.length ? ` and ${others.length} more places.` : ".",
  ];

  const listItem = (finding) => {
    const item = make("li", finding.severity);
    item.append(make("p", "message", make("strong", "", finding.severity), ...plain(finding.message)));
    if (finding.path) item.prepend(make("p", "place", make("code", "", linked(finding))));
    if (finding.hint) item.append(make("p", "hint", ...plain(finding.hint)));
    if (finding.more?.length) item.append(make("p", "hint", ...elsewhere(finding.more)));
    return item;
  };

  const sum = (findings) => findings.reduce((total, { more }) => total + 1 + more.length, 0);

  const count = (findings) => {
    const errors = sum(findings.filter((finding) => finding.severity === "error"));
    return errors === 1 ? "One thing to fix" : `${errors} things to fix`;
  };

  const countWarnings = (findings) => {
    const warnings = sum(findings);
    return warnings === 1 ? "One warning" : `${warnings} warnings`;
  };

  // In a shadow tree, so that neither the site's styles nor the overlay's reach the other.
  const makeOverlay = () => {
    const host = make("div", "");
    const root = host.attachShadow({ mode: "open" });
    const style = make("link", "");
    style.rel = "stylesheet";
    style.href = "/_preview/overlay.css";
    const title = make("h1", "");
    title.id = "title";
    const status = make("p", "status");
    status.setAttribute("role", "status");
    const button = make("button", "", "Hide");
    button.type = "button";
    button.onclick = () => dialog.close();
    const list = make("ol", "");
    const dialog = make("dialog", "", make("header", "", title, button), status, list);
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "title");
    const summary = make("summary", "");
    const own = make("ol", "");
    const details = make("details", "", summary, own);
    details.open = sessionStorage.getItem(OPEN) === "open";
    details.ontoggle = () => sessionStorage.setItem(OPEN, details.open ? "open" : "");
    const panel = make("aside", "panel", details);
    panel.setAttribute("aria-label", "Findings in this post");
    panel.hidden = true;
    const corner = make("button", "corner");
    corner.type = "button";
    corner.hidden = true;
    let wanted = false;
    const styled = new Promise((done) => { style.onload = style.onerror = done; });
    root.append(style, panel, corner, dialog);
    document.body.before(host); // so that the panel, which is no layer, moves the page down

    const open = async (name, words, findings, onHide) => {
      title.textContent = name;
      status.textContent = words;
      list.replaceChildren(...findings.sort((a, b) => rank(a) - rank(b)).map(listItem));
      dialog.className = findings.some(({ severity }) => severity === "error") ? "" : "quiet";
      dialog.onclose = onHide; // by Escape or the button
      wanted = true;
      await styled;
      if (wanted && !dialog.open) dialog.showModal();
    };

    return {
      say: (words) => { status.textContent = words; },
      close: () => {
        wanted = false;
        dialog.close();
      },
      show: (findings, onHide) => {
        corner.hidden = true;
        open(count(findings), "This goes away by itself once it is fixed and saved.", findings, onHide);
      },
      list: async (findings) => {
        await styled;
        panel.hidden = !findings.length;
        summary.textContent = `${findings.length} ${findings.length === 1 ? "finding" : "findings"} in this post`;
        own.replaceChildren(...findings.sort((a, b) => rank(a) - rank(b)).map(listItem));
      },
      note: async (findings) => { // warnings: nothing is covered until the editor asks for them
        await styled;
        corner.hidden = !findings.length;
        corner.textContent = `${countWarnings(findings)} in the whole site`; // the panel has the post's
        corner.onclick = () => open(countWarnings(findings), "A build does not stop for these, but some must be fixed before the site is published.", findings, null);
      },
    };
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
})();
