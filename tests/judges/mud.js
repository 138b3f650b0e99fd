// SPDX-License-Identifier: Apache-2.0
// Merges each patch (RFC 7396) into a MUD file and judges what comes of it by the leaves of RFC 8520's
// module ietf-mud; nothing of the file but what the patch is for may change: mud.js JUDGES PATCH…
'use strict';
const fs = require('fs');
const path = require('path');
const assert = require('assert');
const [judges, ...files] = process.argv.slice(2);
const Ajv = require(path.join(judges, 'node_modules/ajv/dist/2020')).default;
const formats = require(path.join(judges, 'node_modules/ajv-formats')).default;

const string = {type: 'string'}, uri = {type: 'string', format: 'uri'};
const policy = {type: 'object', required: ['access-lists']};
const schema = {
    type: 'object', required: ['ietf-mud:mud', 'ietf-access-control-list:acls'],
    properties: {'ietf-mud:mud': {
        type: 'object', additionalProperties: false,
        required: ['mud-version', 'mud-url', 'last-update', 'is-supported'],
        properties: {
            'mud-version': {const: 1}, 'mud-url': uri, 'mud-signature': uri, documentation: uri,
            'last-update': {type: 'string', format: 'date-time'},
            'cache-validity': {type: 'integer', minimum: 1, maximum: 168},
            'is-supported': {type: 'boolean'}, systeminfo: {type: 'string', maxLength: 60},
            'mfg-name': string, 'model-name': string, 'firmware-rev': string, 'software-rev': string,
            extensions: {type: 'array', items: {type: 'string', minLength: 1, maxLength: 40}},
            'from-device-policy': policy, 'to-device-policy': policy,
        },
    }},
};
const lists = name => ({'access-lists': {'access-list': [{name}]}});
const file = () => ({
    'ietf-mud:mud': {
        'mud-version': 1, 'mud-url': 'https://northwind-home.example/homecam.json',
        'last-update': '2026-11-22T09:30:00Z', 'cache-validity': 48, 'is-supported': true,
        systeminfo: 'A camera', 'from-device-policy': lists('out'), 'to-device-policy': lists('in'),
    },
    'ietf-access-control-list:acls': {acl: [{name: 'out'}, {name: 'in'}]},
});
const merge = (target, patch) => {
    if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
    const into = target !== null && typeof target === 'object' && !Array.isArray(target) ? target : {};
    for (const [name, value] of Object.entries(patch))
        if (value === null) delete into[name];
        else into[name] = merge(into[name], value);
    return into;
};

const ajv = new Ajv({allErrors: true, strict: false});
formats(ajv, {mode: 'full'});
const validate = ajv.compile(schema);
const bare = whole => {
    for (const name of ['is-supported', 'systeminfo', 'mfg-name', 'model-name']) delete whole['ietf-mud:mud'][name];
    return whole;
};
for (const name of files) {
    const whole = merge(file(), JSON.parse(fs.readFileSync(name, 'utf8')));
    if (!validate(whole)) {
        console.log(name, JSON.stringify(validate.errors).slice(0, 1000));
        process.exitCode = 1;
    }
    assert.deepStrictEqual(bare(whole), bare(file()), name);
}
