// SPDX-License-Identifier: Apache-2.0
// Judges a JSON report by its schema: report.js JUDGES SCHEMA REPORT…
'use strict';
const fs = require('fs');
const path = require('path');
const [judges, schema, ...reports] = process.argv.slice(2);
const Ajv = require(path.join(judges, 'node_modules/ajv/dist/2020')).default;
const validate = new Ajv({allErrors: true, strict: true, allowUnionTypes: true}).compile(
    JSON.parse(fs.readFileSync(schema, 'utf8')));
for (const report of reports)
    if (!validate(JSON.parse(fs.readFileSync(report, 'utf8')))) {
        console.log(report, JSON.stringify(validate.errors, null, 1).slice(0, 2000));
        process.exitCode = 1;
    }
