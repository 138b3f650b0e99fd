// SPDX-License-Identifier: Apache-2.0
// Judges every line of NDJSON files by a schema: ndjson.js JUDGES SCHEMA FILE…
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, schema, ...files] = process.argv.slice(2);
const Ajv = require(path.join(judges, 'node_modules/ajv/dist/2020')).default;
const validate = new Ajv({allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true})
    .compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
for (const file of files)
    fs.readFileSync(file, 'utf8').split('\n').slice(0, -1).forEach((line, i) => {
        if (!validate(JSON.parse(line))) {
            console.log(`${file}:${i + 1}`, JSON.stringify(validate.errors, null, 1).slice(0, 2000));
            process.exitCode = 1;
        }
    });
