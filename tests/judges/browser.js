// SPDX-License-Identifier: Apache-2.0
// Cards, badges, pages, sites and pictures in Chromium: on screens of any width and in any colours, after the
// sanitizers of shops, and with hostile texts; prints TAP. Arguments: the folder of the judges, the
// browser, and the folder that browser.tap has filled.
'use strict';

const fs = require('fs');
const path = require('path');
const png = require('./png');
const page = require('./browser-page');

const [, , judges, executablePath, work] = process.argv;
const from = (name) => path.join(judges, 'node_modules', name);
const { chromium } = require(from('playwright-core'));
const axe = fs.readFileSync(from('axe-core/axe.min.js'), 'utf8');
const purify = fs.readFileSync(from('dompurify/dist/purify.min.js'), 'utf8');
const svgo = require(from('svgo/dist/svgo-node.cjs'));

const HOLDERS = '.uplabel,.uplabel-badge';
const NAMED = '.uplabel,.uplabel-badge,svg[aria-label],img';
const WIDTHS = [320, 480, 768, 1600];

let faults = [];
const check = (holds, what) => { if (!holds) faults.push(what); };
function report(title) {
    console.log(`${faults.length ? 'not ok' : 'ok'} - ${title}`);
    for (const fault of faults.slice(0, 8)) console.log(`#   ${fault.replace(/\n/g, '\n#     ')}`);
    faults = [];
}

const text = (...name) => fs.readFileSync(path.join(work, ...name), 'utf8');
const list = (folder, suffix) => fs.readdirSync(path.join(work, folder)).filter((name) => name.endsWith(suffix)).sort();
const flat = (said) => said.replace(/[\u2060\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();

// A page of one's own around something, as a file.
function put(name, lang, body) {
    const file = path.join(work, `${name}.wrapped.html`);
    fs.writeFileSync(file, `<!DOCTYPE html><html lang="${lang}" dir="${/^(ar|he)/.test(lang) ? 'rtl' : 'ltr'}"><head>` +
        `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
        `<meta name="color-scheme" content="light dark"><title>${name}</title><style>` +
        '@media screen and (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#9ecbff}}' +
        `</style></head><body><main>${body}</main></body></html>`);
    return file;
}

// One browser and one tab for everything. Whatever asks for something else, or complains, is a fault.
async function open() {
    const context = await chromium.launchPersistentContext(path.join(work, 'profile'), {
        executablePath, headless: true, viewport: { width: 1600, height: 900 },
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync'],
    });
    const tab = context.pages()[0] || await context.newPage();
    const cdp = await context.newCDPSession(tab);
    const allowed = new Set();
    tab.on('request', (request) => check(allowed.has(request.url()), `asks for ${request.url().slice(0, 200)}`));
    tab.on('console', (message) => check(message.type() !== 'error', `complains: ${message.text().slice(0, 200)}`));
    tab.on('pageerror', (error) => faults.push(`an error: ${error.message}`));
    tab.on('dialog', (dialog) => { faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
    const url = (file) => `file://${file.split('/').map(encodeURIComponent).join('/')}`;
    const visit = async (file, others = []) => {
        for (const one of [file, ...others]) allowed.add(url(one));
        await tab.goto(url(file));
    };
    return { context, tab, cdp, visit };
}

// What a screen reader calls each element.
async function names(tab, cdp, what) {
    const { result } = await cdp.send('Runtime.evaluate', { expression: `[...document.querySelectorAll(${JSON.stringify(what)})]` });
    const { result: members } = await cdp.send('Runtime.getProperties', { objectId: result.objectId, ownProperties: true });
    const found = [];
    for (const { name, value } of members) {
        if (!/^\d+$/.test(name)) continue;
        const { nodes: [node] } = await cdp.send('Accessibility.getPartialAXTree', { objectId: value.objectId, fetchRelatives: false });
        found.push(node.ignored ? null : node.name?.value);
    }
    return found;
}

const looks = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, forced: { forcedColors: 'active' }, print: { media: 'print' } };
const look = (tab, name) => tab.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none', ...looks[name] });
const zoom = (tab, percent) => tab.evaluate((to) => { document.documentElement.style.fontSize = to; }, `${percent}%`);

async function judgeLayout(tab, file, holders, what) {
    const measure = async (how) => {
        for (const fault of await tab.evaluate(page.geometry, holders)) faults.push(`${what}, ${how}: ${fault}`);
    };
    for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 900 });
        await measure(`${width} px`);
    }
    await tab.setViewportSize({ width: 640, height: 450 }); // 1280 px at 200 %
    await measure('zoomed');
    await zoom(tab, 200);
    await measure('letters twice as large');
    await zoom(tab, 100);
    for (const how of ['forced', 'print']) {
        await look(tab, how);
        await measure(how);
    }
    await look(tab, 'light');
}

async function judgeRules(tab, what) {
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
        resultTypes: ['violations'], preload: false,
    }));
    for (const { id, nodes } of violations) faults.push(`${what}: ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

// Cards and badges

function labelsOf(lang) {
    return list(lang, '.label.json').map((name) => {
        const stem = name.replace('.label.json', '');
        return { stem, label: JSON.parse(text(lang, name)), card: text(lang, `${stem}.fragment.html`), badge: text(lang, `${stem}.badge.html`) };
    });
}

const shop = (lang, labels) => put(`shop-${lang}`, lang, `<h1>Shop</h1><h2>Product</h2>${labels.map(({ card }) => card).join('')}` +
    `<h2>Products</h2><ul>${labels.map(({ badge, stem }) => `<li><a href="#x">${stem} ${badge}</a></li>`).join('')}</ul>`);

const shown = ['title', 'lead', 'hero', 'below', 'method', 'methodSub', 'condition', 'note', 'product', 'lastDay', 'stated', 'disclaimer'];

async function judgeShop({ tab, cdp, visit }, lang) {
    const labels = labelsOf(lang);
    check(labels.length > 10, `${lang}: ${labels.length} labels`);
    const file = shop(lang, labels);
    await visit(file);
    await judgeLayout(tab, file, HOLDERS, lang);
    const spoken = [...labels, ...labels].map(({ label }) => label.spoken);
    const called = await names(tab, cdp, HOLDERS);
    spoken.forEach((said, i) => check(called[i] === said, `${lang}: is called ${called[i]}, not ${said}`));
    const copied = await tab.evaluate(page.selected, '.uplabel');
    labels.forEach(({ stem, label }, i) => {
        for (const word of shown)
            if (label.words[word]) check(flat(copied[i]).includes(flat(label.words[word])), `${lang}: ${stem}: nobody can copy ${label.words[word]}`);
    });
    await judgeRules(tab, lang);
    report(`${lang}: cards and badges at any width, zoomed, printed; called by what is spoken; axe finds nothing`);
}

// Pages

async function judgePage({ tab, cdp, visit }, lang) {
    for (const name of list(lang, '.html').filter((name) => !/\.(fragment|badge)\.html$/.test(name))) {
        await visit(path.join(work, lang, name));
        await judgeLayout(tab, name, 'main', `${lang}/${name}`);
        const [called] = await names(tab, cdp, 'article');
        const { spoken } = JSON.parse(text(lang, name.replace('.html', '.label.json')));
        check(called === spoken, `${lang}/${name}: is called ${called}, not ${spoken}`);
        await judgeRules(tab, `${lang}/${name}`);
    }
    report(`${lang}: the page at any width, zoomed, printed; axe finds nothing`);
}

// A catalogue's site

async function judgeSite({ tab, visit }) {
    for (const name of ['index.html', 'site/en/products.html', 'site/en/ends-2031.html', 'site/ar/index.html', 'site/ar/products.html',
        'site/ar/category-camera.html', 'site/ja/index.html', 'site/ja/state-dated.html']) {
        const file = path.join(work, 'site', name);
        await visit(file);
        await judgeLayout(tab, file, 'main', name);
        for (const colours of ['light', 'dark']) {
            await look(tab, colours);
            await judgeRules(tab, `${name}, ${colours}`);
        }
        await look(tab, 'light');
    }
    report('a catalogue\'s site at any width, zoomed, printed, light and dark; axe finds nothing');
}

// Colours

// Whether two images are the same in a place; nearly: edges may lie a fraction of a pixel apart, so that
// each pixel of the one needs one like it at or beside its place in the other.
const NEAR = 64;
function same(a, b, { left, top, right, bottom }, nearly = false) {
    const { width, channels } = a;
    const apart = (p, q) => Math.max(Math.abs(a.pixels[p] - b.pixels[q]), Math.abs(a.pixels[p + 1] - b.pixels[q + 1]),
        Math.abs(a.pixels[p + 2] - b.pixels[q + 2]));
    const around = [0, 1, -1].flatMap((y) => [0, 1, -1].map((x) => (y * width + x) * channels));
    for (let y = Math.ceil(top); y < Math.floor(bottom); y++)
        for (let x = Math.ceil(left); x < Math.floor(right); x++) {
            const at = (y * width + x) * channels, off = apart(at, at);
            if (off === 0 || (nearly && off <= NEAR)) continue;
            if (!nearly || !around.some((by) => apart(at, at + by) <= NEAR) || !around.some((by) => apart(at + by, at) <= NEAR)) return false;
        }
    return true;
}

const shoot = async (tab) => {
    const { width, height, channels, pixels } = png.read(await tab.screenshot({ fullPage: true, animations: 'disabled' }));
    return { width, height, channels, pixels };
};

async function judgeColours({ tab, visit }, lang) {
    const labels = labelsOf(lang);
    await visit(shop(lang, labels));
    await look(tab, 'dark');
    await judgeRules(tab, `${lang}, dark`);
    // Where colours are forced the browser puts a ground below letters: it must not hide others.
    await look(tab, 'forced');
    await tab.setViewportSize({ width: 400, height: 900 });
    const lead = await tab.evaluate(page.places, '.uplabel-lead');
    const before = await shoot(tab);
    await tab.evaluate(() => document.querySelectorAll('.uplabel-hero').forEach((hero) => { hero.style.visibility = 'hidden'; }));
    const after = await shoot(tab);
    lead.forEach((place, i) => check(same(before, after, place), `${lang}: the large words hide the line above them (${i})`));
    check(lead.length > 5, `${lang}: ${lead.length} leads`);
    const bands = await tab.evaluate(() => ['dark', 'light', 'solid'].map((band) => getComputedStyle(
        document.querySelector(`.uplabel-${band} .uplabel-state`)).backgroundColor));
    check(bands[0] === bands[1] && bands[1] !== bands[2], `${lang}: forced colours: bad news has no area (${bands})`);
    // Paper is white, also for who has a dark screen.
    await tab.emulateMedia({ media: 'print', colorScheme: 'dark', forcedColors: 'none' });
    const paper = await tab.evaluate(() => getComputedStyle(document.querySelector('.uplabel')).backgroundColor);
    check(paper === 'rgb(255, 255, 255)', `${lang}: printed on ${paper}`);
    await look(tab, 'light');
    report(`${lang}: dark, forced and printed colours`);
}

// Without any style, and with that of a shop around it

async function judgeStyles({ tab, visit }) {
    await tab.setViewportSize({ width: 1600, height: 900 });
    const labels = labelsOf('en');
    const bare = labels.flatMap(({ card, badge }) => [card, badge]).join('').replace(/<style>[^]*?<\/style>/g, '');
    await visit(put('bare', 'en', bare));
    for (const fault of await tab.evaluate(page.geometry, HOLDERS)) faults.push(`without style: ${fault}`);
    const said = await tab.evaluate(page.selected, HOLDERS);
    labels.forEach(({ label, stem }, i) => check(flat(said[2 * i + 1]).startsWith(`${label.words.title} `), `${stem}: ${said[2 * i + 1]}`));
    const cards = labels.map(({ card }) => card).join(''), lines = labels.map(({ badge }) => badge).join('');
    const whole = cards + lines;
    const measure = async (body, what = HOLDERS) => {
        await visit(put('apart', 'en', body));
        const boxes = await tab.evaluate(page.places, what.split(',').flatMap((it) => [it, `${it} :not(style)`]).join());
        return boxes.map(({ left, right, top, bottom }) => [right - left, bottom - top].map(Math.round)).join(';');
    };
    const alone = await measure(whole);
    for (const what of HOLDERS.split(','))
        check(await measure(lines + cards, what) === await measure(cards + lines, what) &&
            await measure(lines + cards, what) === await measure(what === '.uplabel' ? cards : lines, what), `${what}: another size beside others`);
    const shared = `<style>${text('uplabel.css')}</style>${whole.replace(/<style>[^]*?<\/style>/g, '')}`;
    check(await measure(shared) === alone && alone.length > 1000, 'cards of which the style is apart have other sizes');
    // What a shop says of all its elements.
    const loud = 'body{font:italic 700 1.3rem/2.2 serif;letter-spacing:.1em;text-transform:uppercase;text-align:center;text-indent:2em}' +
        '*,::before{box-sizing:border-box;margin:3px}p,h2,h3,footer,table,th,td,span,b,time,bdi{margin:1em;padding:.7rem;border:2px solid red;' +
        'font-size:2em;line-height:3;float:left;color:red;background:yellow}svg{max-inline-size:50px;float:right}';
    check(await measure(`<style>${loud}</style>${whole}`) === alone, "cards have other sizes in a shop of another style");
    report('understood without style; the same with the style apart, and in a shop of another style');
}

// Sanitizers

const pictures = () => list('svg', '.svg').map((name) => ({ name, markup: text('svg', name), spoken: spokenOf(name) }));
const spokenOf = (name) => JSON.parse(text('svg', `${name.replace(/-(web|badge)-.*$/, '')}.label.json`)).spoken;

const inRows = (things) =>
    `<div style="display:flex;flex-wrap:wrap;gap:8px;align-items:start;inline-size:1500px">${things.map((thing) => `<div class="thing" style="inline-size:360px">${thing}</div>`).join('')}</div>`;

async function judgeSanitized({ tab, cdp, visit }) {
    const things = [
        ...pictures(),
        ...['en', 'ar'].flatMap((lang) => labelsOf(lang).flatMap(({ stem, label, card, badge }) =>
            [[`${stem} card`, card], [`${stem} badge`, badge]].map(([name, markup]) => ({ name: `${lang} ${name}`, markup, spoken: label.spoken })))),
    ];
    const sanitize = async (markups) => {
        await tab.evaluate(purify);
        return tab.evaluate((all) => all.map((markup) => DOMPurify.sanitize(markup)), markups);
    };
    const optimize = (markup) => (markup.startsWith('<svg') || markup.startsWith('<?xml') ? svgo.optimize(markup).data : markup);
    await tab.setViewportSize({ width: 1600, height: 900 });
    const draw = async (name, markups) => {
        await visit(put(name, 'en', inRows(markups)));
        return { image: await shoot(tab), called: await names(tab, cdp, NAMED), places: await tab.evaluate(page.places, '.thing') };
    };
    const markups = things.map(({ markup }) => markup);
    const before = await draw('before', markups);
    things.forEach(({ name, spoken }, i) => check(before.called[i] === spoken, `${name}: is called ${before.called[i]}`));
    check(before.called.length === things.length && things.length > 60, `${before.called.length} of ${things.length} are called something`);
    report('pictures, cards and badges in a page are called by what is spoken');
    const ways = {
        DOMPurify: [await sanitize(markups), false],
        SVGO: [markups.map(optimize), true],
        'SVGO and DOMPurify': [await sanitize(markups.map(optimize)), true],
    };
    const spoilt = await draw('spoilt', markups.map((markup) => markup.replace(/<(path|text)/, '<desc')));
    check(things.some((_, i) => !same(before.image, spoilt.image, before.places[i], true)), 'no picture looks spoilt');
    for (const [way, [changed, nearly]] of Object.entries(ways)) {
        const after = await draw(`after-${way.replace(/ /g, '-')}`, changed);
        things.forEach(({ name, spoken }, i) => {
            check(after.called[i] === spoken, `${name}: is called ${after.called[i]}`);
            check(JSON.stringify(after.places[i]) === JSON.stringify(before.places[i]), `${name}: has another size`);
            check(same(before.image, after.image, before.places[i], nearly), `${name}: looks different`);
        });
        report(`after ${way} they look the same and are called the same`);
    }
}

// The pages of a shop

async function judgeExample({ tab, cdp, visit }) {
    const files = fs.readdirSync(path.join(work, 'pages')).map((name) => path.join(work, 'pages', name));
    for (const file of files.filter((name) => name.endsWith('.html'))) {
        await visit(file, files);
        await judgeLayout(tab, file, HOLDERS, path.basename(file));
        await judgeRules(tab, path.basename(file));
        const called = await names(tab, cdp, NAMED);
        check(called.length > 1 && called.every(Boolean), `${path.basename(file)}: ${called}`);
        if (file.endsWith('index.html')) continue;
        check(called[0] === called[1], `${path.basename(file)}: the picture is called ${called[1]}, not ${called[0]}`);
        check(await tab.evaluate(() => document.querySelector('img').naturalWidth) > 0, `${path.basename(file)}: no picture`);
        const data = await tab.evaluate(() => document.querySelector('script[type="application/ld+json"]').textContent);
        check(JSON.parse(data)['@type'] === 'Product', `${path.basename(file)}: ${data.slice(0, 80)}`);
    }
    report("the example of a shop's pages");
}

// Hostile texts

async function judgeHostile({ context, tab, visit }) {
    await context.addInitScript(() => { window.x = () => { throw new Error('something ran'); }; });
    const globals = () => tab.evaluate(() => Object.keys(window).sort().join());
    await visit(put('tame', 'en', 'tame'));
    const usual = await globals();
    const folders = fs.readdirSync(path.join(work, 'hostile'));
    check(folders.length > 60, `${folders.length} hostile texts`);
    // A policy would keep the page from running what it must not have at all.
    const open = (markup) => markup.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    for (const folder of folders) {
        const part = (name) => text('hostile', folder, name);
        const own = path.join(work, `hostile-${folder}.wrapped.html`);
        fs.writeFileSync(own, open(part('a.html')));
        const script = `<script type="application/ld+json">${part('a.jsonld')}</script>`;
        const svgs = fs.readdirSync(path.join(work, 'hostile', folder)).filter((name) => name.endsWith('.svg'));
        const inside = put(`inside-${folder}`, 'en', part('a.fragment.html') + part('a.badge.html') + svgs.map(part).join('') + script);
        const before = faults.length;
        for (const file of [own, inside, ...svgs.map((name) => path.join(work, 'hostile', folder, name))]) {
            await visit(file);
            if (!file.endsWith('.svg')) check(await globals() === usual, `${await globals()}`);
            await tab.evaluate(() => document.querySelectorAll('*').forEach((element) => {
                for (const kind of ['mouseover', 'focus', 'load', 'error']) element.dispatchEvent(new Event(kind));
            }));
        }
        for (let i = before; i < faults.length; i++) faults[i] = `${folder}: ${faults[i]}`;
    }
    report('nothing hostile runs, asks for anything, or leaves anything behind');
}

(async () => {
    const browser = await open();
    const langs = fs.readdirSync(work).filter((name) => /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(name) && fs.existsSync(path.join(work, name, 'dated.label.json')));
    check(langs.length > 10, `only ${langs}`);
    report('there is something to judge');
    for (const lang of langs) {
        await judgeShop(browser, lang);
        await judgePage(browser, lang);
    }
    for (const lang of ['en', 'ar', 'ja']) await judgeColours(browser, lang);
    await judgeSite(browser);
    await judgeStyles(browser);
    await judgeExample(browser);
    await judgeSanitized(browser);
    await judgeHostile(browser);
    await browser.context.close();
})().catch((error) => { console.log(`Bail out! ${error.message.split('\n')[0]}`); process.exit(1); });
