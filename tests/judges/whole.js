// SPDX-License-Identifier: Apache-2.0
// A declaration that has every field there is, walked from the JSON Schema (which another test holds to
// be that of declaration.xsd), and the places of its free texts.
'use strict';

const fs = require('fs');
const path = require('path');

// What makes sense together; whatever is not named here is the first of its kind.
const chosen = {
    '/schemaVersion': '1.0', '/id': 'whole', '/language': 'en', '/supersedes': 'whole-0', '/basis': 'selfDeclared',
    '/declaredBy/role': 'manufacturer', '/declaredBy/statedOn': '2028-02-01', '/product/status/value': 'onSale',
    '/product/condition': 'new', '/product/category': 'camera', '/updates/mode': 'automaticOptOut',
    '/support/commitment': 'guaranteed', '/support/end': '2033-01-31', '/support/period/duration': 'P5Y',
    '/support/period/from': 'firstPlaced', '/support/period/fromDate': '2028-01', '/product/firstPlacedOn': '2028-01',
    '/support/start/date': '2028-01', '/support/stoppedOn': '2033-02', '/components/0/serviceEnd': '2034-01', '/support/updatesStopped': 'no', '/support/history/0/statedOn': '2028-01-10',
    '/support/extended/0/end': '2035-01', '/support/extended/0/commitment': 'guaranteed',
    '/sources/0/covers/0': '/support/end', '/translations/0/language': 'de', '/translations/0/texts/0/at': '/barriers/0/text',
    '/product/identifiers/0/scheme': 'mpn',
    '/variants/0/selectors/identifiers/0/scheme': 'mpn', '/extensions/0/name': 'note',
};

// Of support and updates in parts and variants what the product has.
const alike = (at) => at.replace(/^\/(components\/0|variants\/0(\/components\/0)?)(?=\/(support|updates|endOfSupport|product)\/)/, '');

const samples = {
    Url: 'https://a.example/', ContactUrl: 'https://a.example/', Date: '2028-03', Day: '2028-03-01', Token: 'a', Id: 'a',
    Language: 'en', Market: 'GB', Country: 'IE', Duration: 'P5Y', Gtin: '09506000134352', Sha256: '0'.repeat(64),
    Pointer: '/support/end', Email: 'a@a.example', ExtensionName: 'note',
};

function load(root) {
    const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/declaration.schema.json'), 'utf8'));
    const name = (node) => node.$ref && node.$ref.split('/').pop();
    const isText = (node) => name(node) === 'Text' || (node.$ref && isText(schema.$defs[name(node)]));
    const limit = (node) => node.maxLength || limit(schema.$defs[name(node)]);
    const texts = [];

    function make(node, at) {
        if (isText(node)) {
            texts.push({ at, limit: limit(node) });
            return 'Lark';
        }
        const wanted = chosen[at] ?? chosen[alike(at)];
        if (wanted !== undefined) return wanted;
        const type = node.$ref ? { ...schema.$defs[name(node)], of: name(node) } : node;
        if (type.properties) return object(type, at);
        if (type.type === 'array') return [make(type.items, `${at}/0`)];
        if (type.oneOf) return type.oneOf[0].const;
        if (type.type === 'integer') return type.minimum || 1;
        if (type.type === 'boolean') return true;
        if (samples[type.of]) return samples[type.of];
        if (type.$ref) return make({ $ref: type.$ref }, at);
        throw new Error(`no sample of ${at}: ${JSON.stringify(type)}`);
    }

    const object = (type, at) => Object.fromEntries(Object.entries(type.properties)
        .filter(([key]) => key !== '$schema').map(([key, member]) => [key, make(member, `${at}/${key}`)]));

    return { declaration: object(schema, ''), texts };
}

// A copy with a value at each of the places; value: of a place's limit, or the same everywhere.
function fill(declaration, texts, value) {
    const copy = JSON.parse(JSON.stringify(declaration));
    for (const { at, limit } of texts) {
        const keys = at.split('/').slice(1), last = keys.pop();
        const parent = keys.reduce((node, key) => node && node[key], copy);
        if (parent && last in parent) parent[last] = typeof value === 'function' ? value(limit) : value;
    }
    return copy;
}

module.exports = { load, fill };
