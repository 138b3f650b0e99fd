// SPDX-License-Identifier: Apache-2.0
// A value that tries to break out of its place changes no pixel elsewhere, and arrives unchanged; prints
// TAP. Arguments: root of the sources, the program, and a folder to work in.
'use strict';

const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const png = require('./png');
const { read: readScene } = require('./scene');

const [, , root, uplabel, work] = process.argv;
const DPI = 150;
const LAYOUTS = ['panel', 'wide', 'compact', 'mark'];

// Names, each with a tame one that takes about the same room.
const pairs = [
    ['markup', '<b>x</b>&lt;&amp;', 'Lark Garden Camera'],
    ['script', '</script><script>', 'Lark Garden Cameras'],
    ['attribute', '" onload="x()" y="', 'Lark Garden Camera'],
    ['end of character data', ']]>--><!--?>', 'Lark Cameras'],
    ['PDF string', ')Tj ET\\)(<</A', 'Lark Cameras 12'],
    ['format', '%s%n%1$d%%{name}', 'Lark Cameras 12'],
    ['path', '../../etc/passwd', 'Lark Cameras 12'],
    ['shell', '`id`$(id);|&\'"', 'Lark Cameras 1'],
    ['one letter', 'X', 'L'],
    ['marks', 'Ca\u0301me\u0301ra\u0302\u0323', 'Camera'],
    ['wide letters', 'WWWWWWWWWWWW', 'Lark Cameras'],
    ['Hebrew', 'מצלמת גן', 'Camera 3'],
    ['Arabic', 'كاميرا الحديقة', 'Garden camera'],
    ['Hebrew and Latin', 'HomeCam מצלמה 3', 'HomeCam Camera 3'],
    ['isolates', 'גן \u2066HC-3\u2069 (2)', 'Cam HC-3 (2)'],
];

const fields = {
    'product.name': (declaration, value) => {
        declaration.product.name = value;
        delete declaration.product.labelName;
        delete declaration.product.model;
    },
    'declaredBy.name': (declaration, value) => {
        declaration.declaredBy.name = value;
    },
};

const roles = {
    'product.name': ['product', 'model'],
    'declaredBy.name': ['stated', 'statedBy'],
};

// Renders every layout as PNG and scene into a folder. Returns the codes of what is wrong.
function render(field, value, folder) {
    const declaration = JSON.parse(fs.readFileSync(path.join(root, 'examples/dated.json'), 'utf8'));
    delete declaration.translations;
    fields[field](declaration, value);
    fs.mkdirSync(folder, { recursive: true });
    const input = path.join(folder, 'a.json');
    fs.writeFileSync(input, JSON.stringify(declaration));
    const args = ['render', '--as-of', '2026-11-22', '-l', LAYOUTS.join(), '--dpi', String(DPI),
        '-f', 'svg,pdf,png,scene,json', '-o', `${folder}/`, input];
    const { status, stderr } = spawnSync(uplabel, args, { encoding: 'utf8' });
    if (status > 2) throw new Error(stderr);
    return status === 0 ? [] : [...new Set(stderr.match(/[A-Z]+(-[A-Z]+)+/g))];
}

const scene = (folder, layout) => readScene(fs.readFileSync(sceneFile(folder, layout), 'utf8'));
const sceneFile = (folder, layout) =>
    path.join(folder, fs.readdirSync(folder).find((n) => n.startsWith(`a-${layout}-en.`) && /scene/.test(n)));
const image = (folder, layout) => png.read(fs.readFileSync(path.join(folder, `a-${layout}-en.png`)));

// What a run may paint: its advance, and room for accents, descenders and overhang, in pixels.
function box(run) {
    const em = (run.size / 100 / 72) * 25400;
    const pixel = 25400 / DPI;
    return {
        left: Math.floor((run.x - 0.3 * em) / pixel),
        right: Math.ceil((run.x + run.width + 0.3 * em) / pixel),
        top: Math.floor((run.y - 1.4 * em) / pixel),
        bottom: Math.ceil((run.y + 0.6 * em) / pixel),
    };
}

const inside = (boxes, x, y) =>
    boxes.some((b) => x >= b.left && x < b.right && y >= b.top && y < b.bottom);

// What differs outside the places of the value in two labels.
function difference(layout, allowed, hostile, tame) {
    const [a, b] = [scene(hostile, layout), scene(tame, layout)];
    const own = (run) => allowed.includes(run.role);
    const rest = (s) => [...s.others, ...s.runs.filter((run) => !own(run)).map((run) => run.line)].join('\n');
    if (rest(a) !== rest(b)) return `${layout}: other parts of the scene differ`;
    const [p, q] = [image(hostile, layout), image(tame, layout)];
    if (p.width !== q.width || p.height !== q.height) return `${layout}: the sizes differ`;
    const boxes = [...a.runs, ...b.runs].filter(own).map(box);
    const [left, right] = [p.pixels, q.pixels];
    for (let at = 0; at < left.length; at++) {
        if (left[at] === right[at]) continue;
        const pixel = Math.floor(at / p.channels);
        const [x, y] = [pixel % p.width, Math.floor(pixel / p.width)];
        if (!inside(boxes, x, y)) return `${layout}: the pixel at ${x},${y} differs`;
    }
    return null;
}

// Escape audit: other programs read the very string back.

const xpath = (expression, svg) =>
    execFileSync('xmllint', ['--nonet', '--xpath', `string(${expression})`, svg], { encoding: 'utf8' });
const bare = (text) =>
    text.normalize('NFC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '');
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function audit(field, value, folder) {
    const wrong = [];
    const names = fs.readdirSync(folder);
    const json = fs.readFileSync(path.join(folder, names.find((n) => n.endsWith('.label.json'))), 'utf8');
    const svgs = LAYOUTS.map((layout) => path.join(folder, `a-${layout}-en.svg`));
    for (const svg of has('xmllint') ? svgs : []) {
        for (const place of ['/*/*[local-name()="title"]', '/*/*[local-name()="desc"]', '/*/@aria-label'])
            if (!bare(xpath(place, svg)).includes(bare(value))) wrong.push(`${path.basename(svg)} ${place}`);
        if (xpath('//*[local-name()="metadata"]', svg).trim() !== json.trim()) wrong.push(`${svg} metadata`);
    }
    if (!json.normalize('NFC').includes(JSON.stringify(value.normalize('NFC')))) wrong.push('label JSON');
    const shown = scene(folder, 'panel').runs.some((run) => roles[field].includes(run.role));
    if (!has('pdftotext') || !shown) return wrong;
    const pdf = path.join(folder, 'a-panel-en.pdf');
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    if (!bare(text).includes(bare(value))) wrong.push(`pdftotext: ${text}`);
    return wrong;
}

// Points

function point(title, wrong) {
    console.log(`${wrong.length ? 'not ok' : 'ok'} - ${title}`);
    for (const line of wrong) console.log(`#   ${line.replace(/\n/g, '\n#     ')}`);
}

let number = 0;

function compare(field, [what, value, other]) {
    const title = `${field}: ${what}`;
    const [hostile, tame] = ['hostile', 'tame'].map((kind) => path.join(work, `${kind}${number}`));
    number++;
    const codes = [...render(field, value, hostile), ...render(field, other, tame)];
    if (codes.includes('FONT-MISSING')) {
        console.log(`ok - ${title} # SKIP a font for it is not installed (Debian: fonts-noto-core)`);
        return;
    }
    if (codes.length) {
        point(title, [`refused: ${codes.join(' ')}`]);
        return;
    }
    const differences = LAYOUTS.map((layout) => difference(layout, roles[field], hostile, tame));
    point(title, [...differences.filter(Boolean), ...audit(field, value, hostile)]);
    for (const folder of [hostile, tame]) fs.rmSync(folder, { recursive: true });
}

for (const field of Object.keys(fields)) for (const pair of pairs) compare(field, pair);

// What no font can draw is refused, whole.
for (const [what, value] of [['emoji', 'Camera 📷'], ['Thai', 'Camera ก']]) {
    const folder = path.join(work, 'refused');
    const codes = render('product.name', value, folder);
    const left = fs.readdirSync(folder).filter((name) => name !== 'a.json');
    point(`${what} without a font is refused`,
        codes.includes('FONT-GLYPH') && left.length === 0 ? [] : [`${codes} ${left}`]);
}
