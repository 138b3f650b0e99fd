/* SPDX-License-Identifier: Apache-2.0 */
/* Character ids inside a CFF table (Adobe Technical Note 5176). */
#include "write/pdf_cff.h"

#include <stdbool.h>

enum { OP_CHARSET = 15, OP_ESCAPE = 12, OP_ROS = 30 };

/* Bytes read in order; over is set by any read behind the end. */
struct reader {
    const uint8_t *bytes;
    size_t size, at;
    bool over;
};

static unsigned read_byte(struct reader *reader)
{
    if (reader->at >= reader->size) {
        reader->over = true;
        return 0;
    }
    return reader->bytes[reader->at++];
}

static uint32_t read_number(struct reader *reader, unsigned width)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < width; i++)
        value = value << 8 | read_byte(reader);
    return value;
}

/* Steps over an INDEX; first, where not NULL, becomes a reader of its first item. */
static void read_index(struct reader *reader, struct reader *first)
{
    uint32_t count = read_number(reader, 2);
    if (first)
        *first = (struct reader){.over = true};
    if (count == 0)
        return;
    unsigned width = read_byte(reader);
    size_t offsets = reader->at, data = offsets + (size_t)(count + 1) * width - 1;
    uint32_t start = read_number(reader, width), second = read_number(reader, width);
    reader->at = offsets + (size_t)count * width;
    uint32_t end = read_number(reader, width);
    if (width < 1 || width > 4 || start > second || data + second > reader->size ||
        data + end > reader->size)
        reader->over = true;
    if (first && !reader->over)
        *first = (struct reader){reader->bytes + data + start, second - start, 0, false};
    reader->at = data + end;
}

static int32_t read_operand(struct reader *dict, unsigned lead)
{
    if (lead == 28)
        return (int16_t)read_number(dict, 2);
    if (lead == 29)
        return (int32_t)read_number(dict, 4);
    if (lead == 30) { /* a real number, ends with a nibble of 15; its value is not needed */
        unsigned byte;
        do
            byte = read_byte(dict);
        while ((byte & 0x0f) != 0x0f && byte >> 4 != 0x0f && !dict->over);
        return 0;
    }
    if (lead <= 246)
        return (int32_t)lead - 139;
    if (lead <= 250)
        return ((int32_t)lead - 247) * 256 + (int32_t)read_byte(dict) + 108;
    return -((int32_t)lead - 251) * 256 - (int32_t)read_byte(dict) - 108;
}

/* Offset of the charset in a Top DICT of a font keyed by CID, else 0. */
static uint32_t find_charset(struct reader *dict)
{
    int32_t operand = 0, charset = 0;
    bool keyed = false;
    while (dict->at < dict->size && !dict->over) {
        unsigned lead = read_byte(dict);
        if (lead == OP_ESCAPE)
            keyed |= read_byte(dict) == OP_ROS;
        else if (lead == OP_CHARSET)
            charset = operand;
        else if (lead >= 28)
            operand = read_operand(dict, lead);
    }
    return keyed && charset > 2 ? (uint32_t)charset : 0;
}

static void read_charset(struct reader *reader, uint16_t *ids, size_t count)
{
    unsigned format = read_byte(reader);
    size_t glyph = 1;
    while (glyph < count && !reader->over) {
        uint32_t id = read_number(reader, 2);
        uint32_t more = format == 0 ? 0 : read_number(reader, format == 1 ? 1 : 2);
        for (uint32_t i = 0; i <= more && glyph < count && !reader->over; i++)
            ids[glyph++] = (uint16_t)(id + i);
    }
}

void pdf_cff_ids(const uint8_t *cff, size_t size, uint16_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ids[i] = (uint16_t)i;
    struct reader reader = {cff, size, 2, false}, dict;
    reader.at = read_byte(&reader);
    read_index(&reader, NULL); /* names */
    read_index(&reader, &dict);
    if (reader.over || dict.over)
        return;
    reader.at = find_charset(&dict);
    if (reader.at != 0)
        read_charset(&reader, ids, count);
}
