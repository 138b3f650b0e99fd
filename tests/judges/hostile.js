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

const hostile = [
    ['markup', '<b>x</b>&lt;&amp;'],
    ['script', '</script><script>'],
    ['attribute', '" onload="x()" y="'],
    ['end of character data', ']]>--><!--?>'],
    ['PDF string', ')Tj ET\\)(<</A'],
    ['format', '%s%n%1$d%%{name}'],
    ['path', '../../etc/passwd'],
    ['shell', '`id`$(id);|&\'"'],
    ['one letter', 'X'],
    ['marks', 'Ca\u0301me\u0301ra\u0302\u0323'],
    ['wide letters', 'WWWWWWWWWWWW'],
    ['Hebrew', 'מצלמת גן'],
    ['Arabic', 'كاميرا الحديقة'],
    ['Hebrew and Latin', 'HomeCam מצלמה'],
];

// Names of many lengths: a template may place a long one elsewhere than a short one, and with it
// all that stands below. One of these is treated as the hostile one.
const tame = ['Lark', 'Larkham', 'Lark Camera', 'Lark Cameras', 'Lark Cameras 12', 'HomeCam Larkha',
    'Lark Garden Camera', 'Lark Garden Cameras', 'Lark Garden Camera 1234', 'Larkhamgardencameras'];

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

// Renders every layout and format into a folder. Returns the codes of what is wrong.
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

const own = (field) => (run) => roles[field].includes(run.role);

// How the value was treated: in which roles it stands, where they begin, and on how many lines. (How
// far lines are apart depends on the script.)
function treatment(field, label) {
    const lines = {};
    for (const run of label.scene.runs.filter(own(field)))
        lines[run.role] = (lines[run.role] || new Set()).add(run.y);
    return JSON.stringify(Object.entries(lines).map(([role, at]) => [role, [...at][0], at.size]));
}

// What differs outside the places of the value in two labels of one layout.
function difference(field, a, b) {
    const mine = own(field);
    const rest = ({ scene }) =>
        [...scene.others, ...scene.runs.filter((run) => !mine(run)).map((run) => run.line)].join('\n');
    if (rest(a) !== rest(b)) return 'other parts of the scene differ';
    if (a.image.width !== b.image.width || a.image.height !== b.image.height) return 'the sizes differ';
    const boxes = [...a.scene.runs, ...b.scene.runs].filter(mine).map(box);
    const { width, channels } = a.image;
    const [left, right] = [a.image.pixels, b.image.pixels];
    for (let at = 0; at < left.length; at++) {
        if (left[at] === right[at]) continue;
        const pixel = Math.floor(at / channels);
        const [x, y] = [pixel % width, Math.floor(pixel / width)];
        if (!inside(boxes, x, y)) return `the pixel at ${x},${y} differs`;
    }
    return null;
}

// Compares with the tame label that was treated alike.
function compareLayout(field, layout, label, tameLabels) {
    const treated = treatment(field, label[layout]);
    const alike = tameLabels.find((other) => treatment(field, other[layout]) === treated);
    const wrong = alike ? difference(field, label[layout], alike[layout]) : 'no tame name is laid out alike';
    return wrong && `${layout}: ${wrong}`;
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

const load = (folder) =>
    Object.fromEntries(LAYOUTS.map((layout) => [layout, { scene: scene(folder, layout), image: image(folder, layout) }]));

function compare(field, [what, value], tameLabels) {
    const title = `${field}: ${what}`;
    const folder = path.join(work, 'hostile');
    const codes = render(field, value, folder);
    if (codes.includes('FONT-MISSING')) {
        console.log(`ok - ${title} # SKIP a font for it is not installed (Debian: fonts-noto-core)`);
    } else if (codes.length) {
        point(title, [`refused: ${codes.join(' ')}`]);
    } else {
        const label = load(folder);
        const wrong = LAYOUTS.map((layout) => compareLayout(field, layout, label, tameLabels));
        point(title, [...wrong.filter(Boolean), ...audit(field, value, folder)]);
    }
    fs.rmSync(folder, { recursive: true });
}

for (const field of Object.keys(fields)) {
    const labels = tame.map((value, number) => {
        const folder = path.join(work, `${field}${number}`);
        const codes = render(field, value, folder);
        if (codes.length) throw new Error(`${value} is refused: ${codes}`);
        return load(folder);
    });
    for (const one of hostile) compare(field, one, labels);
}

// What no font can draw is refused, whole.
for (const [what, value] of [['emoji', 'Camera 📷'], ['Thai', 'Camera ก']]) {
    const folder = path.join(work, 'refused');
    const codes = render('product.name', value, folder);
    const left = fs.readdirSync(folder).filter((name) => name !== 'a.json');
    point(`${what} without a font is refused`,
        codes.includes('FONT-GLYPH') && left.length === 0 ? [] : [`${codes} ${left}`]);
}
