/* SPDX-License-Identifier: Apache-2.0 */
/* An input's name and bytes, and the way from a byte offset to a line and a column. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct diags;

/* Cap on one input's bytes unless the caller says otherwise. */
#define SOURCE_MAX_BYTES ((size_t)1024 * 1024)

struct source {
    char *name;  /* as the user wrote it; "<stdin>" for standard input */
    char *bytes; /* size bytes and a NUL behind them */
    size_t size;
    size_t *lines; /* offset of each line's first byte, made when first asked for */
    size_t line_count;
    size_t line; /* of a catalogue that this is; 0: a whole file */
};

/* Reads a whole regular file, or `in` where path is "-"; at most `cap` bytes. Returns NULL after
 * adding one finding (IO-READ, LIMIT-SIZE). The caller frees with source_free. */
struct source *source_read(const char *path, FILE *in, size_t cap, struct diags *diags);

/* A source over a copy of bytes that are already here: an embedded asset, a line of a catalogue. */
struct source *source_new(const char *name, const char *bytes, size_t size);

void source_free(struct source *source);

/* Line and column of a byte offset, both from 1; columns count code points (a broken UTF-8 byte
 * counts as one, a byte order mark as none). An offset behind the end gives the place behind the
 * last character. */
void source_locate(struct source *source, size_t offset, size_t *line, size_t *column);
