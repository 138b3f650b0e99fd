// SPDX-License-Identifier: Apache-2.0
// A hostile text in every free text of the vocabulary comes out of every output as it went in, and
// changes nothing else; prints TAP. Arguments: root of the sources, the program, the folder of the
// judges, and a folder to work in.
//
// What nothing else may change is told by a tame word: an output that was made with it, and in which
// the word is then replaced, must be what is read from the output that was made with the hostile text.
'use strict';

const assert = require('assert');
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const png = require('./png');
const { read: readScene } = require('./scene');
const { load, fill } = require('./whole');
const { strings, undrawable, long } = require('./hostile-strings');

const [, , root, uplabel, judges, work] = process.argv;
const parse5 = require(path.join(judges, 'node_modules/parse5'));
const { SaxesParser } = require(path.join(judges, 'node_modules/saxes'));
const TAME = 'Lark';
const AS_OF = ['--as-of', '2028-03-01'];
const DATA = ['json', 'jsonld', 'openeox', 'cyclonedx', 'mud', 'html', 'fragment', 'badge', 'text'];
const DRAWN = ['svg', 'pdf', 'png', 'scene', 'statement'];

const { declaration, texts } = load(root);
const whole = { ...declaration };
delete whole.variants; /* a label is of one of them */
const mark = JSON.parse(fs.readFileSync(path.join(root, 'tests/cases/export-cta2120/input.json'), 'utf8'));
mark.product.identifiers.reverse(); /* a GTIN is no free text */

const place = (...names) => path.join(work, ...names);
const text = (file) => fs.readFileSync(file, 'utf8');
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const here = Object.fromEntries(['pdfdetach', 'pdfinfo', 'qpdf', 'xmllint'].map((program) => [program, has(program)]));

// Parsers, each into plain values of which every text is one string.

// Elements as [name, attributes, children…]; the label that one carries is a value, too.
const html = (source) => {
    const tree = (node) =>
        node.nodeName[0] === '#' && !node.childNodes ? node.value ?? node.data
            : [node.nodeName, Object.fromEntries((node.attrs || []).map(({ name, value }) => [name, name === 'data-uplabel' ? JSON.parse(value) : value])),
                ...(node.content || node).childNodes.map(tree)];
    return tree(parse5.parse(source));
};
const xml = (source) => {
    const open = [['#document', {}]], parser = new SaxesParser();
    const text = (said) => open.at(-1).push(said);
    parser.on('error', (error) => { throw error; });
    parser.on('opentag', ({ name, attributes }) => open.push([name, { ...attributes }]));
    parser.on('text', text);
    parser.on('cdata', text);
    parser.on('closetag', () => { const node = open.pop(); open.at(-1).push(node); });
    parser.write(source).close();
    return open[0].find(Array.isArray);
};
const children = ([, , ...rest]) => rest.filter(Array.isArray);
const content = ([, , ...rest]) => rest.map((child) => Array.isArray(child) ? content(child) : child).join('');
function* elements(node) {
    yield node;
    for (const child of children(node)) yield* elements(child);
}

// RFC 4180; what a spreadsheet would take for a formula has an apostrophe before it.
const csv = (source) => {
    const rows = [[]];
    for (const [, quoted, plain, end] of source.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
        if (quoted === undefined && plain === '' && end === '') continue;
        const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
        assert(!/^[=+\-@\t\r]/.test(cell), `a formula: ${cell}`);
        rows.at(-1).push(cell.replace(/^'(?=[=+\-@\t\r])/, ''));
        if (end !== ',') rows.push([]);
    }
    return rows;
};

const parsers = {
    json: JSON.parse, jsonld: JSON.parse, openeox: JSON.parse, cyclonedx: JSON.parse, mud: JSON.parse, cta2120: JSON.parse, sarif: JSON.parse,
    html, fragment: html, badge: html, statement: html, csv, junit: xml, text: (source) => source,
    bulk: (source) => source.trim().split('\n').map((line) => JSON.parse(line)),
};

// Digests are of the bytes; ids are made of them. What runs in the other direction is isolated.
const still = (value, replace) => {
    if (typeof value === 'string')
        return replace(value.replace(/[\u2068\u2069]/g, '').replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g, '#'));
    if (Array.isArray(value)) return value.map((item) => still(item, replace));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, still(member, replace)]));
};

// Where two values differ first, or null.
function difference(got, expected, at = '') {
    if (typeof got !== 'object' || got === null || typeof expected !== 'object' || expected === null)
        return got === expected ? null : `${at || '/'} is ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`;
    for (const key of new Set([...Object.keys(got), ...Object.keys(expected)])) {
        const found = difference(got[key], expected[key], `${at}/${key}`);
        if (found) return found;
    }
    return null;
}

// Runs the program on a declaration; the codes of its errors, empty where all went well. A member has a
// line of its own, so that no value moves another.
function run(args, value, name = 'a.json') {
    fs.writeFileSync(place(name), JSON.stringify(value, null, name.endsWith('.ndjson') ? 0 : 1));
    const { status, stdout, stderr } = spawnSync(uplabel, [...args, place(name)], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status > 1) throw new Error(`${args.join(' ')}: ${status} ${stderr}`);
    return { status, stdout, codes: [...new Set([...stderr.matchAll(/ error: ([A-Z-]+)/g)].map(([, code]) => code))] };
}

// The outputs of `render`, by format: texts, but bytes and the scene of what is drawn.
function render(value, formats, live) {
    const out = place('out');
    fs.rmSync(out, { recursive: true, force: true });
    const { codes } = run(['render', ...AS_OF, '-L', 'en', '-l', 'web', '-f', formats.join(), '-o', `${out}/`,
        ...(live ? ['--text', 'live'] : [])], value);
    const suffix = { json: 'label.json', openeox: 'openeox.json', cyclonedx: 'cdx.json', mud: 'mud-patch.json', fragment: 'fragment.html',
        badge: 'badge.html', text: 'txt', statement: 'statement.html', cta2120: 'cta2120.json' };
    const outputs = {};
    for (const format of codes.length ? [] : formats) {
        const file = path.join(out, `a.${suffix[format] || format}`);
        outputs[format] = format === 'pdf' || format === 'png' ? fs.readFileSync(file) : text(file);
    }
    if (codes.length && fs.existsSync(out) && fs.readdirSync(out).length) codes.push('and something was written');
    return { codes, outputs };
}

const reports = ['json', 'sarif', 'junit', 'csv', 'html'];
const report = (kind, value) => run(['check', ...AS_OF, '-p', 'auto', '--fail-on', 'error', '-r', kind], value).stdout;
const stream = (value) => run(['bulk', ...AS_OF, '-j', '1', '-f', 'json', '-o', '-'], value, 'a.ndjson').stdout;

// Every text output of a declaration with a text in all places, parsed.
function everything(value) {
    const parsed = {};
    const put = (name, format, source) => { parsed[name] = parsers[format](source); };
    const { codes, outputs } = render(fill(whole, texts, value), DATA);
    assert.deepStrictEqual(codes, [], `${value} is refused`);
    for (const format of DATA) put(format, format, outputs[format]);
    const exported = render(fill(mark, texts.filter(({ at }) => !at.startsWith('/extensions')), value), ['cta2120']);
    assert.deepStrictEqual(exported.codes, [], `CTA-2120 of ${value} is refused`);
    put('cta2120', 'cta2120', exported.outputs.cta2120);
    const all = fill(declaration, texts, value);
    for (const kind of reports) put(`report ${kind}`, kind, report(kind, all));
    put('bulk', 'bulk', stream(all));
    return { parsed, outputs };
}

// Judges

let wrong = [];
const demand = (holds, what) => { if (!holds) wrong.push(what); };
const alike = (got, expected, what) => {
    const found = difference(got, expected);
    if (found) wrong.push(`${what}: ${found.length > 400 ? `${found.slice(0, 400)}…` : found}`);
};

// Leaves of a declaration, and of JSON-LD the properties made of them, as "path = value".
function* leaves(value, at = '') {
    if (value === null || typeof value !== 'object') yield `${at} = ${value}`;
    else for (const [key, member] of Object.entries(value))
        yield* leaves(member, Array.isArray(value) ? at : at ? `${at}.${key}` : key);
}
function* properties(node) {
    if (node === null || typeof node !== 'object') return;
    for (const value of node.propertyID ? [node.value].flat() : [])
        if (typeof value !== 'object') yield `${node.propertyID.replace(/^.*#/, '')} = ${value}`;
    for (const member of Object.values(node)) yield* properties(member);
}

const own = new Set(['bdi', 'time', 'code', 'a', 'dd']);
const ownTexts = (page) => new Set([...elements(page)].filter(([name]) => own.has(name)).map(content));

// What carries the declaration carries it whole.
function judgeCarried(value, outputs) {
    const put = fill(whole, texts, value);
    const label = JSON.parse(outputs.json);
    alike(label.declaration, put, 'label JSON');
    demand(outputs.text === `${label.spoken}\n`, 'text is not what is spoken');
    demand(!/[<>&\u2028\u2029]/.test(outputs.jsonld), 'JSON-LD would end a script');
    const said = new Set(properties(JSON.parse(outputs.jsonld)));
    for (const leaf of leaves(put)) demand(said.has(leaf), `JSON-LD lacks ${leaf.slice(0, 200)}`);
    const shown = ownTexts(html(outputs.html));
    for (const { at, limit } of texts) {
        const one = typeof value === 'function' ? value(limit) : value;
        if (!at.startsWith('/variants')) demand(shown.has(one), `the page lacks ${at}`);
    }
    return label;
}

// The other syntax and back, variants and all.
function judgeConverted(value) {
    const put = fill(declaration, texts, value);
    const { stdout, codes } = run(['convert', '--to', 'xml'], put);
    if (codes.length) return demand(false, `convert: ${codes}`);
    const plain = (node, like) =>
        Array.isArray(like) ? children(node).map((item, i) => plain(item, like[i]))
            : like !== null && typeof like === 'object'
                ? Object.fromEntries(children(node).map((child) => [child[0], plain(child, like[child[0]])]))
                : typeof like === 'string' ? content(node) : JSON.parse(content(node));
    alike(plain(xml(stdout), put), put, 'XML');
    fs.writeFileSync(place('b.xml'), stdout);
    alike(JSON.parse(execFileSync(uplabel, ['convert', '--to', 'json', place('b.xml')], { encoding: 'utf8' })), put, 'JSON of XML');
}

const names = new Set('svg title desc metadata g path rect a text tspan'.split(' '));

function judgeSvg(source, json, spoken, what) {
    let svg;
    try { svg = xml(source); } catch (error) { return demand(false, `${what}: ${error.message}`); }
    const [title, desc, metadata] = ['title', 'desc', 'metadata']
        .map((name) => content(children(svg).find((child) => child[0] === name)));
    demand(title === spoken && desc === spoken && svg[1]['aria-label'] === spoken, `${what}: title, desc or name`);
    demand(metadata.trim() === json.trim(), `${what}: metadata is not the label JSON`);
    for (const [name, attributes] of elements(svg))
        demand(names.has(name) && !Object.keys(attributes).some((name) => /^on|^style$|^id$/.test(name)), `${what}: ${name}`);
}

function judgePdf(bytes, json, spoken, title) {
    const file = place('out/a.pdf');
    fs.writeFileSync(file, bytes);
    if (here.pdfdetach) {
        execFileSync('pdfdetach', ['-save', '1', '-o', place('carried'), file]);
        demand(text(place('carried')) === json, 'PDF: what is attached is not the label JSON');
    }
    if (here.pdfinfo && here.xmllint) {
        fs.writeFileSync(place('xmp'), execFileSync('pdfinfo', ['-meta', file]));
        const said = execFileSync('xmllint', ['--nonet', '--xpath', 'string(//*[local-name()="title"]//*[local-name()="li"])',
            place('xmp')], { encoding: 'utf8' });
        demand(said.trim() === title.trim(), `XMP: the title is ${said}`);
    }
    if (!here.qpdf) return;
    const [, objects] = JSON.parse(execFileSync('qpdf', ['--json=2', '--json-stream-data=none', file], { encoding: 'utf8' })).qpdf;
    const values = Object.values(objects).map(({ value }) => value).filter((value) => value && typeof value === 'object');
    demand(values.some((value) => value['/Title'] === `u:${title}`), 'PDF: the title');
    demand(values.some((value) => value['/Alt'] === `u:${spoken}`), 'PDF: the alternative text');
    demand(!values.some((value) => value['/JS'] || value['/OpenAction'] || value['/Launch']), 'PDF: an action');
}

function judgeDrawn(value, label, json) {
    const { codes, outputs } = render(fill(whole, texts, value), [...DRAWN, 'html', 'fragment']);
    if (codes.includes('FONT-MISSING')) return;
    if (codes.length) return demand(false, `drawn: ${codes}`);
    const carriers = ['svg', 'pdf', 'png', 'html', 'fragment.html'].map((suffix) => place('out', `a.${suffix}`));
    const { status, stdout, stderr } = spawnSync(uplabel, ['extract', ...carriers], { encoding: 'utf8' });
    demand(status === 0 && stdout === json.repeat(carriers.length), `what is extracted is not the label JSON: ${stderr.slice(0, 300)}`);
    const scene = readScene(outputs.scene);
    demand(scene.spoken === label.spoken, 'the scene says something else');
    judgeSvg(outputs.svg, json, label.spoken, 'SVG');
    judgeSvg(render(fill(whole, texts, value), ['svg'], true).outputs.svg, json, label.spoken, 'SVG with live text');
    const carried = png.read(outputs.png).texts;
    demand(String(carried['uplabel:label']) === json, 'PNG: what it carries is not the label JSON');
    judgePdf(outputs.pdf, json, label.spoken, scene.title);
    return outputs.statement;
}

// Points

function point(title, check) {
    wrong = [];
    try { check(); } catch (error) { wrong.push(error.message.slice(0, 600)); }
    console.log(`${wrong.length ? 'not ok' : 'ok'} - ${title}`);
    for (const line of wrong.slice(0, 6)) console.log(`#   ${line.replace(/\n/g, '\n#     ')}`);
}

const tame = everything(TAME);
const tameStatement = html(render(fill(whole, texts, TAME), ['statement']).outputs.statement);
const swap = (value) => (said) => said.split(TAME).join(value);

point('every free text of the vocabulary has a place', () => {
    const listed = execFileSync(uplabel, ['list', 'fields'], { encoding: 'utf8' }).split('\n')
        .map((line) => line.split(/\s+/)).filter(([, kind]) => kind === 'text').map(([at]) => at);
    demand(listed.length > 50, `${listed.length} fields`);
    const places = new Set(texts.map(({ at }) => at.slice(1).replace(/\/0\b/g, '').replaceAll('/', '.')));
    for (const at of listed) demand(places.has(at), `no place for ${at}`);
});

for (const [what, value] of strings)
    point(`in every text: ${what}`, () => {
        const { parsed, outputs } = everything(value);
        const label = judgeCarried(value, outputs);
        if (/[\u0590-\u06ff]/.test(value)) demand(label.spoken.includes(`\u2068${value}\u2069`), 'it is not isolated');
        for (const [name, got] of Object.entries(parsed))
            alike(still(got, (said) => said), still(tame.parsed[name], swap(value)), name);
        judgeConverted(value);
        const statement = judgeDrawn(value, label, outputs.json);
        if (statement) alike(still(html(statement), (said) => said), still(tameStatement, swap(value)), 'statement');
    });

for (const [what, value] of [...undrawable, ...long])
    point(`in every text: ${what}`, () => {
        const { codes, outputs } = render(fill(whole, texts, value), DATA);
        if (codes.length) return demand(false, `${codes}`);
        judgeCarried(value, outputs);
        judgeConverted(value);
        const drawn = render(fill(whole, texts, value), ['svg', 'pdf', 'png']);
        demand(drawn.codes.length === 1 && /^(FONT-GLYPH|FONT-MISSING|LAYOUT-OVERFLOW)$/.test(drawn.codes[0]),
            `it is drawn, or refused by ${drawn.codes}`);
    });
