/* SPDX-License-Identifier: Apache-2.0 */
/* Encodings that catalogues come in: to UTF-8 as they are read, and back to the very same bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum charset {
    CHARSET_NONE,
    CHARSET_UTF8,
    CHARSET_LATIN1, /* ISO-8859-1 */
    CHARSET_LATIN9, /* ISO-8859-15 */
    CHARSET_WINDOWS_1252,
    CHARSET_UTF16, /* a byte order mark says which */
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
};

/* By the name that maps use ("windows-1252"); CHARSET_NONE where there is none. */
enum charset charset_find(const char *name);
const char *charset_name(enum charset charset);

/* A stream that is read: chunks may end anywhere. */
struct charset_reader {
    enum charset charset; /* as it was asked for, with the byte order where it is known */
    enum charset mark;    /* of the byte order mark in front, CHARSET_NONE: there is none */
    bool begun;
    size_t rest_size; /* bytes that wait for more */
    unsigned char rest[8];
};

/* Appends as UTF-8, without a byte order mark. Nothing is lost: broken UTF-8 stays as it is, and a
 * half surrogate pair, or half a character at the end, becomes bytes that are no UTF-8 either. */
void charset_read(struct charset_reader *reader, GString *out, const char *bytes, size_t size);

/* The end of the stream: what still waits. */
void charset_end(struct charset_reader *reader, GString *out);

/* Appends text that charset_read made in the encoding that it came from. */
void charset_write(enum charset charset, GString *out, const char *text, size_t size);

/* Appends a byte order mark. */
void charset_write_mark(enum charset charset, GString *out);
