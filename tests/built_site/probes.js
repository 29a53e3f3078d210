// Checks that run within a page of the built sites; each returns short lines of text.
(() => {
  const all = root => [...root.querySelectorAll("*")]
  const shown = element => element.checkVisibility({ visibilityProperty: true })
  const words = text => text.replace(/\s+/g, " ").trim()
  const named = element => `${element.localName}.${element.className || "-"} "` +
    words(element.getAttribute("aria-label") || element.textContent).slice(0, 40) + '"'
  const number = value => parseFloat(value) || 0
  const style = (element, pseudo) => getComputedStyle(element, pseudo)

  // For screen readers only: not larger than a pixel.
  const visuallyHidden = element => element.offsetWidth <= 1 && element.offsetHeight <= 1

  const channels = colour => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number)
    return { rgb: [red, green, blue], alpha }
  }
  const luminance = rgb => rgb
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0)
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const background = element => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = channels(style(at).backgroundColor)
      if (alpha > 0) return rgb
    }
    return [255, 255, 255]
  }

  const stops = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(element => element.tabIndex >= 0 && shown(element))

  // The focus ring of an element: its own, or that of the pseudo-element that covers its card.
  const ring = element => ["", "::after"].map(pseudo => {
    const { outlineStyle, outlineWidth, outlineOffset, outlineColor, position } = style(element, pseudo || null)
    const box = pseudo && position === "absolute"
      ? all(document).filter(one => one.contains(element) && style(one).position === "relative").at(-1)
      : element
    const content = pseudo ? style(element, pseudo).content !== "none" : true
    const drawn = content && outlineStyle !== "none" && number(outlineWidth) >= 2
    return drawn && { box, colour: channels(outlineColor).rgb, out: number(outlineWidth) + number(outlineOffset) }
  }).find(Boolean)

  const clippedBy = (box, out) => {
    const inner = box.getBoundingClientRect()
    for (let at = box.parentElement; at && at !== document.body; at = at.parentElement) {
      if (style(at).overflow === "visible") continue
      const outer = at.getBoundingClientRect()
      if (inner.left - out < outer.left || inner.right + out > outer.right ||
        inner.top - out < outer.top || inner.bottom + out > outer.bottom) return at
    }
    return null
  }

  const textBoxes = root => {
    const boxes = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { currentNode: node } = walker
      const parent = node.parentElement
      if (!words(node.data) || !shown(parent) || visuallyHidden(parent) || parent.closest(".skip-link")) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        if (box.width > 1) boxes.push({ node, parent, box })
      }
    }
    return boxes
  }

  const motion = found => {
    const at = (where, what) => found.push(`${where}: ${what}`)
    for (const element of all(document)) {
      for (const pseudo of [null, "::before", "::after"]) {
        const seen = style(element, pseudo)
        if (seen.transitionDuration.split(", ").some(number)) at(named(element), "transition")
        if (seen.animationName !== "none") at(named(element), "animation")
      }
      if (style(element).scrollBehavior === "smooth") at(named(element), "smooth scrolling")
    }
    const rules = list => [...list].flatMap(rule =>
      rule.media && !matchMedia(rule.media.mediaText).matches ? [] :
        rule.styleSheet ? rules(rule.styleSheet.cssRules) :
          [rule, ...(rule.cssRules ? rules(rule.cssRules) : [])])
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      for (const rule of rules(sheet.cssRules)) {
        if (rule.constructor.name === "CSSViewTransitionRule" && rule.navigation === "auto") at("page", "view transition")
      }
    }
    return found
  }

  const noted = []
  window.probe = {
    // Applies a user style sheet.
    setUserStyles: css => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [sheet]
    },

    openDetails: () => all(document).filter(one => one.matches("details")).forEach(one => { one.open = true }),

    stops: () => stops().map(named),

    // The index of the focused element, and whether it is outside of the screen or covered.
    focused: () => {
      const element = document.activeElement
      const index = stops().indexOf(element)
      if (index < 0) return { index, hidden: false }
      const [box] = element.getClientRects()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const top = document.elementFromPoint(x, y)
      const inside = box.top >= 0 && box.left >= 0 && box.top < innerHeight && box.right <= innerWidth + 1
      const fits = box.height > innerHeight || box.bottom <= innerHeight + 1
      const free = style(element).pointerEvents === "none" || (top && (top === element || element.contains(top)))
      return { index, hidden: !(inside && fits && free) }
    },

    // Notes the same after each key, because to ask after each takes longer than to press it.
    noteFocus: () => addEventListener("keyup", () => noted.push(window.probe.focused()), true),
    notedFocus: () => noted,

    // Focuses an element and scrolls it to the middle; the box around its ring, and its perimeter.
    show: index => {
      const element = stops()[index]
      element.focus({ preventScroll: true })
      const { box, out } = ring(element) || { box: element, out: 0 }
      box.scrollIntoView({ block: "center" })
      const { x, y, width, height } = box.getBoundingClientRect()
      const around = [...box.getClientRects()].reduce((sum, one) => sum + 2 * (one.width + one.height), 0)
      return { x: x - out - 2, y: y - out - 2, width: width + 2 * out + 4, height: height + 2 * out + 4, around }
    },

    focus: index => index < 0 ? document.activeElement.blur() : stops()[index].focus({ preventScroll: true }),

    // Elements whose focus ring is missing, clipped, or has less than 3:1 contrast.
    weakRings: () => stops().flatMap(element => {
      document.activeElement.blur()
      const before = ring(element)
      element.focus({ preventScroll: true })
      const seen = ring(element)
      if (before || !seen) return [`${named(element)}: no ring`]
      const around = background(seen.box.parentElement)
      const cut = clippedBy(seen.box, seen.out)
      return [
        ...(contrast(seen.colour, around) < 3 ? [`${named(element)}: faint ring`] : []),
        ...(cut && !visuallyHidden(seen.box) ? [`${named(element)}: ring cut by ${named(cut)}`] : []),
      ]
    }),

    // Consecutive focusable elements where focus moves backwards: up without moving to the right.
    focusJumps: () => {
      const places = stops().filter(one => !one.matches(".skip-link"))
        .map(one => ({ one, box: one.getBoundingClientRect() }))
      return places.slice(1).flatMap(({ one, box }, index) => {
        const { one: from, box: before } = places[index]
        const above = box.bottom <= before.top + 1
        const beside = box.left >= before.right - 1
        const back = box.right <= before.left + 1 && box.bottom <= before.bottom + 1 && box.top < before.bottom - 1
        return (above && !beside) || back ? [`${named(from)} then ${named(one)}`] : []
      })
    },

    // Main controls that are smaller than a touch target.
    smallTargets: () => stops()
      .filter(one => one.matches(".tap, .button, .wordmark, button, input, select, summary") && !visuallyHidden(one))
      .filter(one => one.offsetHeight < 43.5 || one.offsetWidth < 24)
      .map(one => `${named(one)} ${one.offsetWidth} x ${one.offsetHeight}`),

    // Text that is clipped, outside of the screen, or covered by other text.
    clippedText: () => {
      const boxes = textBoxes(document.body)
      const inScroller = element => element.closest(".table-scroll")
      const outside = boxes.filter(({ parent, box }) => !inScroller(parent) && (box.left < -1 || box.right > innerWidth + 1))
      const cut = all(document.body).filter(one => shown(one) && !visuallyHidden(one) && !inScroller(one) &&
        style(one).overflow !== "visible" && one.textContent.trim() &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
      const under = boxes.flatMap(({ node, parent, box }, index) => boxes.slice(index + 1).filter(other =>
        Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 2 &&
        Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 0.5 * Math.min(box.height, other.box.height) &&
        other.node !== node && !other.parent.closest("sup") && !parent.closest("sup"))
        .map(other => `${named(parent)} under ${named(other.parent)}`))
      // A sticky element stays within its parent; it covers no text that is beside it.
      const fixed = all(document.body).filter(one => {
        const place = style(one).position, own = one.getBoundingClientRect()
        const within = place === "sticky" ? one.parentElement : document.body
        return ["fixed", "sticky"].includes(place) && boxes.some(({ parent, box }) => within.contains(parent) &&
          !one.contains(parent) && box.left < own.right && box.right > own.left)
      })
      return [
        ...(document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : []),
        ...outside.map(({ parent }) => `${named(parent)} is outside`),
        ...cut.map(one => `${named(one)} is cut`),
        ...under,
        ...fixed.map(one => `${named(one)} stays on the screen`),
      ]
    },

    // The theme's images that are wider than the screen.
    wideImages: () => all(document.body).filter(one => one.matches(".cover img") && one.offsetWidth > innerWidth)
      .map(one => one.src),

    motion: () => motion([]),

    // Elements that keep their own colours in forced colours mode.
    ownColours: () => all(document.body).filter(one => style(one).forcedColorAdjust === "none").map(named),

    // Problems of headings, landmarks, link names and table headers.
    structure: () => {
      const headings = all(document.body).filter(one => /^h[1-6]$/.test(one.localName) && shown(one))
      const levels = headings.map(one => Number(one.localName[1]))
      const skipped = headings.filter((_, index) => levels[index] > (levels[index - 1] ?? 1) + 1)
      const twice = headings.filter(one => one.querySelector("[aria-label]"))
      const count = (selector, wanted) =>
        document.querySelectorAll(selector).length === wanted ? [] : [`${selector}: not ${wanted}`]
      const navs = all(document.body).filter(one => one.localName === "nav")
        .map(one => one.getAttribute("aria-label") || document.getElementById(one.getAttribute("aria-labelledby"))?.textContent)
      const links = new Map()
      const same = all(document.querySelector("main")).filter(one => one.matches("a[href]:not(nav a)")).flatMap(one => {
        const name = words(one.getAttribute("aria-label") || one.textContent || one.querySelector("img")?.alt || "")
        const known = links.get(name)
        links.set(name, one.href)
        return !name ? [`${named(one)}: a link without a name`] :
          known && known !== one.href ? [`two links "${name}" lead to different pages`] : []
      })
      return [
        ...count("h1", 1), ...count("main", 1), ...count("body > header", 1), ...count("body > footer", 1),
        ...count("html[lang]", 1), ...(document.title ? [] : ["no title"]),
        ...(navs.every(Boolean) && new Set(navs).size === navs.length ? [] : ["navigations have no distinct names"]),
        ...skipped.map(one => `${named(one)} skips a level`), ...twice.map(one => `${named(one)} is named twice`),
        ...same,
        ...all(document.body).filter(one => one.localName === "th" && !one.scope && !one.closest("thead")).map(named),
      ]
    },
  }
})()
