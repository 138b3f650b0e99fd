// SPDX-License-Identifier: Apache-2.0
// A catalogue's site as parsers that know nothing of ours read it: site.js JUDGES FOLDER [URL]. Every
// link leads somewhere, every product is reached in every way that it should be, pages are small and
// run nothing, the feed is Atom, the calendars are iCalendar. Prints TAP lines without numbers.
'use strict';

const fs = require('fs');
const path = require('path');
const crypto = require('crypto');

const [, , judges, folder, url] = process.argv;
const load = (name) => require(path.join(judges, 'node_modules', name));
const { JSDOM, VirtualConsole } = load('jsdom');

let faults = [];
const check = (holds, what) => { if (!holds) faults.push(what); };
const report = (title) => {
    process.stdout.write(`${faults.length ? 'not ok' : 'ok'} - ${title}\n`);
    for (const fault of faults.slice(0, 12)) process.stdout.write(`#   ${fault}\n`);
    faults = [];
};

const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const flat = (text) => text.replace(/[\u2060\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const index = read('index.ndjson').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const editions = fs.readdirSync(path.join(folder, 'site'));
const parsed = new Map();
function page(name) {
    if (!parsed.has(name))
        parsed.set(name, new JSDOM(read(name), { virtualConsole: new VirtualConsole() }).window.document);
    return parsed.get(name);
}

// From the start, as somebody who clicks.
const seen = new Set(['index.html']);
for (const name of seen) {
    if (!/^(index\.html|site\/)/.test(name) || !name.endsWith('.html')) continue;
    for (const link of page(name).querySelectorAll('[href]')) {
        const href = link.getAttribute('href');
        check(!/^[a-z]*:|^\//i.test(href), `${name}: ${href} is not relative`);
        const [file, id] = href.split('#');
        const to = path.posix.join(path.posix.dirname(name), decodeURIComponent(file));
        check(fs.existsSync(path.join(folder, to)), `${name}: ${href} leads nowhere`);
        if (id) check(page(to).getElementById(id), `${name}: ${href} is not there`);
        seen.add(to);
    }
}
report('every link is relative and leads somewhere');
for (const edition of editions)
    for (const name of fs.readdirSync(path.join(folder, 'site', edition)))
        check(seen.has(`site/${edition}/${name}`), `nothing leads to site/${edition}/${name}`);
report('every file of the site is reached');

// Each list has its products, each once.
const last = (end) => end && (end.length === 10 ? end : end.length === 7
    ? `${end}-${new Date(Date.UTC(+end.slice(0, 4), +end.slice(5), 0)).getUTCDate()}` : null);
editions.sort((a, b) => (seen.has(`site/${a}/index.html`) ? 1 : 0) - (seen.has(`site/${b}/index.html`) ? 1 : 0));
for (const edition of editions) {
    const files = fs.readdirSync(path.join(folder, 'site', edition)).filter((name) => name.endsWith('.html'));
    const words = (entry) => entry.words.find((one) => one.language === edition.split('+')[0]) || entry.words[0];
    const rows = (name) => [...page(`site/${edition}/${name}`).querySelectorAll('tbody tr')];
    const number = (name) => +(/-(\d+)\.html$/.exec(name) || [, 1])[1];
    const list = (stem) => files.filter((name) => name === `${stem}.html` || (name.startsWith(`${stem}-`) && /^-\d+\.html$/.test(name.slice(stem.length))))
        .sort((a, b) => number(a) - number(b)).flatMap(rows);
    const keys = (list) => list.map((row) => row.querySelector('small').textContent.split(' · ')[0] + '\n' +
        (row.querySelector('th > span')?.textContent || '')).sort();
    const wanted = (filter) => index.filter(filter).map((entry) => entry.id + '\n' + (entry.variant || '')).sort();
    const same = (stem, filter) => check(JSON.stringify(keys(list(stem))) === JSON.stringify(wanted(filter)),
        `${edition}: ${stem} has ${list(stem).length} rows, ${wanted(filter).length} are wanted`);
    same('products', () => true);
    for (const state of new Set(index.map((entry) => entry.state))) same(`state-${state}`, (entry) => entry.state === state);
    for (const category of new Set(index.map((entry) => entry.category))) same(`category-${category}`, (entry) => entry.category === category);
    for (const year of new Set(index.map((entry) => last(entry.end)?.slice(0, 4)).filter(Boolean)))
        same(`ends-${year}`, (entry) => last(entry.end)?.startsWith(year));
    for (const brand of new Set(index.map((entry) => (entry.brand || entry.maker).toLowerCase()))) {
        const first = files.find((name) => name.startsWith('brand-') && /-[0-9a-f]{10}\.html$/.test(name) &&
            name.includes(crypto.createHash('sha256').update(brand.normalize('NFC')).digest('hex').slice(0, 10)));
        check(first, `${edition}: no list of ${brand}`);
        if (first) same(first.replace('.html', ''), (entry) => (entry.brand || entry.maker).toLowerCase() === brand);
    }
    // A row says what the label says, and leads to its page.
    const byId = new Map(index.map((entry) => [entry.id + '\n' + (entry.variant || ''), entry]));
    for (const row of list('products')) {
        const entry = byId.get(keys([row])[0]), said = flat(row.textContent), is = words(entry);
        for (const text of [is.product, is.headline, is.remarks].filter(Boolean))
            check(said.includes(flat(text)), `${edition}: ${entry.id} lacks ${text}`);
        check(path.posix.join('site/x', row.querySelector('a').getAttribute('href')) === is.page, `${edition}: ${entry.id} leads elsewhere`);
        check(!entry.gtin || said.includes(entry.gtin), `${edition}: ${entry.id} lacks ${entry.gtin}`);
    }
    const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
    const names = list('products').map((row) => plain(row.querySelector('bdi').textContent));
    const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    check(names.every((name, i) => i === 0 || bytes(names[i - 1], name) <= 0), `${edition}: the names are not in order`);
    const ends = files.filter((name) => /^ends-\d{4}\.html$/.test(name)).map((name) => keys(rows(name)).length);
    check(ends.length > 0 || !index.some((entry) => entry.end), `${edition}: no years`);
}
report('every list has its products, in order, each with what its label says');

for (const name of seen) {
    if (!/^(index\.html|site\/)/.test(name) || !name.endsWith('.html')) continue;
    const document = page(name), bytes = fs.statSync(path.join(folder, name)).size;
    check(bytes < 1000000, `${name} has ${bytes} bytes`);
    check(!document.querySelector('script,iframe,object,embed,base,img,image,form,input,[src],[srcset],[style],link:not([rel="alternate"])'), `${name}: something active`);
    for (const element of document.querySelectorAll('*'))
        for (const attribute of element.attributes) check(!/^on/i.test(attribute.name), `${name}: ${attribute.name}`);
    const style = document.querySelector('style').textContent;
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
    check(policy.includes(`'sha256-${crypto.createHash('sha256').update(style).digest('base64')}'`) &&
        policy.startsWith("default-src 'none';"), `${name}: the policy is ${policy}`);
    check(document.title && document.querySelectorAll('h1').length === 1 && document.querySelector('main'), `${name}: no title, heading or main part`);
    check(document.documentElement.lang && document.documentElement.dir === (/^(ar|he)/.test(document.documentElement.lang) ? 'rtl' : 'ltr'), `${name}: ${document.documentElement.dir}`);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    check(new Set(ids).size === ids.length, `${name}: an id stands twice`);
}
report('pages are small, whole and at peace');

for (const edition of editions) {
    const name = `site/${edition}/changes.atom`;
    const { window } = new JSDOM(read(name), { contentType: 'application/xml' });
    const atom = 'http://www.w3.org/2005/Atom', feed = window.document.documentElement;
    const child = (element, tag) => [...element.children].filter((one) => one.localName === tag && one.namespaceURI === atom);
    const moment = /^\d{4}-\d\d-\d\dT00:00:00Z$/, iri = /^(urn:[a-z0-9][a-z0-9-]{1,31}:[!-~]+|https?:\/\/[!-~]+)$/;
    check(feed.localName === 'feed' && feed.namespaceURI === atom, `${name}: no feed`);
    for (const element of [feed, ...child(feed, 'entry')]) {
        for (const tag of ['id', 'title', 'updated']) check(child(element, tag).length === 1, `${name}: ${tag}`);
        check(iri.test(child(element, 'id')[0].textContent), `${name}: id ${child(element, 'id')[0].textContent}`);
        check(moment.test(child(element, 'updated')[0].textContent), `${name}: updated`);
        const links = child(element, 'link').filter((link) => (link.getAttribute('rel') || 'alternate') === 'alternate');
        check(links.length === 1, `${name}: ${links.length} alternate links`);
        for (const link of child(element, 'link')) {
            const href = link.getAttribute('href');
            const to = url ? href.replace(url, '') || 'index.html' : path.posix.join(path.posix.dirname(name), href);
            check(!url || href.startsWith(url), `${name}: ${href} is not below ${url}`);
            check(fs.existsSync(path.join(folder, to)), `${name}: ${href} leads nowhere`);
        }
    }
    const entries = child(feed, 'entry');
    for (const entry of entries) {
        check(child(entry, 'author').length === 1 && child(child(entry, 'author')[0], 'name')[0]?.textContent, `${name}: an entry without author`);
        for (const content of child(entry, 'content'))
            check(content.getAttribute('type') === 'xhtml' && content.children.length === 1 &&
                content.firstElementChild.namespaceURI === 'http://www.w3.org/1999/xhtml', `${name}: content`);
    }
    const ids = entries.map((entry) => child(entry, 'id')[0].textContent);
    check(new Set(ids).size === ids.length, `${name}: an id stands twice`);
    check(entries.length <= 500, `${name}: ${entries.length} entries`);
    if (url) check(child(feed, 'link').some((link) => link.getAttribute('rel') === 'self' && link.getAttribute('href') === url + name), `${name}: no self`);
}
report('the feed is Atom, and its links lead somewhere');

(async () => {
    const ICAL = (await import(path.join(judges, 'node_modules/ical.js/dist/ical.js'))).default;
    for (const edition of editions) {
        const calendars = fs.readdirSync(path.join(folder, 'site', edition)).filter((name) => name.endsWith('.ics'));
        const all = calendars.map((name) => {
            const bytes = fs.readFileSync(path.join(folder, 'site', edition, name));
            const text = bytes.toString('utf8');
            check(text.endsWith('END:VCALENDAR\r\n') && !/[^\r]\n|\r[^\n]/.test(text), `${name}: line ends`);
            check(!text.includes('\ufffd'), `${name}: a character was cut`);
            for (const line of text.split('\r\n')) check(Buffer.byteLength(line) <= 75, `${name}: ${line}`);
            const calendar = new ICAL.Component(ICAL.parse(text));
            check(calendar.getFirstPropertyValue('version') === '2.0' && calendar.getFirstPropertyValue('prodid'), `${name}: no version or product`);
            return [name, calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))];
        });
        const asOf = /(\d{4}-\d\d-\d\d)/.exec(page('index.html').body.textContent)[1];
        const coming = index.filter((entry) => ['dated', 'expected'].includes(entry.state) && last(entry.end) >= asOf);
        const whole = new Map(all).get('ends.ics') || [];
        check(whole.length === coming.length, `${edition}: ${whole.length} events, ${coming.length} ends`);
        const key = (day, brief, text) => `${day}\n${brief}\n${text}`;
        const said = new Map(index.map((entry) => [entry, entry.words.find((one) => one.language === edition.split('+')[0]) || entry.words[0]]));
        const wanted = coming.map((entry) => key(last(entry.end), said.get(entry).brief, said.get(entry).spoken)).sort();
        const are = whole.map((event) => key(event.startDate.toString(), event.summary, event.description)).sort();
        check(JSON.stringify(wanted) === JSON.stringify(are), `${edition}: events are not what labels say: ${are.find((one, i) => one !== wanted[i])} / ${wanted.find((one, i) => one !== are[i])}`);
        for (const event of whole) {
            check(event.startDate.isDate && event.uid && event.component.getFirstPropertyValue('dtstamp'), `${event.uid}: not a whole day`);
            check(!url || event.component.getFirstPropertyValue('url').startsWith(url), `${event.uid}: leads elsewhere`);
        }
        check(new Set(whole.map((event) => event.uid)).size === whole.length, `${edition}: an event's id stands twice`);
        const years = all.filter(([name]) => name !== 'ends.ics');
        for (const [name, events] of years)
            for (const event of events) check(name === `ends-${event.startDate.year}.ics`, `${name}: ${event.startDate}`);
        check(years.reduce((sum, [, events]) => sum + events.length, 0) === whole.length, `${edition}: the years are not the whole`);
        for (const entry of coming.filter((one) => one.end.length === 7 && said.get(one).language === 'en')) {
            const event = whole.find((one) => one.description === said.get(entry).spoken);
            check(entry.state === 'expected' || /through [A-Z][a-z]+\s\d{4}/.test(event.summary), `${entry.id}: ${event.summary}`);
            check(!new RegExp(`\\b${last(entry.end).slice(8)}\\s[A-Z]`).test(event.summary), `${entry.id}: ${event.summary}`);
        }
    }
    report('the calendars are iCalendar, and say what the labels say on the day on which they end');
})();
