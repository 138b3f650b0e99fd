// SPDX-License-Identifier: Apache-2.0
// What is looked at inside a page: where its texts stand, and what can be selected. The functions run
// in the browser and know nothing of this file.
'use strict';

// Texts that stick out of what holds them, are cut off, or lie upon each other, and a page that scrolls
// sideways; at most a few lines. A text's box is that of its letters, not of its line.
function geometry(holders) {
    const faults = [];
    const name = (element) => `${element.localName}.${element.getAttribute('class') || ''} "${element.textContent.trim().slice(0, 40)}"`;
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide in ${page.clientWidth}`);

    const letters = (rect, size) => {
        const middle = (rect.top + rect.bottom) / 2, half = Math.min(rect.height, size * 0.7) / 2;
        return { left: rect.left, right: rect.right, top: middle - half, bottom: middle + half };
    };
    const outside = (box, rect) =>
        box.left < rect.left - 1 || box.right > rect.right + 1 || box.top < rect.top - 1 || box.bottom > rect.bottom + 1;
    const overlap = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

    let count = 0;
    for (const holder of document.querySelectorAll(holders)) {
        const texts = [];
        const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode, parent = node.parentElement;
            if (!node.data.trim() || parent.localName === 'style' || !parent.checkVisibility()) continue;
            const size = parseFloat(getComputedStyle(parent).fontSize);
            const range = document.createRange();
            range.selectNodeContents(node);
            const drawn = parent.namespaceURI.endsWith('svg'); // in units of its own
            for (const rect of drawn ? [parent.getBoundingClientRect()] : range.getClientRects())
                if (rect.width > 0) texts.push({ parent, box: letters(rect, drawn ? rect.height : size) });
            if (getComputedStyle(parent).userSelect === 'none') faults.push(`${name(parent)} cannot be selected`);
        }
        count += texts.length;
        for (const { parent, box } of texts)
            for (let at = parent; at; at = at === holder ? null : at.parentElement) {
                if (at.localName === 'text' || /^(inline|contents)$/.test(getComputedStyle(at).display)) continue;
                if (outside(box, at.getBoundingClientRect())) faults.push(`${name(parent)} sticks out of ${name(at)}`);
            }
        for (const [i, one] of texts.entries())
            for (const other of texts.slice(i + 1))
                if (overlap(one.box, other.box)) faults.push(`${name(one.parent)} lies upon ${name(other.parent)}`);
        for (const element of [holder, ...holder.querySelectorAll('*')]) {
            const style = getComputedStyle(element);
            if (element.clientWidth === 0 || style.display === 'inline') continue;
            if (element.scrollWidth > element.clientWidth + 1) faults.push(`${name(element)} is cut off at its side`);
            if (style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
                faults.push(`${name(element)} is cut off below`);
        }
    }
    if (count === 0) faults.push('there is no text');
    return faults.slice(0, 4);
}

// The text of each holder as one who selects and copies it gets it.
function selected(holders) {
    return [...document.querySelectorAll(holders)].map((holder) => {
        getSelection().selectAllChildren(holder);
        return String(getSelection());
    });
}

// Where elements stand on the page.
function places(what) {
    return [...document.querySelectorAll(what)].map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY };
    });
}

module.exports = { geometry, selected, places };
