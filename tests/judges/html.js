// SPDX-License-Identifier: Apache-2.0
// Pages and fragments as a parser that knows nothing of ours reads them. Arguments: the folder of the
// judges, root of the sources, the program, a folder to work in that has pages, fragments and label
// JSON of many labels; prints TAP lines without numbers.
'use strict';

const { spawnSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const [, , judges, root, uplabel, work] = process.argv;
const judge = (name) => require(path.join(judges, 'node_modules', name));
const { JSDOM, VirtualConsole } = judge('jsdom');
const { load, fill } = require('./whole');
const { strings, undrawable } = require('./hostile-strings');

let faults = [];
const check = (holds, what) => { if (!holds) faults.push(what); };
const report = (title) => {
    process.stdout.write(`${faults.length ? 'not ok' : 'ok'} - ${title}\n`);
    for (const fault of faults.slice(0, 12)) process.stdout.write(`#   ${fault}\n`);
    faults = [];
};

const flat = (text) => text.replace(/[\u2060\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const files = (suffix) => fs.readdirSync(work).filter((name) => name.endsWith(suffix)).sort();
const pages = files('.html').filter((name) => !/\.(fragment|badge|statement)\.html$/.test(name));
const fragments = files('.fragment.html');
const badges = files('.badge.html');
const text = (name) => fs.readFileSync(path.join(work, name), 'utf8');
const labelOf = (name) => JSON.parse(text(name.replace(/(\.fragment|\.badge)?\.html$/, '.label.json')));
const quiet = () => new VirtualConsole();

check(pages.length > 40 && fragments.length > 40, `${pages.length} pages, ${fragments.length} fragments`);
report('there is something to judge');

// Ids are unique, and what refers to one finds it.
function judgeIds(document, name) {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    check(new Set(ids).size === ids.length, `${name}: an id stands twice`);
    for (const element of document.querySelectorAll('[aria-labelledby]'))
        for (const id of element.getAttribute('aria-labelledby').split(' '))
            check(document.getElementById(id), `${name}: nothing is called ${id}`);
}

// Nothing is fetched and nothing runs; links lead to the web alone and tell nobody from where.
function judgePeace(document, name) {
    const active = 'script,iframe,object,embed,link,base,img,use,image,form,input,foreignObject,[src],[srcset],[style]';
    const found = [...document.querySelectorAll(active)].filter((element) =>
        !(element.matches('img.picture') && /^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/.test(element.getAttribute('src'))));
    check(!found.length, `${name}: ${found[0]?.outerHTML.slice(0, 80)}`);
    for (const element of document.querySelectorAll('*'))
        for (const attribute of element.attributes)
            check(!/^on/i.test(attribute.name), `${name}: ${attribute.name}`);
    for (const style of document.querySelectorAll('style'))
        check(!/url\(|@import|expression|http/i.test(style.textContent), `${name}: the style fetches`);
    for (const link of document.querySelectorAll('a.file'))
        check(fs.existsSync(path.join(work, decodeURIComponent(link.getAttribute('href')))) &&
            !/[/:\\]/.test(link.getAttribute('href')), `${name}: ${link.outerHTML}`);
    for (const link of document.querySelectorAll('a:not(.file)'))
        check(/^https?:\/\/[\x21-\x7e]+$/.test(link.getAttribute('href')) && link.rel === 'noopener noreferrer',
            `${name}: ${link.outerHTML}`);
}

// Words of a label that a card does not have: those of printed and of smaller labels.
const absent = new Set(['scan', 'figures', 'headline', 'model', 'voice', 'statedBy', 'statedOn', 'language']);

function judgeWords(card, label, name) {
    const said = flat(card.textContent);
    for (const [word, phrase] of Object.entries(label.words))
        if (!absent.has(word)) check(said.includes(flat(phrase)), `${name}: ${word}, ${phrase}`);
    for (const row of label.rows)
        check(said.includes(flat(row.name)) && said.includes(flat(row.when)), `${name}: ${row.name}`);
    check(card.lang === label.language, `${name}: language ${card.lang}`);
    check(card.dir === (/^(ar|he)/.test(label.language) ? 'rtl' : 'ltr'), `${name}: direction ${card.dir}`);
    check(card.getAttribute('aria-label') === label.spoken, `${name}: is called ${card.getAttribute('aria-label')}`);
    check(/^H[1-6]$/.test(card.querySelector('.uplabel-title')?.tagName), `${name}: has no heading`);
}

// A badge says the state, the condition, and who speaks where it is not the maker; nobody can follow it.
function judgeBadge(badge, label, name) {
    const said = flat(badge.textContent);
    for (const word of ['title', 'headline', 'condition'])
        if (label.words[word]) check(said.includes(flat(label.words[word])), `${name}: ${label.words[word]}`);
    const maker = ['manufacturer', 'brandOwner'].includes(label.declaration.declaredBy.role);
    check(maker || said.includes(flat(label.words.voice)), `${name}: ${label.words.voice}`);
    check(badge.getAttribute('role') === 'img' && badge.getAttribute('aria-label') === label.spoken,
        `${name}: is called ${badge.getAttribute('aria-label')}`);
    check(badge.lang === label.language, `${name}: language ${badge.lang}`);
    check(badge.dir === (/^(ar|he)/.test(label.language) ? 'rtl' : 'ltr'), `${name}: direction ${badge.dir}`);
    check(!badge.querySelector('a,[id]'), `${name}: a link or an id`);
}

for (const name of fragments) {
    const { document } = new JSDOM(`<!doctype html><title>x</title><body>${text(name)}`).window;
    judgeIds(document, name);
    judgePeace(document, name);
    judgeWords(document.querySelector('article'), labelOf(name), name);
    check(document.body.children.length === 1, `${name}: more than an article`);
}
report('fragments: every word of the label, in its language; nothing is fetched, nothing runs');

for (const name of badges) {
    const { document } = new JSDOM(`<!doctype html><title>x</title><body>${text(name)}`).window;
    judgePeace(document, name);
    judgeBadge(document.body.firstElementChild, labelOf(name), name);
    check(document.body.children.length === 1, `${name}: more than a line`);
}
check(badges.length === fragments.length, `${badges.length} badges`);
report('badges: state, condition and voice; nothing is fetched, nothing runs');

const all = fragments.map(text).join('');
judgeIds(new JSDOM(`<!doctype html><body>${all}`).window.document, 'all fragments');
report('all fragments on one page: no id twice');

const difference = (name, before, after) => {
    let i = 0;
    while (before[i] === after[i]) i++;
    return `${name}: ${JSON.stringify(before.slice(i - 30, i + 50))} became ${JSON.stringify(after.slice(i - 30, i + 50))}`;
};

const { window } = new JSDOM('<!doctype html><body></body>');
const purify = judge('dompurify')(window);
for (const name of [...fragments, ...badges]) {
    window.document.body.innerHTML = text(name);
    const before = window.document.body.innerHTML;
    window.document.body.innerHTML = purify.sanitize(text(name));
    const after = window.document.body.innerHTML;
    if (after.trim() !== before.trim()) faults.push(difference(name, before, after));
}
report('DOMPurify leaves all of every fragment and badge');

// Everything that was declared, as the text of an element of its own.
function* scalars(value) {
    if (typeof value === 'string') yield value;
    else if (value !== null && typeof value === 'object')
        for (const member of Object.values(value)) yield* scalars(member);
}

const ownTexts = (document) =>
    new Set([...document.querySelectorAll('bdi,time,code,a,dd')].map((element) => element.textContent));

for (const name of pages) {
    const source = text(name), label = labelOf(name);
    const { document } = new JSDOM(source).window;
    judgeIds(document, name);
    judgePeace(document, name);
    judgeWords(document.querySelector('article'), label, name);
    check(document.documentElement.lang === label.language, `${name}: language`);
    check(document.documentElement.dir === document.querySelector('article').dir, `${name}: direction`);
    check(document.querySelectorAll('h1').length === 1, `${name}: h1`);
    check(document.querySelector('meta[name=description]').content === label.spoken, `${name}: description`);
    const own = ownTexts(document);
    for (const value of scalars(label.declaration)) check(own.has(value), `${name}: ${value}`);
    const styles = document.querySelectorAll('style');
    const digest = crypto.createHash('sha256').update(styles[0].textContent).digest('base64');
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
    check(styles.length === 1 && policy === `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; ` +
        `base-uri 'none'; form-action 'none'`, `${name}: ${policy}`);
}
report('pages: every fact and word, a policy that fits the style; nothing is fetched, nothing runs');

// What tries to break out comes back as it went in, and leaves the rest as it was.
const whole = load(root), withoutVariants = { ...whole.declaration };
delete withoutVariants.variants;

function rendered(word) {
    fs.writeFileSync(path.join(work, 'hostile.json'), JSON.stringify(fill(withoutVariants, whole.texts, word)));
    const run = spawnSync(uplabel, ['render', '-f', 'html,fragment,badge', '-L', 'en', '--as-of', '2028-03-01', '-o',
        `${work}/hostile/`, path.join(work, 'hostile.json')], { encoding: 'utf8' });
    check(run.status === 0, `${word}: ${run.stderr.slice(0, 300)}`);
    if (run.status !== 0) return null;
    return ['', '.fragment', '.badge'].map((kind) => text(`hostile/hostile${kind}.html`));
}

const shape = (document) => [...document.querySelectorAll('*')].map((element) => element.tagName).join(' ');
const parsed = (markup) => {
    const dom = new JSDOM(markup, { runScripts: 'dangerously', virtualConsole: quiet(),
        beforeParse: (it) => { it.x = () => { faults.push('something ran'); }; } });
    return dom.window.document;
};

const tame = rendered('Lark');
if (tame) {
    const shapes = tame.map((markup) => shape(parsed(markup)));
    for (const [, word] of [...strings, ...undrawable]) {
        const outputs = rendered(word);
        outputs?.forEach((markup, i) => {
            const document = parsed(markup);
            check(shape(document) === shapes[i], `${word}: the ${['page', 'fragment', 'badge'][i]} has another shape`);
            check(i === 2 || ownTexts(document).has(word), `${word}: does not come back`);
            check(!document.title || document.title.startsWith(word), `${word}: ${document.title}`);
        });
    }
}
report('what is hostile comes back as it went in, in every field, and nothing executes');
