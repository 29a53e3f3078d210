"""Drawings like those of drawing programs, and the largest accepted count of everything costly."""

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RECT = '<rect width="1000" height="800" fill="red"/>'


def svg(inside, attributes='viewBox="0 0 1000 800" width="1000" height="800"'):
    return f"<svg {SVG} {attributes}>{inside}</svg>"


def within(start, end, count, inside=RECT):
    return start * count + inside + end * count


def path(points, attributes):
    line = "".join(f"L{index * 37 % 1000} {index * 91 % 800}" for index in range(points))
    return f'<path d="M0 0{line}" {attributes}/>'


def markers(depth):
    """Markers on the points of markers, `depth` levels deep."""
    points = " ".join(f"{index * 37 % 1000},{index * 91 % 800}" for index in range(20))
    line = f'<polyline points="{points}" stroke="red"'
    inner = "".join(
        f'<marker id="m{level}">{line} marker-mid="url(#m{level + 1})"/></marker>'
        for level in range(depth)
    )
    return svg(f'{inner}{line} marker-mid="url(#m0)"/>')


def chained(element, *, attribute, depth, each=2):
    """Elements that each paint the next one, `each` times, `depth` levels deep."""
    parts = "".join(
        f'<{element} id="a{level}" width="900" height="900">'
        + f'<rect width="900" height="900" {attribute}="url(#a{level + 1})"/>' * each
        + f"</{element}>"
        for level in range(depth)
    )
    return svg(f'{parts}<rect width="900" height="900" {attribute}="url(#a0)"/>')


PRIMITIVE = '<feGaussianBlur stdDeviation="20"/>'
COPY = '<use href="#a"/>'
BLUR = '<filter id="f"><feGaussianBlur stdDeviation="20"/></filter>'
MASK = '<mask id="m"><rect width="1000" height="800" fill="#888"/></mask>'
CLIP = '<clipPath id="c"><circle r="500"/><text y="300" font-size="300">abc</text></clipPath>'
GRADIENT = '<radialGradient id="g"><stop stop-color="#f00"/><stop offset="1"/></radialGradient>'
PATTERN = '<pattern id="p" width=".1" height=".1"><circle r="50"/></pattern>'
RING = '<circle cx="500" cy="400" r="400" fill="none" stroke="red" stroke-dasharray=".5"/>'
CURVE = path(330, 'fill="none" stroke="red" stroke-width="9"')

# By its name, a drawing with so many of something that cost.
REPEATED = {
    "shapes": lambda n: svg(RECT * n),
    "shapes within each other": lambda n: svg(within("<g>", "</g>", n)),
    "gradients": lambda n: svg(GRADIENT + RECT.replace("red", "url(#g)") * n),
    "colours of a gradient": lambda n: svg(
        f'<linearGradient id="g">{"<stop/>" * n}</linearGradient>{RECT.replace("red", "url(#g)")}'
    ),
    "patterns": lambda n: svg(PATTERN + RECT.replace("red", "url(#p)") * n),
    "blurs": lambda n: svg(BLUR + RECT.replace("/>", ' filter="url(#f)"/>') * n),
    "blurs within each other": lambda n: svg(BLUR + within('<g filter="url(#f)">', "</g>", n)),
    "blurs of a filter": lambda n: svg(
        f'<filter id="f">{PRIMITIVE * n}</filter>'
        f'<g filter="url(#f)">{RECT}</g>'
    ),
    "blends of a filter": lambda n: svg(
        f'<filter id="f">{"<feBlend/>" * n}</filter><g filter="url(#f)">{RECT}</g>'
    ),
    "CSS shadows": lambda n: svg(
        '<g style="filter:drop-shadow(0 0 20px red)"><rect width="900" height="700"/></g>' * n
    ),
    "masks": lambda n: svg(MASK + RECT.replace("/>", ' mask="url(#m)"/>') * n),
    "masks within each other": lambda n: svg(MASK + within('<g mask="url(#m)">', "</g>", n)),
    "clips": lambda n: svg(CLIP + RECT.replace("/>", ' clip-path="url(#c)"/>') * n),
    "blended layers": lambda n: svg(RECT.replace("/>", ' style="mix-blend-mode:hue"/>') * n),
    "layers": lambda n: svg(f'<g opacity=".5">{RECT}{RECT}</g>' * n),
    "markers": lambda n: svg(
        f'<marker id="m">{RECT}</marker><path d="M0 0{"h9v9" * n}" marker-mid="url(#m)"/>'
    ),
    "dashes": lambda n: svg(RING * n),
    "lines of many points": lambda n: svg(CURVE * n),
    "points of a line": lambda n: svg(path(n, 'fill="none" stroke="red" stroke-width="9"')),
    "large words": lambda n: svg(
        '<text y="700" font-size="800" stroke="red" stroke-width="40">wmgb</text>' * n
    ),
    "letters": lambda n: svg(f'<text y="90">{"word " * n}</text>'),
    "letters along a line": lambda n: svg(
        f'<path id="t" d="M0 0{"L1000 800L0 0" * 20}"/>'
        f'<text><textPath href="#t">{"w" * n}</textPath></text>'
    ),
    "copies": lambda n: svg(f'<g id="a">{RECT * 100}</g>{COPY * n}'),
    "rules of a style": lambda n: svg(f"<style>{'g g path{fill:red}' * n}</style>{RECT * 100}"),
}  # fmt: skip

EXPORTED = {
    "Illustrator": svg(
        "<defs><style>.cls-1{fill:url(#linear-gradient);}.cls-2{clip-path:url(#clippath);}"
        ".cls-3{mask:url(#mask);isolation:isolate}.cls-4{opacity:.4;mix-blend-mode:multiply}"
        ".cls-5{filter:url(#drop-shadow-1)}</style>"
        '<linearGradient id="linear-gradient" x1="0" y1="5" x2="90" y2="5" '
        'gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#1f4b4a"/>'
        '<stop offset="1" stop-color="#bd7a5c"/></linearGradient>'
        '<linearGradient id="linear-gradient-2" xlink:href="#linear-gradient"/>'
        '<rect id="SVGID_1_" width="900" height="600"/>'
        '<clipPath id="clippath"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>'
        '<mask id="mask"><path d="M0 0h900v600z" fill="#fff"/></mask>'
        '<filter id="drop-shadow-1" filterUnits="userSpaceOnUse"><feOffset dx="7" dy="7"/>'
        '<feGaussianBlur result="blur" stdDeviation="5"/><feFlood flood-opacity=".75"/>'
        '<feComposite in2="blur" operator="in"/><feComposite in="SourceGraphic"/></filter></defs>'
        '<g id="Layer_1" data-name="Layer 1(2)"><g class="cls-2"><path class="cls-1" '
        'd="M12.3,4.5c1.2,3.4,5.6,7.8,9.1,2.3l300,100z"/></g><g class="cls-3"><circle '
        'class="cls-4" cx="90" cy="90" r="60"/></g><rect class="cls-5" width="90" height="60"/></g>'
    ),
    "Inkscape": svg(
        '<defs><linearGradient id="lg1"><stop style="stop-color:#f00;stop-opacity:1" offset="0"/>'
        '</linearGradient><radialGradient xlink:href="#lg1" id="rg1" cx="9" cy="9" r="9"/>'
        '<marker style="overflow:visible" id="Arrow1" refX="0" refY="0" orient="auto">'
        '<path style="fill:context-stroke;stroke:context-stroke" d="M 8,-4 0,0 8,4 Z"/></marker>'
        '<pattern id="stripes" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<rect width="2" height="4"/></pattern>'
        '<pattern id="p2" xlink:href="#stripes" patternTransform="scale(3)"/>'
        '<clipPath clipPathUnits="userSpaceOnUse" id="clip1"><path d="M 0,0 H 9 V 9 Z"/></clipPath>'
        '<filter id="filter1" x="-0.05" y="-0.05" width="1.1" height="1.1">'
        '<feGaussianBlur stdDeviation="2.5"/></filter></defs>'
        '<g style="display:inline;mix-blend-mode:normal" clip-path="url(#clip1)">'
        '<path style="fill:url(#rg1);stroke:#000;stroke-width:1;stroke-dasharray:4, 2;'
        'vector-effect:none;filter:url(#filter1);-inkscape-stroke:none" d="M 9,9 C 9,9 9,9 20,20"/>'
        '<path style="fill:none;stroke:#000;marker-end:url(#Arrow1)" d="M 100,100 H 300 V 400"/>'
        '<rect style="fill:url(#p2);opacity:0.98" width="200" height="90"/>'
        '<text xml:space="preserve" style="font-family:\'Open Sans\';shape-inside:url(#SVGID)">'
        '<tspan x="9" y="9">Knee and hip</tspan></text></g>'
    ),
    "Figma": svg(
        '<g clip-path="url(#clip0_1_2)"><mask id="mask0_1_2" style="mask-type:alpha" '
        'maskUnits="userSpaceOnUse" x="0" y="0" width="400" height="300">'
        '<rect width="400" height="300" fill="#D9D9D9" style="fill:#D9D9D9;'
        'fill:color(display-p3 0.85 0.85 0.85);fill-opacity:1;"/></mask><g mask="url(#mask0_1_2)">'
        '<g filter="url(#filter0_d_1_2)"><rect x="40" y="40" width="300" height="200" rx="16" '
        'fill="white"/></g></g></g><defs><filter id="filter0_d_1_2" x="20" y="20" width="340" '
        'height="240" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        '<feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha" '
        'type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/>'
        '<feOffset dy="4"/><feGaussianBlur stdDeviation="10"/>'
        '<feComposite in2="hardAlpha" operator="out"/><feColorMatrix type="matrix" '
        'values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.25 0"/><feBlend mode="normal" '
        'in2="BackgroundImageFix" result="effect1"/><feBlend mode="normal" in="SourceGraphic" '
        'in2="effect1" result="shape"/></filter><clipPath id="clip0_1_2"><rect width="400" '
        'height="300" fill="white"/></clipPath></defs>',
        'width="400" height="300" viewBox="0 0 400 300" fill="none"',
    ),
    "draw.io": svg(
        '<defs/><g><g data-cell-id="2"><rect x="0" y="0" width="120" height="60" rx="9" ry="9" '
        'fill="#dae8fc" stroke="#6c8ebf" style="fill: light-dark(rgb(218, 232, 252), '
        'rgb(29, 41, 59)); filter: drop-shadow(2px 3px 2px rgba(0, 0, 0, 0.25));"/></g>'
        '<path d="M 120 30 L 193.63 30" fill="none" stroke="#000000" stroke-dasharray="3 3" '
        'pointer-events="stroke"/><path d="M 198.88 30 L 191.88 33.5 L 193.63 30 L 191.88 26.5 Z"/>'
        '<text x="60" y="34" fill="#000000" font-family="&quot;Helvetica&quot;" font-size="12px" '
        'text-anchor="middle">First visit</text></g>',
        'version="1.1" width="321px" height="61px" viewBox="-0.5 -0.5 321 61" '
        'content="&lt;mxfile&gt;&lt;diagram&gt;url(#x)&lt;/diagram&gt;&lt;/mxfile&gt;" '
        'style="background: transparent; color-scheme: light dark;"',
    ),
    "icons of symbols": svg(
        '<symbol id="dot" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="currentColor"/>'
        '</symbol><style>.b { color: var(--c, #123) } @media (prefers-color-scheme: dark) '
        "{ .b, rect { color: #fed } }</style>"
        + '<use class="b" href="#dot" width="20" height="20" transform="rotate(9)"/>' * 30
    ),
}  # fmt: skip

# The most of each that is published.
MOST = {
    "shapes": 9999,
    "shapes within each other": 98,
    "gradients": 909,
    "colours of a gradient": 256,
    "patterns": 188,
    "blurs": 38,
    "blurs within each other": 2,
    "blurs of a filter": 4,
    "blends of a filter": 9,
    "CSS shadows": 38,
    "masks": 666,
    "masks within each other": 97,
    "clips": 666,
    "blended layers": 769,
    "layers": 1999,
    "markers": 1217,
    "dashes": 35,
    "lines of many points": 277,
    "points of a line": 15_412,
    "large words": 1999,
    "letters": 2499,
    "letters along a line": 1691,
    "copies": 97,
    "rules of a style": 3267,
}
AT_THE_LIMIT = {name: make(MOST[name]) for name, make in REPEATED.items()}
