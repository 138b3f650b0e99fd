// SPDX-License-Identifier: Apache-2.0
// Holds what independent tools read from the outputs against what the label is to say; prints TAP.
// Arguments: the root of the sources, the judges' folder, and the folder that judges.tap has filled.
'use strict';

const fs = require('fs');
const path = require('path');
const png = require('./png');
const { read: readScene } = require('./scene');

const [, , root, judges, work] = process.argv;

// Test points: a check returns what is wrong, one line each, or a reason to skip.

class Skip {
    constructor(reason) {
        this.reason = reason;
    }
}

function test(title, check) {
    const wrong = check();
    if (wrong instanceof Skip) {
        console.log(`ok - ${title} # SKIP ${wrong.reason}`);
        return;
    }
    console.log(`${wrong.length ? 'not ok' : 'ok'} - ${title}`);
    for (const line of wrong.slice(0, 12)) console.log(`#   ${line}`);
    if (wrong.length > 12) console.log(`#   and ${wrong.length - 12} more`);
}

// What was rendered.

const folder = (name) => path.join(work, name);
const list = (name) => (fs.existsSync(folder(name)) ? fs.readdirSync(folder(name)).sort() : []);
const inFolder = (name, suffix) =>
    fs.readdirSync(name).filter((file) => file.endsWith(suffix)).map((file) => path.join(name, file));
const stem = (file) => file.replace(/\..*/, '');

const labels = list('scene').map((file) => {
    const name = stem(file);
    const [, example, layout, ink] = name.match(/^(.*)-(panel|wide|compact|mark|web|badge)-en(-mono)?$/);
    return {
        name,
        json: `${example}-en.label.json`,
        layout,
        ink: ink ? 'mono' : 'colour',
        scene: readScene(fs.readFileSync(path.join(folder('scene'), file), 'utf8')),
    };
});

const bytes = (kind, file) => fs.readFileSync(path.join(folder(kind), file));
const text = (kind, file) => bytes(kind, file).toString('utf8');

// Runs a check on every label and collects what is wrong with each.
const each = (check) =>
    labels.flatMap((label) => [check(label)].flat().filter(Boolean).map((what) => `${label.name}: ${what}`));

// The same where a tool left a report of each label; none at all: the tool is missing.
const eachReport = (kind, suffix, tool, check) =>
    list(kind).some((file) => file.endsWith(suffix))
        ? each((label) => check(label, text(kind, label.name + suffix)))
        : new Skip(`${tool} is not installed`);

const same = (what, got, expected) =>
    got === expected ? [] : `${what} is ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`;

// SVG

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescape = (value) =>
    value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
        name ? entities[name] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)));

const tags = (svg) => svg.match(/<[a-z][^>]*>/gi) || [];
const attributes = (tag) =>
    [...tag.matchAll(/\s([\w:-]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => ({ name, value }));

// The layout web links to the information page; that it leads there is web.tap's to say.
const links = (label) => label.layout === 'web';

function unsafe(label, svg) {
    const wrong = [];
    const ids = new Set([...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    for (const tag of tags(svg)) {
        if (/^<(script|style|foreignObject|iframe|image|set|animate\w*)\b/i.test(tag)) wrong.push(tag);
        if (/^<a\b/i.test(tag) && links(label) && /^<a href="https?:[^"]*" aria-label="[^"]*">$/.test(tag)) continue;
        if (/^<a\b/i.test(tag)) wrong.push(tag);
        for (const { name, value } of attributes(tag)) {
            if (/^on|^style$|^class$/i.test(name)) wrong.push(`${name}="${value}"`);
            if (/href$/i.test(name) && !(value[0] === '#' && ids.has(value.slice(1))))
                wrong.push(`${name}="${value}" leads nowhere in the file`);
            if (/url\(/i.test(value)) wrong.push(`${name}="${value}"`);
        }
    }
    return wrong;
}

test('SVG has no script, style, event, link or picture from elsewhere', () =>
    ['svg', 'live'].flatMap((kind) => each((label) => unsafe(label, text(kind, `${label.name}.svg`)))));

test('ids stay unique when every label stands in one document', () => {
    const owner = new Map();
    return each((label) =>
        [...text('svg', `${label.name}.svg`).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => {
            const other = owner.get(id);
            owner.set(id, label.name);
            return other && `${id} is also in ${other}`;
        }));
});

const metadata = (svg) => unescape((svg.match(/<metadata>([^<]*)<\/metadata>/) || ['', ''])[1]);

test('SVG carries the label JSON', () =>
    ['svg', 'live'].flatMap((kind) =>
        each((label) => {
            const carried = metadata(text(kind, `${label.name}.svg`));
            return carried.trim() !== text('json', label.json).trim() && `${kind}: not that of ${label.json}`;
        })));

test('SVG says the whole label in title, desc and aria-label', () =>
    each((label) => {
        const svg = text('svg', `${label.name}.svg`);
        const said = [/<title>([^<]*)</, /<desc>([^<]*)</, /\saria-label="([^"]*)"/];
        return said.flatMap((form) =>
            same(form.source, unescape((svg.match(form) || [])[1] || ''), label.scene.spoken));
    }));

const live = (svg) => unescape((svg.match(/<text[\s\S]*?<\/text>/g) || []).join(' ').replace(/<[^>]*>/g, ''));
const dense = (value) => value.normalize('NFC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '');
const spoken = (label) => dense(label.scene.runs.map((run) => run.text).join(''));

test('live text says the words of the label in order', () =>
    each((label) => same('the text', dense(live(text('live', `${label.name}.svg`))), spoken(label))));

// PNG

const DPI = 300;

test('PNG has the label’s size and resolution', () =>
    each((label) => {
        const image = png.read(bytes('png', `${label.name}.png`));
        const pixels = (length) => Math.round((length * DPI) / 25400);
        return [
            same('width', image.width, pixels(label.scene.width)),
            same('height', image.height, pixels(label.scene.height)),
            same('pixels in a metre', image.perMetre, Math.round(DPI / 0.0254)),
        ].flat();
    }));

test('PNG carries the label JSON', () =>
    each((label) => {
        const carried = png.read(bytes('png', `${label.name}.png`)).texts['uplabel:label'];
        return !(carried && carried.equals(bytes('json', label.json))) && `not that of ${label.json}`;
    }));

test('one-ink PNG is gray', () =>
    each((label) => label.ink === 'mono' &&
        same('channels', png.read(bytes('png', `${label.name}.png`)).channels, 1)));

// QR codes

const examples = ['examples', 'examples/real'].flatMap((name) =>
    inFolder(path.join(root, name), '.json'));

// The address in a label's declaration: the example of the longest name that the label's begins with.
function address(label) {
    const fits = examples.filter((file) => label.name.startsWith(`${path.basename(file, '.json')}-`));
    const [file] = fits.sort((a, b) => path.basename(b).length - path.basename(a).length);
    const { evidence = {} } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return evidence.information ? evidence.information.url : null;
}

// What is for a screen has none. Scheme and host have no case: capitals make the code smaller where all else is capital too.
function payload(label) {
    const url = address(label);
    if (!url || ['web', 'badge'].includes(label.layout)) return null;
    const [, origin, rest] = url.match(/^(https?:\/\/[^/?#]*)(.*)$/s);
    return /^[0-9A-Z $%*+\-./:]*$/.test(rest) ? origin.toUpperCase() + rest : url;
}

test('a label for paper has a QR code exactly where the declaration has an address', () =>
    each((label) => same('the payload', label.scene.qr, payload(label))));

for (const [kind, what] of [['png', 'PNG'], ['pdf', 'rasterised PDF']])
    test(`the QR code on the ${what} is read to the byte`, () =>
        eachReport('qr', `.${kind}`, 'zbarimg or pdftoppm', (label, read) =>
            same('the code', read, label.scene.qr ? `${label.scene.qr}\n` : '')));

// PDF

const points = (length) => (length * 72) / 25400;

test('PDF has the label’s size', () =>
    eachReport('pdf', '.info', 'pdfinfo', (label, info) => {
        const [, size] = info.match(/^Page size: +(.*?) pts/m) || [];
        const { width, height } = label.scene;
        const expected = [width, height].map((length) => Number(points(length).toPrecision(6))).join(' x ');
        return [same('page size', size, expected), same('pages', (info.match(/^Pages: +(\d+)/m) || [])[1], '1')].flat();
    }));

function pdfObjects(json) {
    const [, objects] = JSON.parse(json).qpdf;
    const value = (reference) => objects[`obj:${reference}`].value;
    const trailer = objects.trailer.value;
    const catalog = value(trailer['/Root']);
    return {
        value,
        stream: (reference) => objects[`obj:${reference}`].stream.dict,
        catalog,
        info: value(trailer['/Info']),
        page: value(value(catalog['/Pages'])['/Kids'][0]),
    };
}

test('PDF has title, language and exact boxes', () =>
    eachReport('pdf', '.json', 'qpdf', (label, json) => {
        const { catalog, info, page } = pdfObjects(json);
        const box = [0, 0, points(label.scene.width), points(label.scene.height)];
        const off = (name) =>
            box.some((length, i) => Math.abs(length - page[name][i]) > 0.0001) && `${name} is ${page[name]}`;
        return [
            same('title', info['/Title'], `u:${label.scene.title}`),
            same('language', catalog['/Lang'], `u:${label.scene.language}`),
            same('DisplayDocTitle', catalog['/ViewerPreferences']['/DisplayDocTitle'], true),
            ...['/MediaBox', '/BleedBox', '/TrimBox'].map(off),
        ].flat();
    }));

test('PDF is one figure that says the whole label', () =>
    eachReport('pdf', '.json', 'qpdf', (label, json) => {
        const { catalog, page, value } = pdfObjects(json);
        const root = value(catalog['/StructTreeRoot']);
        const figure = value(value(root['/K'])['/K']);
        const [key, parents] = value(root['/ParentTree'])['/Nums'];
        return [
            same('Marked', catalog['/MarkInfo']['/Marked'], true),
            same('what it is', figure['/S'], '/Figure'),
            same('what it says', figure['/Alt'], `u:${label.scene.spoken}`),
            same('page’s key', page['/StructParents'], key),
            same('stretches', figure['/K'].join(), parents.map((_, i) => i).join()),
            parents.some((parent) => value(parent) !== figure) && 'a stretch belongs to something else',
        ].flat();
    }));

test('PDF tags are read', () =>
    eachReport('pdf', '.struct', 'pdfinfo', (label, struct) => same('the tree',
        struct.split('\n').filter((line) => !/^ +\//.test(line)).join(' ').trim(), 'Document   Figure:')));

test('PDF carries the label JSON', () =>
    eachReport('pdf', '.json', 'qpdf', (label, json) => {
        const { catalog, stream, value } = pdfObjects(json);
        const [name, reference] = catalog['/Names']['/EmbeddedFiles']['/Names'];
        const file = value(reference);
        const data = path.join(folder('pdf'), `${label.name}.data`);
        return [
            same('name', name, 'u:label.json'),
            same('associated file', catalog['/AF'].join(), reference),
            same('relationship', file['/AFRelationship'], '/Data'),
            same('type', stream(file['/EF']['/UF'])['/Subtype'], '/application/json'),
            fs.existsSync(data) && !fs.readFileSync(data).equals(bytes('json', label.json)) &&
                `not that of ${label.json}`,
        ].flat();
    }));

test('XMP has title and language', () =>
    eachReport('pdf', '.xmp', 'pdfinfo', (label, xmp) => [
        same('title', unescape((xmp.match(/x-default">([^<]*)/) || [])[1] || ''), label.scene.title),
        same('language', (xmp.match(/<dc:language><rdf:Bag><rdf:li>([^<]*)/) || [])[1], label.scene.language),
    ].flat()));

test('PDF fonts are embedded subsets that say their text', () =>
    eachReport('pdf', '.fonts', 'pdffonts', (label, report) => {
        const fonts = report.trim().split('\n').slice(2);
        const good = /^[A-Z]{6}\+\S+ .* yes yes yes +\d+ +\d+$/;
        return fonts.length ? fonts.filter((font) => !good.test(font)) : 'no font';
    }));

test('PDF text is the label’s, in reading order', () =>
    eachReport('pdf', '.txt', 'pdftotext', (label, said) =>
        same('the text', dense(said.replace(/\f/g, '')), spoken(label))));

// Words

const said = (label, role) =>
    dense(label.scene.runs.filter((run) => run.role === role).map((run) => run.text).join(''));

test('title, lead, hero and method follow one another', () =>
    each((label) => {
        const order = ['title', 'lead', 'hero', 'method', 'methodSub'];
        const at = order.map((role) => label.scene.runs.findIndex((run) => run.role === role));
        const shown = at.filter((place) => place >= 0);
        return [
            at[0] < 0 && 'no title',
            at[2] < 0 && !said(label, 'headline') && 'no hero',
            shown.some((place, i) => i > 0 && place < shown[i - 1]) && `they stand at ${at}`,
        ];
    }));

// The label JSON has the full words; where there is too little room a shorter form stands.
test('the label’s words are those of the label JSON, or shorter', () =>
    each((label) => {
        const { words } = JSON.parse(text('json', label.json));
        const roles = [...new Set(label.scene.runs.map((run) => run.role))].filter((role) => words[role]);
        const wrong = roles.filter((role) => {
            const [shown, full] = [said(label, role), dense(words[role])];
            const must = label.layout === 'panel' && ['title', 'lead', 'hero', 'side'].includes(role);
            return must ? shown !== full : shown !== full && shown.length > full.length;
        });
        return [
            roles.length < 2 && `only ${roles}`,
            ...wrong.map((role) => `${role} is "${said(label, role)}", not "${words[role]}"`),
        ];
    }));

// JSON

const schema = (file) => JSON.parse(fs.readFileSync(path.join(root, 'schemas', file)));

function ajv() {
    const from = (name) => require(path.join(judges, 'node_modules', name));
    const Ajv = from('ajv/dist/2020').default;
    const schemas = ['declaration.schema.json', 'label.schema.json'].map(schema);
    return from('ajv-formats').default(new Ajv({ strict: true, allErrors: true, schemas }));
}

function judge(schemaFile, files) {
    if (!fs.existsSync(path.join(judges, 'node_modules/ajv-formats')))
        return new Skip('ajv is missing: run ./bootstrap check');
    const accepts = ajv().getSchema(schema(schemaFile).$id);
    return files.flatMap((file) =>
        accepts(JSON.parse(fs.readFileSync(file)))
            ? []
            : accepts.errors.map((error) => `${path.basename(file)}${error.instancePath} ${error.message}`));
}

test('ajv accepts the examples', () => judge('declaration.schema.json', examples));

test('ajv accepts every label JSON', () => judge('label.schema.json', inFolder(folder('json'), '.json')));

test('label JSON is canonical: keys sorted, compact, one final newline', () => {
    const sorted = (value) =>
        value === null || typeof value !== 'object' ? value
            : Array.isArray(value) ? value.map(sorted)
                : Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
    return list('json').filter((file) =>
        text('json', file) !== `${JSON.stringify(sorted(JSON.parse(text('json', file))))}\n`);
});
