// SPDX-License-Identifier: Apache-2.0
// Expands JSON-LD to triples and looks for every statement of the label JSON made of the same
// declaration: jsonld.js JUDGES FILE.jsonld FILE.label.json
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, file, label] = process.argv.slice(2);
const jsonld = require(path.join(judges, 'node_modules/jsonld'));

// Nothing is fetched: what schema.org's context says of the members used here.
const context = {'@context': {'@vocab': 'https://schema.org/', url: {'@type': '@id'},
    hasGS1DigitalLink: {'@type': '@id'}}};
const documentLoader = async url => {
    if (url !== 'https://schema.org/') throw new Error('asks for ' + url);
    return {contextUrl: null, documentUrl: url, document: context};
};

const SCHEMA = 'https://schema.org/';
const TERMS = 'urn:uplabel:terms:1#';
const problems = [];
const complain = text => problems.push(text);

// "path = value" of every leaf of the declaration; items of lists have the list's path.
function leaves(value, at, into) {
    if (Array.isArray(value)) value.forEach(item => leaves(item, at, into));
    else if (value !== null && typeof value === 'object')
        for (const [name, member] of Object.entries(value))
            leaves(member, at ? `${at}.${name}` : name, into);
    else into.push(`${at} = ${value}`);
    return into;
}

(async () => {
    const quads = await jsonld.toRDF(JSON.parse(fs.readFileSync(file, 'utf8')),
        {documentLoader, safe: true});
    const nodes = new Map();
    for (const {subject, predicate, object} of quads) {
        if (!nodes.has(subject.value)) nodes.set(subject.value, []);
        nodes.get(subject.value).push([predicate.value, object]);
    }
    const of = (node, property) => (nodes.get(node) || [])
        .filter(([predicate]) => predicate === SCHEMA + property).map(([, object]) => object);
    const typed = type => [...nodes].filter(([, triples]) => triples.some(([predicate, object]) =>
        predicate.endsWith('#type') && object.value === SCHEMA + type)).map(([node]) => node);

    const said = [];
    for (const node of typed('PropertyValue')) {
        const [id] = of(node, 'propertyID');
        if (!id || !id.value.startsWith(TERMS)) { complain(`a property has the id ${id && id.value}`); continue; }
        for (const value of of(node, 'value'))
            if (value.termType === 'Literal') said.push(`${id.value.slice(TERMS.length)} = ${value.value}`);
    }
    const {declaration, link} = JSON.parse(fs.readFileSync(label, 'utf8'));
    const wanted = new Set(leaves(declaration, '', []));
    for (const leaf of wanted) if (!said.includes(leaf)) complain(`not said: ${leaf}`);
    for (const leaf of said) if (!wanted.has(leaf)) complain(`not declared: ${leaf}`);

    const products = typed('Product');
    if (products.length !== 1) complain(`${products.length} products`);
    const names = of(products[0], 'name');
    if (!names.some(name => name.value === declaration.product.name && name.language === declaration.language))
        complain('the name is not the declared one in its language');
    const gtins = (declaration.product.identifiers || []).filter(({scheme}) => scheme === 'gtin')
        .map(({value}) => value.padStart(14, '0')).sort().join();
    if (of(products[0], 'gtin14').map(({value}) => value).sort().join() !== gtins)
        complain('article numbers are not those declared, in 14 digits');
    const certificates = (declaration.evidence && declaration.evidence.certifications || []).map(({id}) => id).sort().join();
    if (of(products[0], 'hasCertification').map(({value}) => of(value, 'certificationIdentification')[0].value).sort().join() !== certificates)
        complain('certificates are not those declared');
    const gs1 = /\/01\/\d{14}$/.test(link || '') ? link : '';
    if (of(products[0], 'hasGS1DigitalLink').map(({value}) => value).join() !== gs1)
        complain('the GS1 link is not that of the label');
    for (const problem of problems) console.log(`${file}: ${problem}`);
    process.exitCode = problems.length > 0 ? 1 : 0;
})().catch(error => { console.log(`${file}: ${error.message}`); process.exitCode = 1; });
