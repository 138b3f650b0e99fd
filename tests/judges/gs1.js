// SPDX-License-Identifier: Apache-2.0
// Judges GS1 Digital Links: gs1.js JUDGES HOST GTIN < links, one a line. As a browser reads them each
// is one that digital-link.js accepts, for that article and with nothing else; and, what that library
// does not ask, its number has 14 digits as it stands.
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, host, gtin] = process.argv.slice(2);
const {DigitalLink} = require(path.join(judges, 'node_modules/digital-link.js'));

function fault(text) {
    const link = new URL(text).href;
    const parsed = DigitalLink(link);
    if (!parsed.isValid()) return 'is none to digital-link.js';
    if (new URL(link).host !== host) return `leads to ${new URL(link).host}`;
    if (JSON.stringify(parsed.getIdentifier()) !== JSON.stringify({'01': gtin.padStart(14, '0')}))
        return `is about ${JSON.stringify(parsed.getIdentifier())}`;
    if (Object.keys(parsed.getKeyQualifiers()).length > 0) return 'has qualifiers';
    return /^https:\/\/[^/]+\/01\/[0-9]{14}$/i.test(text) ? null : 'has no 14 digits and nothing else';
}

const links = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
if (links.length === 0) { console.log('no link'); process.exitCode = 1; }
for (const link of links) {
    let why;
    try { why = fault(link); } catch (error) { why = error.message; }
    if (why) { console.log(`${link}: ${why}`); process.exitCode = 1; }
}
