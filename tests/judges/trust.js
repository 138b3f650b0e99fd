// SPDX-License-Identifier: Apache-2.0
// Signatures judged and made without the program: `trust.js thumbprint|verify|input|sign|canonical …`.
'use strict';
const crypto = require('crypto');
const fs = require('fs');

const [command, ...words] = process.argv.slice(2);
const encoded = (bytes) => Buffer.from(bytes).toString('base64url');
const read = (file) => fs.readFileSync(file);

const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${members.join(',')}}`;
};

const commands = {
    // RFC 7638 over what RFC 8037 requires.
    thumbprint(file) {
        const { crv, kty, x } = crypto.createPublicKey(read(file)).export({ format: 'jwk' });
        console.log(crypto.createHash('sha256').update(canonical({ crv, kty, x })).digest('base64url'));
    },
    verify(key, manifest, jws) {
        const [header, payload, signature] = read(jws).toString().trim().split('.');
        const { alg } = JSON.parse(Buffer.from(header, 'base64url'));
        const input = Buffer.from(`${header}.${encoded(read(manifest))}`);
        const good = crypto.verify(null, input, crypto.createPublicKey(read(key)), Buffer.from(signature, 'base64url'));
        if (!good || alg !== 'EdDSA' || payload !== '') throw new Error('the signature is wrong');
    },
    // What was signed and the signature, for openssl.
    input(manifest, jws, to, signatureTo) {
        const [header, , signature] = read(jws).toString().trim().split('.');
        fs.writeFileSync(to, `${header}.${encoded(read(manifest))}`);
        fs.writeFileSync(signatureTo, Buffer.from(signature, 'base64url'));
    },
    // A signature with any header, right in itself but for HS256, which is keyed with the public key.
    sign(key, header, manifest, hmacKey) {
        const input = `${encoded(header)}.${encoded(read(manifest))}`;
        const signature = hmacKey
            ? crypto.createHmac('sha256', read(hmacKey)).update(input).digest()
            : crypto.sign(null, Buffer.from(input), crypto.createPrivateKey(read(key)));
        process.stdout.write(`${encoded(header)}..${encoded(signature)}\n`);
    },
    canonical(file) {
        for (const line of read(file).toString().split('\n').filter((text) => text !== ''))
            if (canonical(JSON.parse(line)) !== line) throw new Error(`not canonical: ${line}`);
    },
};
commands[command](...words);
