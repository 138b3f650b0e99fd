/* SPDX-License-Identifier: Apache-2.0 */
/* An input's name and bytes, and the way from a byte offset to a line and a column. */
#pragma once

#include "base/charset.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct diags;

/* Cap on one input's bytes unless the caller says otherwise. */
#define SOURCE_MAX_BYTES ((size_t)1024 * 1024)

/* What a value of a row is called by those who wrote the file: column "Support end". */
struct source_label {
    char *pointer; /* of the value in the document */
    char *label;
};

struct source {
    char *name;  /* as the user wrote it; "<stdin>" for standard input */
    char *bytes; /* size bytes and a NUL behind them */
    size_t size;
    size_t *lines; /* offset of each line's first byte, made when first asked for */
    size_t line_count;
    size_t line;   /* of a catalogue that this is; 0: a whole file */
    size_t offset; /* in the catalogue, of the first byte of a line */
    char *header; /* of a row of a table: the row that names the columns, "" without; else NULL */
    enum charset charset; /* of a row: the encoding of its file (base/charset.h) … */
    bool marked;          /* … which begins with a byte order mark */
    struct source_label *labels;
    size_t label_count;
};

/* Reads a whole regular file, or `in` where path is "-"; at most `cap` bytes. Returns NULL after
 * adding one finding (IO-READ, LIMIT-SIZE). The caller frees with source_free. */
struct source *source_read(const char *path, FILE *in, size_t cap, struct diags *diags);

/* A source over a copy of bytes that are already here: an embedded asset, a line of a catalogue. */
struct source *source_new(const char *name, const char *bytes, size_t size);

/* Labels the value at a JSON pointer; findings there begin with the label. */
void source_label(struct source *source, const char *pointer, const char *label);

/* The label at a JSON pointer, NULL where there is none. */
const char *source_find_label(const struct source *source, const char *pointer);

void source_free(struct source *source);

/* Line and column of a byte offset, both from 1; columns count code points (a broken UTF-8 byte
 * counts as one, a byte order mark as none). An offset behind the end gives the place behind the
 * last character. */
void source_locate(struct source *source, size_t offset, size_t *line, size_t *column);
