"""Markup that tries to run something, and a check of HTML that is independent of the sanitiser."""

import re

import html5lib
from hypothesis import strategies as st

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script/y>",
    "<script>alert(1)",
    "<p onclick=alert(1)>x</p>",
    "<p OnClick='alert(1)'>x</p>",
    "<img src=desk.png onerror=alert(1)>",
    "<img src=x.png alt='a' onerror = 'alert(1)'>",
    '<img """><script>alert(1)</script>">',
    "<img src=`javascript:alert(1)`>",
    "<img src='data:text/html,<script>alert(1)</script>'>",
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<img src=desk.png srcset='//evil.example/x.png 2x'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;&#97;&#118;&#97;script:alert(1)'>x</a>",
    "<a href='&#x6a;avascript&colon;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href=x ping='//evil.example/'>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "<q cite='data:,x'>x</q>",
    "<iframe src='//evil.example/'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><p>x</iframe><script>alert(1)</script>",
    "<object data='x.swf'><param name=a value=b></object>",
    "<embed src='x.swf'>",
    "<applet code=X></applet>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(2)'>x</button></form>",
    "<input type=image src='javascript:alert(1)'>",
    "<input autofocus onfocus=alert(1)>",
    "<select onchange=alert(1)><option>x</select>",
    "<textarea><script>alert(1)</script></textarea>",
    "<style>body { background: url(javascript:alert(1)) }</style>",
    "<p style='background: url(//evil.example/x)'>x</p>",
    "<p style=\"behavior:url('x.htc')\">x</p>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='//evil.example/'>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values='javascript:alert(1)'/></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>x</mi></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<title><img src=x onerror=alert(1)></title>",
    "<video src=x onloadstart=alert(1)><source onerror=alert(2)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>x</body>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![if IE]><script>alert(1)</script><![endif]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<?php <script>alert(1)</script> ?>",
    "<a title='<img src=x onerror=alert(1)>'>x</a>",
    "<table background='javascript:alert(1)'><tr><td background='x'>y</td></tr></table>",
    "<img src=desk.png alt=x usemap='#m'><map name=m><area href='javascript:alert(1)'></map>",
    "<p id='x' onmouseover\n=\nalert(1)>x</p>",
    "<p/onclick=alert(1)/>x",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<listing><img src=x onerror=alert(1)></listing>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<a href='{filename}x\" onclick=\"alert(1)'>x</a>",
    "<a href='|filename|javascript:alert(1)'>x</a>",
    "<h2 id='\"><script>alert(1)</script>'>x</h2>",
    "<h2><img src=desk.png alt='\"><script>alert(1)</script>'></h2>",
    "<img src=desk.png alt=x title='</figcaption><script>alert(1)</script>'>",
    '<table><caption>"><script>alert(1)</script></caption><tr><td>x</td></tr></table>',
]

SAFE_TAGS = {
    "a", "abbr", "acronym", "address", "area", "article", "aside", "b", "bdi", "bdo", "blockquote",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "map", "mark", "nav", "ol", "p",
    "pre", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
SAFE_ATTRIBUTES = {
    "alt", "aria-label", "class", "colspan", "datetime", "decoding", "dir", "headers", "height",
    "href", "hreflang", "id", "lang", "loading", "open", "rel", "reversed", "role", "rowspan",
    "scope", "sizes", "span", "src", "start", "tabindex", "title", "type", "value", "width",
}  # fmt: skip
MADE_TAGS = {"picture", "source"}
PUBLISHED = re.compile(r"(?:[^\s,]*/images/[a-z0-9-]+\.(?:avif|webp|jpg|png) \d+w(?:, |$))+")
C0_AND_SPACE = "".join(map(chr, range(33)))
UNSAFE_ADDRESSES = ("javascript:", "vbscript:", "data:", "feed:", "view-source:")


def what_it_does(html):
    """Everything in the HTML that a browser might run or load, parsed as in browsers."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
            continue
        if element.tag not in SAFE_TAGS | MADE_TAGS | {"DOCUMENT_FRAGMENT"}:
            found.append(element.tag)
        for name, value in element.attrib.items():
            # As in the URL standard: strip white space, and remove tabs and line breaks anywhere.
            address = re.sub(r"[\t\n\r]", "", value.lower()).strip(C0_AND_SPACE)
            if name == "srcset" and PUBLISHED.fullmatch(value):
                continue
            if name not in SAFE_ATTRIBUTES:
                found.append(f"{element.tag} {name}")
            if name in {"href", "src"} and address.startswith(UNSAFE_ADDRESSES):
                found.append(f"{name}={value}")
    return found


def harmful(build):
    """The vectors of which something is left to run or load in the HTML from `build(vector)`."""
    return [vector for vector in VECTORS if what_it_does(build(vector))]


SCRAPS = [
    "<p>", "</p>", "<p", ">", "<", "<b>", "</b>", "<i", "<a href='", "'>", "<a href=javascript:x>",
    "</a>", "<h1>", "<h2>", "</h2>", "<h2 id=x>", "<img src=desk.png alt=x>", "<img src=", "alt='",
    "<img onerror=x src=desk.png title=y alt=z>", "<table>", "<tr>", "<td style='text-align:left'>",
    "<th>", "</table>", "<caption>", "<ul>", "<li>[x] ", "<input type=checkbox>", "<pre>", "</pre>",
    "<code>", "</code>", "<script>", "</script>", "<style>", "</style>", "<svg>", "<math>", "<mi>",
    "</math>", "<title>", "<textarea>", "</textarea>", "<noscript>", "<iframe>", "<template>",
    "<!--", "-->", "<![", "]]>", "<![CDATA[", "<![if", "<?xml ", "?>", "<!doctype", "&lt;", "&amp;",
    "&#0;", "&#x1b;", "&#xd800;", "&", "#", "\"", "'", "`", "=", "/", "\\", "{filename}",
    "|static|", "[instagram-feed]", "<div class=footnote>", "<sup><a class=footnote-ref>", "\n",
    " ", "words", "e.g. ", "Dr. ", "End. ", "<br>", "<blockquote>", "<form>", "<select>",
    "<option>", "<o:p>",
]  # fmt: skip
ANY_HTML = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=30).map("".join)
