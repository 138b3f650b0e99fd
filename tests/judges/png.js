// SPDX-License-Identifier: Apache-2.0
// Reads the PNGs that uplabel writes (8 bits, gray or RGB, not interlaced), independently of libpng.
'use strict';

const zlib = require('zlib');

function chunks(bytes) {
    const found = [];
    for (let at = 8; at < bytes.length; ) {
        const size = bytes.readUInt32BE(at);
        const type = bytes.toString('latin1', at + 4, at + 8);
        found.push({ type, data: bytes.subarray(at + 8, at + 8 + size) });
        at += size + 12;
    }
    return found;
}

// International text: keyword, compression flag and method, two language names, the text.
function text(data) {
    const end = data.indexOf(0);
    const language = data.indexOf(0, end + 3);
    const translated = data.indexOf(0, language + 1);
    const body = data.subarray(translated + 1);
    return [data.toString('latin1', 0, end), data[end + 1] ? zlib.inflateSync(body) : body];
}

const paeth = (a, b, c) => {
    const p = a + b - c;
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

// Undoes the filter of every row, in place.
function unfilter(rows, stride, height, step) {
    const out = Buffer.alloc(stride * height);
    for (let y = 0; y < height; y++) {
        const filter = rows[y * (stride + 1)];
        for (let x = 0; x < stride; x++) {
            const at = y * stride + x;
            const a = x >= step ? out[at - step] : 0;
            const b = y > 0 ? out[at - stride] : 0;
            const c = x >= step && y > 0 ? out[at - stride - step] : 0;
            const guess = [0, a, b, (a + b) >> 1, filter === 4 ? paeth(a, b, c) : 0][filter];
            out[at] = rows[y * (stride + 1) + 1 + x] + guess;
        }
    }
    return out;
}

// { width, height, perMetre, texts, channels, pixels }; pixels are decoded only when asked for.
function read(bytes) {
    const all = chunks(bytes);
    const of = (type) => all.filter((chunk) => chunk.type === type).map((chunk) => chunk.data);
    const [head] = of('IHDR');
    const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    const channels = { 0: 1, 2: 3, 6: 4 }[head[9]];
    if (head[8] !== 8 || !channels || head[12] !== 0) throw new Error('a PNG of another kind');
    const [density] = of('pHYs');
    return {
        width,
        height,
        channels,
        perMetre: density && density[8] === 1 ? density.readUInt32BE(0) : 0,
        texts: Object.fromEntries(of('iTXt').map(text)),
        get pixels() {
            const rows = zlib.inflateSync(Buffer.concat(of('IDAT')));
            return unfilter(rows, width * channels, height, channels);
        },
    };
}

module.exports = { read };
