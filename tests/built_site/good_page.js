// What can be measured of "What makes a page good" in docs/visitors.md; each function returns complaints.
window.goodPage = (() => {
    const main = document.querySelector("main");
    const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
    const all = (selector) => [...main.querySelectorAll(selector)].filter(seen);

    function headings() {
        const said = [];
        const style = (level) => {
            const found = all(`h${level}:not(.card__title, .care-title)`)[0];
            return found && getComputedStyle(found);
        };
        for (const level of [1, 2]) {
            const [higher, lower] = [style(level), style(level + 1)];
            if (!higher || !lower) continue;
            if (parseFloat(higher.fontSize) <= parseFloat(lower.fontSize)) said.push(`h${level} is no larger than h${level + 1}`);
            if (Number(higher.fontWeight) < Number(lower.fontWeight)) said.push(`h${level} is lighter than h${level + 1}`);
        }
        return all("h1").length === 1 ? said : [...said, `${all("h1").length} h1`];
    }

    // Of the longer paragraphs: the letters that fill a line, from the width of all of them.
    function lineLengths() {
        return all("p, li").flatMap((element) => {
            const letters = element.innerText.length;
            if (letters < 180 || element.querySelector("p, li, ul, ol, img")) return [];
            const range = document.createRange();
            const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            let width = 0;
            while (texts.nextNode()) {
                range.selectNodeContents(texts.currentNode);
                width += [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
            }
            return [Math.round((letters * element.clientWidth) / width)];
        });
    }

    function largestGap() {
        const range = document.createRange();
        const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
        const boxes = all("img, input, button").map((element) => element.getBoundingClientRect());
        while (texts.nextNode()) {
            if (!texts.currentNode.data.trim() || !seen(texts.currentNode.parentElement)) continue;
            range.selectNodeContents(texts.currentNode);
            boxes.push(...range.getClientRects());
        }
        const places = boxes.filter((box) => box.height > 1).sort((one, other) => one.top - other.top);
        let [bottom, gap] = [main.getBoundingClientRect().top, 0];
        for (const box of places) {
            gap = Math.max(gap, box.top - bottom);
            bottom = Math.max(bottom, box.bottom);
        }
        return gap;
    }

    function saidTwice() {
        const counts = new Map();
        for (const element of all("p, li, dd")) {
            if (element.querySelector("p, li, dd")) continue;
            for (const sentence of element.innerText.split(/(?<=[.?!])\s+/)) {
                if (sentence.length > 40) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
            }
        }
        return [...counts].filter(([, count]) => count > 1).map(([sentence]) => sentence);
    }

    function firstStep() {
        return all(".button, .topic, input, .card a").some((element) => element.getBoundingClientRect().bottom < innerHeight);
    }

    return { headings, lineLengths, largestGap, saidTwice, firstStep };
})();
