// SPDX-License-Identifier: Apache-2.0
// The same labels by a template in node: peer.js MODULES TEMPLATE CATALOGUE FOLDER, an SVG for each
// line of NDJSON, its code made by the qrcode package. It validates nothing and measures no text.
'use strict';
const fs = require('fs');
const path = require('path');
const [modules, template, catalogue, folder] = process.argv.slice(2);
const qrcode = require(path.join(modules, 'qrcode'));
const svg = fs.readFileSync(template, 'utf8');
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
    'October', 'November', 'December'];

function escape(text) {
    return text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
}

function code(url) {
    const {modules: {size, data}} = qrcode.create(url, {errorCorrectionLevel: 'M'});
    let d = '';
    for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++)
            if (data[y * size + x])
                d += `M${x} ${y}h1v1h-1z`;
    return `<path transform="translate(38 72) scale(.5)" d="${d}"/>`;
}

fs.mkdirSync(folder, {recursive: true});
for (const line of fs.readFileSync(catalogue, 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(line);
    const [year, month] = (record.support.end || '2031-03').split('-');
    const values = {
        '@CODE@': code(`HTTPS://UPD.EXAMPLE/01/${record.id.toUpperCase()}`),
        '@MONTH@': months[month - 1] || '', '@YEAR@': year,
        '@PRODUCT@': escape(record.product.name), '@MAKER@': escape(record.declaredBy.name || ''),
    };
    fs.writeFileSync(path.join(folder, `${record.id}.svg`), svg.replace(/@[A-Z]+@/g, key => values[key]));
}
