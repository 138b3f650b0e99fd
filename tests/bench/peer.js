// SPDX-License-Identifier: Apache-2.0
// The same labels by tools of npm: peer.js MODULES TEMPLATE CATALOGUE FOLDER [MAKER], a file for each line
// of NDJSON, its code made by the qrcode package. They validate nothing. MAKER: svg (a filled
// template, the default), png (the same through resvg-js at 300 dpi), typst-svg, typst-pdf, typst-pages
// (all labels in one PDF).
'use strict';
const fs = require('fs');
const path = require('path');
const [modules, template, catalogue, folder, maker = 'svg'] = process.argv.slice(2);
const need = (name) => require(path.join(modules, name));
const qrcode = need('qrcode');
const fonts = '/usr/share/fonts/opentype/inter';
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
    return {size, d};
}

function values(record) {
    const [year, month] = ((record.support || {}).end || '2031-03').split('-');
    return {
        id: record.id, year, month: months[month - 1] || '', code: code(record.evidence.information.url.toUpperCase()),
        product: record.product.name, maker: record.declaredBy.name || '',
    };
}

const svg = fs.readFileSync(template, 'utf8');
function fill(label) {
    const texts = {
        '@CODE@': `<path transform="translate(38 72) scale(.5)" d="${label.code.d}"/>`, '@MONTH@': label.month,
        '@YEAR@': label.year, '@PRODUCT@': escape(label.product), '@MAKER@': escape(label.maker),
    };
    return svg.replace(/@[A-Z]+@/g, key => texts[key]);
}

function typst(label) {
    const text = (value) => JSON.stringify(value);
    const {size, d} = label.code;
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${d}"/></svg>`;
    const at = (x, y, content) => `#place(top + left, dx: ${x}mm, dy: ${y}mm, ${content})\n`;
    const word = (pt, weight, value, fill = '#111111') => `text(size: ${pt}pt, weight: ${weight}, fill: rgb("${fill}"), ${text(value)})`;
    let cells = '';
    for (let i = 0; i < 10; i++)
        cells += at(4 + 5.25 * i, 37.8, i < 4 ? 'rect(width: 4.7mm, height: 4.2mm, fill: rgb("#0b3d91"))' : 'rect(width: 4.7mm, height: 4.2mm, stroke: .2mm)');
    return at(0, 0, 'rect(width: 60mm, height: 11.5mm, fill: rgb("#0b3d91"))') + at(4, 4, word(15, 700, 'Security updates', '#ffffff')) +
        at(4, 15, word(12, 500, 'At least until ' + label.month)) + at(3.6, 21, word(50, 800, label.year)) + cells +
        at(4, 43, word(6.3, 400, '2026')) + at(48, 43, word(6.3, 400, '2035')) + at(4, 47, 'line(length: 52mm, stroke: .25mm)') +
        at(14.4, 49, word(10.5, 700, 'Automatic')) + at(14.4, 53, word(7.5, 400, 'Installs by itself when online')) +
        at(4, 59, word(7.5, 400, 'It then works without remote features,')) + at(4, 62.5, word(7.5, 400, 'and new security flaws may stay unfixed.')) +
        at(4, 74, word(7.5, 700, label.product)) + at(4, 80, word(6.3, 400, 'Stated by ' + label.maker)) +
        at(38, 72, `image(bytes(${text(picture)}), format: "svg", width: 18mm)`);
}

const head = '#set page(width: 60mm, height: 90mm, margin: 0mm)\n#set text(font: "Inter", top-edge: "cap-height")\n';
const compiler = () => need('@myriaddreamin/typst-ts-node-compiler').NodeCompiler.create({workspace: folder, fontArgs: [{fontPaths: [fonts]}]});

fs.mkdirSync(folder, {recursive: true});
const labels = fs.readFileSync(catalogue, 'utf8').split('\n').filter(Boolean).map(line => values(JSON.parse(line)));
const put = (name, bytes) => fs.writeFileSync(path.join(folder, name), bytes);
if (maker === 'typst-pages') {
    put('all.pdf', compiler().pdf({mainFileContent: head + labels.map(typst).join('#pagebreak()\n')}));
} else if (maker.startsWith('typst-')) {
    const typesetter = compiler(), kind = maker.slice(6);
    for (const label of labels)
        put(`${label.id}.${kind}`, typesetter[kind]({mainFileContent: head + typst(label)}));
} else if (maker === 'png') {
    const {Resvg} = need('@resvg/resvg-js');
    const options = {dpi: 300, fitTo: {mode: 'width', value: 709}, font: {fontFiles: fs.readdirSync(fonts).map(name => path.join(fonts, name)), loadSystemFonts: false}};
    for (const label of labels)
        put(`${label.id}.png`, new Resvg(fill(label), options).render().asPng());
} else {
    for (const label of labels)
        put(`${label.id}.svg`, fill(label));
}
