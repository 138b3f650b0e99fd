// SPDX-License-Identifier: Apache-2.0
// A label that stands in a page is the same after DOMPurify, as shops and blogs run it. Arguments: the
// folder of the judges, and SVG files; prints those that changed, and where.
'use strict';

const fs = require('fs');
const path = require('path');

const [, , judges, ...files] = process.argv;
const load = (name) => require(path.join(judges, 'node_modules', name));
const { window } = new (load('jsdom').JSDOM)('<!doctype html><body></body>');
const purify = load('dompurify')(window);

const inPage = (markup) => {
    window.document.body.innerHTML = markup;
    return window.document.body.innerHTML;
};

const difference = (before, after) => {
    let i = 0;
    while (before[i] === after[i]) i++;
    return `${JSON.stringify(before.slice(i - 20, i + 60))} became ${JSON.stringify(after.slice(i - 20, i + 60))}`;
};

// The judge can find fault: what refers to something is taken away.
const control = inPage('<svg><defs><path id="a"></path></defs><use href="#a"></use></svg>');
if (inPage(purify.sanitize(control)) === control) {
    console.log('DOMPurify takes nothing away');
    process.exitCode = 1;
}

for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    const before = inPage(text), after = inPage(purify.sanitize(text));
    if (before === after) continue;
    console.log(`${path.basename(file)}: ${difference(before, after)}`);
    process.exitCode = 1;
}
