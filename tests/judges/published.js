// SPDX-License-Identifier: Apache-2.0
// Judges JSON by a published schema with every format asserted: published.js JUDGES SCHEMA FILE…
// The schema of OpenEoX at hand is a draft that names itself "tbd" and has no general_availability;
// both are put as version 1.0 has them.
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, schemaFile, ...files] = process.argv.slice(2);
const Ajv = require(path.join(judges, 'node_modules/ajv/dist/2020')).default;
const formats = require(path.join(judges, 'node_modules/ajv-formats')).default;
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8').replaceAll('openeox/tbd/', 'openeox/v1.0/'));
if (schema.$id.includes('openeox')) schema.properties.general_availability ||= {$ref: '#/$defs/timestamp_t'};
const ajv = new Ajv({allErrors: true, strict: false});
formats(ajv, {mode: 'full'});
const validate = ajv.compile(schema);
for (const file of files)
    if (!validate(JSON.parse(fs.readFileSync(file, 'utf8')))) {
        console.log(file, JSON.stringify(validate.errors, null, 1).slice(0, 1000));
        process.exitCode = 1;
    }
