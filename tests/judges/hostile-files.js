// SPDX-License-Identifier: Apache-2.0
// Writes a declaration for each hostile text, which stands in all of its free texts: hostile-files.js ROOT FOLDER
'use strict';

const fs = require('fs');
const path = require('path');
const { load, fill } = require('./whole');
const { strings, undrawable, long } = require('./hostile-strings');

const [, , root, folder] = process.argv;
const { declaration, texts } = load(root);
delete declaration.variants;
[...strings, ...undrawable, ...long].forEach(([what, value], i) => {
    const own = path.join(folder, `${i}-${what.replace(/[^a-z]+/gi, '-')}`);
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(path.join(own, 'a.json'), JSON.stringify(fill(declaration, texts, value)));
});
