/* SPDX-License-Identifier: Apache-2.0 */
/* A line of a journal: what became of a record, guarded against damage. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What a line with fields says. */
enum {
    LINE_DONE = 'D',      /* outputs were made, and are in place where a later line says so */
    LINE_UNCHANGED = 'U', /* outputs of an earlier run are still right */
    LINE_KEPT = 'K',      /* outputs of a product that is no more in the catalogue are still there */
    LINE_REFUSED = 'R',   /* a record of this id was refused */
};

/* What is known of a record: its id, its next change, and the index entries of its labels. */
struct journal_line {
    char kind;
    char *digest, *id, *next;
    size_t number;
    char **labels; /* ends with NULL */
};
void journal_line_clear(struct journal_line *line);

/* The line with its end; the caller frees. */
char *journal_line_format(const struct journal_line *line);

/* Takes a line without its end apart; false where it is none of these, or damaged. */
bool journal_line_parse(const char *text, struct journal_line *line);

/* Fields between tabs with a check sum behind them and the end of the line; fields end with NULL.
 * The caller frees. And back: NULL where the check does not hold, else freed with g_strfreev. */
char *journal_seal(const char *const *fields);
char **journal_unseal(const char *text);

/* The next line of a file without its end, NULL at the end, where a torn line is none. The caller
 * frees with free. */
char *journal_read(FILE *file);

/* The line with fields that begins at an offset. */
bool journal_line_at(FILE *file, uint64_t offset, struct journal_line *line);
