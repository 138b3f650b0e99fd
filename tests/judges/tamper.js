// SPDX-License-Identifier: Apache-2.0
// Changes a PNG: `tamper.js png FILE pixel|resolution|animation|packed OUT`.
'use strict';
const fs = require('fs');
const zlib = require('zlib');

const [kind, file, how, out] = process.argv.slice(2);
if (kind !== 'png') throw new Error(`no kind ${kind}`);

const table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
});
const crc = (bytes) => (bytes.reduce((c, b) => table[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

const chunk = (type, data) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const size = Buffer.alloc(4), sum = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([size, named, sum]);
};

const bytes = fs.readFileSync(file);
let chunks = [];
for (let at = 8; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: Buffer.from(bytes.subarray(at + 8, at + 8 + size)) });
    at += 12 + size;
}

// The pixels as one chunk.
const pixels = zlib.inflateSync(Buffer.concat(chunks.filter((c) => c.type === 'IDAT').map((c) => c.data)));
if (how === 'pixel') pixels[pixels.length >> 1] ^= 0x40;
const first = chunks.findIndex((c) => c.type === 'IDAT');
chunks = chunks.filter((c) => c.type !== 'IDAT');
chunks.splice(first, 0, { type: 'IDAT', data: zlib.deflateSync(pixels, { level: 9 }) });

if (how === 'resolution') chunks.find((c) => c.type === 'pHYs').data.writeUInt32BE(1, 0);
if (how === 'animation') {
    const control = Buffer.alloc(8);
    control.writeUInt32BE(1, 0);
    chunks.splice(1, 0, { type: 'acTL', data: control });
}
fs.writeFileSync(out, Buffer.concat([bytes.subarray(0, 8), ...chunks.map((c) => chunk(c.type, c.data))]));
