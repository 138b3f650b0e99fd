// SPDX-License-Identifier: Apache-2.0
// Judges CycloneDX by the schema of version 1.6 as @cyclonedx/cyclonedx-library brings it, every format
// asserted, and what no schema says: each bom-ref is there once. cyclonedx.js JUDGES FILE…
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, ...files] = process.argv.slice(2);
const modules = path.join(judges, 'node_modules');
const Ajv = require(path.join(modules, 'ajv')).default;
const formats = require(path.join(modules, 'ajv-formats')).default;
const schema = name => JSON.parse(fs.readFileSync(
    path.join(modules, '@cyclonedx/cyclonedx-library/res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));

const ajv = new Ajv({allErrors: true, strict: false});
formats(ajv, {mode: 'full'});
ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/);
ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/);
for (const name of ['jsf-0.82', 'spdx', 'cryptography-defs'])
    ajv.addSchema({...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`});
const validate = ajv.compile(schema('bom-1.6'));

const refs = value => value === null || typeof value !== 'object' ? []
    : Object.entries(value).flatMap(([name, member]) => name === 'bom-ref' ? [member] : refs(member));
for (const file of files) {
    const bom = JSON.parse(fs.readFileSync(file, 'utf8'));
    const all = refs(bom);
    if (!validate(bom)) console.log(file, JSON.stringify(validate.errors, null, 1).slice(0, 1000));
    else if (new Set(all).size !== all.length) console.log(file, 'has a bom-ref twice:', all.join());
    else continue;
    process.exitCode = 1;
}
