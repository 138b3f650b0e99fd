// SPDX-License-Identifier: Apache-2.0
// Damages the examples in many small ways and demands that `uplabel check` and ajv judge alike.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const [, , root, uplabel, judges, scratch] = process.argv;
const Ajv = require(path.join(judges, 'node_modules/ajv/dist/2020')).default;
const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/declaration.schema.json')));
const accepts = new Ajv({ strict: true }).compile(schema);

const resolve = (node) => (node.$ref ? schema.$defs[node.$ref.split('/').pop()] : node);

// The facets of a value, those of the types it narrows included; the narrowest wins.
function facets(node) {
    const own = resolve(node);
    return own.$ref ? { ...facets({ $ref: own.$ref }), ...own } : own;
}

// Replacements for one value: some fit and some do not. What they are judged to be is not said
// here; only that both judges must say the same.
function replacements(node, value) {
    const type = facets(node);
    if (Array.isArray(value))
        return [[], {}, 'x', null, [...value, null], Array(type.maxItems + 1).fill(value[0])];
    if (value !== null && typeof value === 'object')
        return [{}, [], 'x', null, { ...value, zzUnknown: 'x' }];
    if (typeof value === 'boolean') return [!value, 'true', 1, null, 'yes'];
    if (typeof value === 'number')
        return [type.minimum, type.minimum - 1, type.maximum, type.maximum + 1, '5', 1.5, true];
    if (type.oneOf)
        return [type.oneOf[0].const, type.oneOf[0].const.toUpperCase(), 'zzUnknown', '', 5, null];
    const common = ['', 7, true, null, [value]];
    // Addresses are left as they are: what makes a good one is beyond both schemas.
    if (!type.pattern && !value.includes(':'))
        common.push('é'.repeat(type.maxLength), 'é'.repeat(type.maxLength + 1));
    if (type.pattern)
        common.push('é', `${value} `, `.${value}`, value.toLowerCase(), 'P1Y', 'P', '2031',
            '2031-03', '2031-13', '31.03.2031', '/a/0/b', '/a//b', 'pt-BR', 'EU', 'GBR');
    return common;
}

const copy = (value) => JSON.parse(JSON.stringify(value));

// Calls visit(parent, key, node) for every value below this one; node is its schema.
function walk(node, value, visit) {
    const type = resolve(node);
    for (const key of Object.keys(value)) {
        const member = Array.isArray(value) ? type.items : type.properties[key];
        visit(value, key, member);
        if (value[key] !== null && typeof value[key] === 'object') walk(member, value[key], visit);
    }
}

function* damaged(document) {
    const work = copy(document);
    const steps = [];
    walk(schema, work, (parent, key, node) => {
        const removal = Array.isArray(parent) ? [] : [undefined];
        for (const value of [...removal, ...replacements(node, parent[key])])
            steps.push({ parent, key, value });
    });
    for (const { parent, key, value } of steps) {
        const before = parent[key];
        parent[key] = value;
        yield [copy(work), `${key}: ${JSON.stringify(value)}`];
        parent[key] = before;
    }
}

// A document that only breaks rules, or has a mangled GTIN, is accepted here: that is beyond schemas.
function check(document) {
    const file = path.join(scratch, 'schema-agree.json');
    fs.writeFileSync(file, JSON.stringify(document));
    try {
        execFileSync(uplabel, ['check', file], { stdio: 'pipe' });
        return { accepted: true };
    } catch (error) {
        if (error.status !== 1) throw error;
        const findings = String(error.stdout);
        return { accepted: !/: error: (?!RULE:|GTIN-)/.test(findings), findings };
    }
}

// Every so many of all the ways, so that the run stays short and each example has its share.
const names = fs.readdirSync(path.join(root, 'examples'));
const examples = names.filter((name) => name.endsWith('.json'));
const stride = 11;
const count = { accepted: 0, refused: 0, disagreed: 0 };
let step = 0;
for (const name of examples) {
    const example = JSON.parse(fs.readFileSync(path.join(root, 'examples', name)));
    delete example.$schema;
    for (const [document, what] of damaged(example)) {
        if (step++ % stride !== 0) continue;
        const ours = check(document);
        const theirs = accepts(document);
        count[ours.accepted ? 'accepted' : 'refused']++;
        if (ours.accepted === theirs) continue;
        count.disagreed++;
        const alone = theirs ? 'ajv' : 'uplabel';
        console.log(`${name} with ${what.slice(0, 80)}: only ${alone} accepts`);
        console.log(theirs ? ours.findings : JSON.stringify(accepts.errors[0]));
    }
}
const { accepted, refused, disagreed } = count;
console.log(`${accepted} accepted, ${refused} refused, ${disagreed} disagreements`);
process.exit(disagreed > 0 || accepted < 50 || refused < 200 ? 1 : 0);
