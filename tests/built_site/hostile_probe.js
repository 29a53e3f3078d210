// Opens pages, or pieces of HTML, in frames and presses whatever is in them. Gives back what is bad
// of what it finds: a handler, a link or form with a scheme that runs, a load from another host.
async ({ addresses = [], pieces = [], shown = true, pause }) => {
  const AT_ONCE = 40;
  const SCHEMES = ["http:", "https:", "mailto:", "tel:"];
  const LEADS = ["href", "xlink:href", "action", "formaction", "cite"];
  const LOADS = ["src", "srcset", "poster", "data", "background", "ping"];
  const bad = [];

  const addressOf = (value, base) => {
    try {
      return new URL(value, base);
    } catch {
      return null;
    }
  };

  const leads = (element, { name, value }) => {
    const address = addressOf(value, element.baseURI);
    return !address || SCHEMES.includes(address.protocol);
  };

  const loads = (element, { name, value }) => {
    const each = name === "srcset" ? value.split(/, /).map((one) => one.trim().split(/\s/)[0]) : [value];
    const own = new URL(location.href).host;
    return each.every((one) => !addressOf(one, location.href) || addressOf(one, location.href).host === own);
  };

  const fits = (element, attribute) =>
    !/^on/.test(attribute.name) &&
    (!LEADS.includes(attribute.name) || leads(element, attribute)) &&
    (!LOADS.includes(attribute.name) || loads(element, attribute));

  const press = (root) => {
    // What leads to another page would end the visit; what runs, runs.
    root.addEventListener("click", (event) => {
      const link = event.target.closest?.("a, area");
      if (link && SCHEMES.includes(link.protocol)) event.preventDefault();
    });
    root.addEventListener("submit", (event) => {
      const { protocol } = new URL(event.submitter?.formAction || event.target.action);
      if (SCHEMES.includes(protocol)) event.preventDefault();
    });
    for (const element of root.querySelectorAll("*")) {
      for (const attribute of element.attributes)
        if (!fits(element, attribute)) bad.push(`${element.localName} ${attribute.name}=${attribute.value}`);
      if (element.localName === "details") element.open = true;
      if (element.matches("a, area, button, summary, [tabindex]")) element.click?.();
    }
  };

  const frame = (address) =>
    new Promise((done) => {
      const made = document.createElement("iframe");
      made.onload = () => done(made);
      made.hidden = !shown; // no layout: a third of the time
      if (address) made.src = address;
      document.body.append(made);
    });

  const rest = () => new Promise((done) => setTimeout(done, pause));
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const frames = await Promise.all(addresses.slice(at, at + AT_ONCE).map(frame));
    for (const { contentDocument } of frames) if (contentDocument) press(contentDocument);
    await rest();
    for (const made of frames) made.remove();
  }
  for (let at = 0; at < pieces.length; at += 32) {
    const made = await frame();
    const { body } = made.contentDocument;
    for (const piece of pieces.slice(at, at + 32)) {
      const holder = made.contentDocument.createElement("div");
      body.append(holder);
      holder.innerHTML = piece;
    }
    press(body);
    await rest();
    made.remove();
  }
  return bad;
}
