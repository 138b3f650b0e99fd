/* SPDX-License-Identifier: Apache-2.0 */
/* Reads inputs whole, regular files and a stream alone, and finds lines and columns in them. */
#include "base/source.h"

#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* A place in an input that could not be read, so that a finding carries its name. */
static void report(struct diags *diags, enum code code, const char *name, const char *text)
{
    g_autofree char *copy = g_strdup(name);
    struct source unread = {.name = copy};
    diag_add(diags, code, (struct place){&unread, NO_OFFSET, NULL}, "%s", text);
}

static void report_read(struct diags *diags, const char *name, int error)
{
    g_autofree char *text = g_strdup_printf("cannot read: %s", strerror(error));
    report(diags, CODE_IO_READ, name, text);
}

static void report_size(struct diags *diags, const char *name, size_t size, size_t cap)
{
    g_autofree char *text =
        size ? g_strdup_printf("record is %zu bytes, limit %zu", size, cap)
             : g_strdup_printf("record is longer than the limit of %zu bytes", cap);
    report(diags, CODE_LIMIT_SIZE, name, text);
}

/* Where bytes come from: up to `room` of them; 0 at the end, -1 with errno on failure. */
typedef ssize_t (*read_some)(void *from, char *into, size_t room);

static ssize_t read_descriptor(void *from, char *into, size_t room)
{
    ssize_t got;
    do
        got = read(*(const int *)from, into, room);
    while (got < 0 && errno == EINTR);
    return got;
}

static ssize_t read_stream(void *from, char *into, size_t room)
{
    FILE *in = from;
    for (;;) {
        errno = 0;
        size_t got = fread(into, 1, room, in);
        if (!ferror(in))
            return (ssize_t)got;
        if (errno != EINTR) {
            errno = errno != 0 ? errno : EIO;
            return -1;
        }
        clearerr(in);
        if (got > 0)
            return (ssize_t)got;
    }
}

/* Reads to the end; NULL after a finding. `expected` is the likely size. */
static struct source *read_all(const char *name, read_some some, void *from, size_t expected,
                               size_t cap, struct diags *diags)
{
    size_t room = MIN(expected, cap) + 2, size = 0; /* one to see the end, one for the NUL */
    g_autofree char *bytes = g_malloc(room);
    for (;;) {
        ssize_t got = some(from, bytes + size, room - size - 1);
        if (got < 0) {
            report_read(diags, name, errno);
            return NULL;
        }
        size += (size_t)got;
        if (size > cap) {
            report_size(diags, name, 0, cap);
            return NULL;
        }
        if (got == 0)
            break;
        if (size == room - 1) {
            room = MIN(room + MAX(room, CHUNK), cap + 2);
            bytes = g_realloc(bytes, room);
        }
    }
    bytes[size] = '\0';

    struct source *source = g_new0(struct source, 1);
    source->name = g_strdup(name);
    source->bytes = g_steal_pointer(&bytes);
    source->size = size;
    return source;
}

/* The type is judged on what was opened; O_NONBLOCK kept a FIFO from blocking the open. */
static struct source *read_open_file(const char *path, int descriptor, size_t cap,
                                     struct diags *diags)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        report_read(diags, path, errno);
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        report_read(diags, path, EISDIR);
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        report(diags, CODE_IO_READ, path,
               "cannot read: not a regular file; use - for standard input");
        return NULL;
    }
    if (status.st_size > 0 && (uintmax_t)status.st_size > cap) {
        report_size(diags, path, (size_t)status.st_size, cap);
        return NULL;
    }
    return read_all(path, read_descriptor, &descriptor, (size_t)status.st_size, cap, diags);
}

struct source *source_read(const char *path, FILE *in, size_t cap, struct diags *diags)
{
    if (strcmp(path, "-") == 0)
        return read_all("<stdin>", read_stream, in, CHUNK, cap, diags);

    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(path, flags));
    if (descriptor < 0) {
        report_read(diags, path, errno);
        return NULL;
    }
    struct source *source = read_open_file(path, descriptor, cap, diags);
    close(descriptor);
    return source;
}

struct source *source_new(const char *name, const char *bytes, size_t size)
{
    struct source *source = g_new0(struct source, 1);
    source->name = g_strdup(name);
    source->bytes = g_malloc(size + 1);
    if (size)
        memcpy(source->bytes, bytes, size);
    source->bytes[size] = '\0';
    source->size = size;
    return source;
}

void source_label(struct source *source, const char *pointer, const char *label)
{
    source->labels = g_renew(struct source_label, source->labels, source->label_count + 1);
    source->labels[source->label_count++] =
        (struct source_label){g_strdup(pointer), g_strdup(label)};
}

const char *source_find_label(const struct source *source, const char *pointer)
{
    for (size_t i = 0; pointer && i < source->label_count; i++)
        if (strcmp(source->labels[i].pointer, pointer) == 0)
            return source->labels[i].label;
    return NULL;
}

void source_free(struct source *source)
{
    if (!source)
        return;
    g_free(source->name);
    g_free(source->bytes);
    g_free(source->lines);
    g_free(source->header);
    for (size_t i = 0; i < source->label_count; i++) {
        g_free(source->labels[i].pointer);
        g_free(source->labels[i].label);
    }
    g_free(source->labels);
    g_free(source);
}

static void index_lines(struct source *source)
{
    GArray *lines = g_array_new(false, false, sizeof(size_t));
    size_t start = 0;
    for (;;) {
        g_array_append_val(lines, start);
        const char *end =
            start < source->size ? memchr(source->bytes + start, '\n', source->size - start) : NULL;
        if (!end)
            break;
        start = (size_t)(end - source->bytes) + 1;
    }
    source->line_count = lines->len;
    source->lines = (size_t *)(void *)g_array_free(lines, false);
}

/* Index of the last line that starts at or before offset. */
static size_t find_line(const struct source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Bytes of the character that starts here, 1 where it is not valid UTF-8. */
static size_t character_size(const char *text, size_t size)
{
    if ((unsigned char)*text < 0x80)
        return 1;
    gunichar c = g_utf8_get_char_validated(text, (gssize)size);
    return c >= 0x110000 ? 1 : (size_t)g_unichar_to_utf8(c, NULL);
}

void source_locate(struct source *source, size_t offset, size_t *line, size_t *column)
{
    if (!source->lines)
        index_lines(source);
    offset = MIN(offset, source->size);

    size_t index = find_line(source, offset);
    size_t at = source->lines[index];
    /* No editor shows a byte order mark as a column. */
    if (at == 0 && offset >= 3 && memcmp(source->bytes, BYTE_ORDER_MARK, 3) == 0)
        at = 3;
    size_t count = 1;
    while (at < offset) {
        at += character_size(source->bytes + at, source->size - at);
        if (at <= offset)
            count++;
    }
    *line = index + (source->line > 0 ? source->line : 1);
    *column = count;
}
