/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue as its records, as they come: lines of NDJSON, or rows of CSV. */
#include "read/lines.h"

#include <errno.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536 };

struct lines {
    int descriptor;
    bool ended;                /* all bytes are in the buffer */
    size_t line;               /* number of the next record's first one */
    GString *buffer;           /* what was read … */
    size_t at, searched;       /* … the next record's first byte, and how far no line ends */
    size_t dropped;            /* bytes of a record too long to be kept */
    size_t offset;             /* of the next record in the file */
    struct csv_cutter *cutter; /* of rows; NULL: lines */
    struct charset_reader reader;
};

struct lines *lines_new(int descriptor, const struct map *map)
{
    struct lines *lines = g_new0(struct lines, 1);
    lines->descriptor = descriptor;
    lines->line = 1;
    lines->buffer = g_string_new(NULL);
    if (map) {
        lines->cutter = csv_cutter_new(map_dialect(map));
        lines->reader.charset = map_charset(map);
    }
    return lines;
}

void lines_free(struct lines *lines)
{
    if (!lines)
        return;
    csv_cutter_free(lines->cutter);
    g_string_free(lines->buffer, TRUE);
    g_free(lines);
}

static bool take(struct lines *lines, const char *chunk, ssize_t got)
{
    int error = errno;
    lines->ended = got <= 0;
    if (!lines->cutter)
        g_string_append_len(lines->buffer, chunk, got > 0 ? got : 0);
    else if (got > 0)
        charset_read(&lines->reader, lines->buffer, chunk, (size_t)got);
    else
        charset_end(&lines->reader, lines->buffer);
    errno = error;
    return got >= 0;
}

/* Appends what is there, after dropping the records that were taken. */
static bool read_more(struct lines *lines)
{
    GString *buffer = lines->buffer;
    char chunk[CHUNK];
    g_string_erase(buffer, 0, (gssize)lines->at);
    lines->searched -= lines->at;
    lines->at = 0;
    if (buffer->len > SOURCE_MAX_BYTES) { /* no record that long is kept */
        lines->dropped += buffer->len;
        g_string_truncate(buffer, 0);
        lines->searched = 0;
    }
    return take(lines, chunk, TEMP_FAILURE_RETRY(read(lines->descriptor, chunk, sizeof chunk)));
}

/* The line feed behind the next record in the buffer, NULL where it has not come yet. The rest of a
 * record that is not kept ends with its line. */
static const char *find_end(const struct lines *lines)
{
    const GString *buffer = lines->buffer;
    if (lines->cutter && lines->dropped == 0)
        return csv_cut(lines->cutter, buffer->str + lines->at, buffer->len - lines->at,
                       lines->ended);
    return memchr(buffer->str + lines->searched, '\n', buffer->len - lines->searched);
}

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 0;
    const char *end = text + size;
    while ((text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        count++;
    }
    return count;
}

bool lines_read(struct lines *lines, struct record *record)
{
    const char *end;
    while ((end = find_end(lines)) == NULL && !lines->ended) {
        lines->searched = lines->buffer->len;
        if (!read_more(lines))
            return false;
    }
    record->text = lines->buffer->str + lines->at;
    record->line = lines->line;
    size_t length = end ? (size_t)(end - record->text) : lines->buffer->len - lines->at;
    bool none = !end && length + lines->dropped == 0;
    record->size = none ? SIZE_MAX : length + lines->dropped;
    record->offset = lines->offset;
    lines->offset += length + lines->dropped + (end ? 1 : 0);
    lines->dropped = 0;
    lines->line += 1 + (lines->cutter ? count_lines(record->text, length) : 0);
    lines->at += length + (end ? 1 : 0);
    lines->searched = lines->at;
    return true;
}

bool lines_waits(const struct lines *lines)
{
    return !lines->ended && find_end(lines) == NULL;
}

bool lines_fill(struct lines *lines)
{
    lines->searched = lines->buffer->len;
    return read_more(lines);
}

char *lines_doubt(const struct lines *lines)
{
    const struct charset_reader *reader = &lines->reader;
    if (reader->charset == CHARSET_UTF16 && reader->mark == CHARSET_NONE)
        return g_strdup("the map says UTF-16, and the file does not begin with a byte order mark: "
                        "say UTF-16LE or UTF-16BE in the map");
    if (reader->mark == CHARSET_NONE || reader->mark == reader->charset)
        return NULL;
    return g_strdup_printf("the map says %s, and the file begins with the byte order mark of %s: "
                           "correct the map, or save the file in that encoding",
                           charset_name(reader->charset), charset_name(reader->mark));
}

enum charset lines_charset(const struct lines *lines, bool *marked)
{
    *marked = lines->reader.mark != CHARSET_NONE;
    return lines->reader.charset;
}
