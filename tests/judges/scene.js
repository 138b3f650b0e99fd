// SPDX-License-Identifier: Apache-2.0
// Reads the display list that `render -f scene` prints.
'use strict';

const unquote = (text) => text.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));

// The words of a line, and its "string" (there is at most one).
function split(line) {
    const quoted = line.match(/"((?:\\.|[^"\\])*)"/);
    const words = line.replace(/ "(?:\\.|[^"\\])*"/, '').split(' ');
    return { words, text: quoted ? unquote(quoted[1]) : '' };
}

// { layout, language, ink, width, height, title, spoken, runs, others, qr }: lengths in micrometres,
// sizes in 1/100 pt; qr is the payload or null; others are the lines that draw no text.
function read(source) {
    const scene = { runs: [], others: [], qr: null };
    for (const line of source.trimEnd().split('\n')) {
        const { words, text } = split(line);
        const [kind, , role, x, y, width, , size] = words;
        if (kind === 'scene') {
            [, scene.layout, scene.language, , scene.ink, scene.width, scene.height] = words;
        } else if (kind === 'title' || kind === 'spoken') {
            scene[kind] = text;
        } else if (kind === 'glyphs') {
            scene.runs.push({ role, x: +x, y: +y, width: +width, size: +size, text, line });
        } else {
            if (kind === 'qr') scene.qr = text;
            scene.others.push(line);
        }
    }
    scene.width = Number(scene.width);
    scene.height = Number(scene.height);
    return scene;
}

module.exports = { read };
