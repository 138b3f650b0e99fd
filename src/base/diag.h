/* SPDX-License-Identifier: Apache-2.0 */
/* Findings: collected, sorted and capped; their codes and severities come from codes.def alone. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct source;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* Which exit status a finding of error severity leads to (1 input refused, 2 wrong command line,
 * template or schema, 3 input/output, 4 resources or internal). */
enum blame { BLAME_INPUT = 1, BLAME_USE = 2, BLAME_IO = 3, BLAME_INTERNAL = 4 };

enum code {
#define CODE(id, name, severity, blame, title, explanation) CODE_##id,
#include "base/codes.def"
#undef CODE
    CODE_COUNT
};

struct code_info {
    const char *name; /* "SCHEMA-NAME" */
    enum severity severity;
    enum blame blame;
    const char *title;       /* one line */
    const char *explanation; /* what it means, why it matters, what to do: for `explain` */
};

const struct code_info *code_info(enum code code);

/* The code of that name, CODE_COUNT where there is none. */
enum code code_find(const char *name);

#define NO_OFFSET ((size_t)-1)

/* Where a finding points. source may be NULL (command line), offset NO_OFFSET (the whole file),
 * pointer NULL (no element). */
struct place {
    struct source *source;
    size_t offset;
    const char *pointer; /* JSON pointer, the same for XML and JSON; copied by diag_add */
};

#define NOWHERE ((struct place){NULL, NO_OFFSET, NULL})

struct diag {
    enum code code;
    enum severity severity;
    enum blame blame;
    char *file;          /* NULL: no file */
    size_t offset;       /* NO_OFFSET: none */
    size_t line, column; /* 0: none */
    char *pointer;       /* NULL: none */
    char *text;          /* raw text; whoever prints it makes it safe */
    char *rule;          /* "RULE:core/G1" where a rule of a profile found it; else NULL */
};

/* The code as it is printed: the registry's, or the rule's. */
const char *diag_name(const struct diag *diag);

struct diags;

/* An empty list that keeps at most `cap` findings and counts the rest; 0 means 100. Once it is full
 * a finding of higher severity takes the place of a lower one. */
struct diags *diags_new(size_t cap);
void diags_free(struct diags *diags);

/* Adds a finding. The same code, place and text twice is kept once. */
void diag_add(struct diags *diags, enum code code, struct place at, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Adds the finding of a rule: its code and severity are the profile's. */
void diag_add_rule(struct diags *diags, const char *rule, enum severity severity, struct place at,
                   const char *text);

/* Adds a finding of another list, without its file. */
void diag_add_copy(struct diags *diags, const struct diag *diag);

/* Adds all findings of another list, which is freed. */
void diags_move(struct diags *to, struct diags *from);

/* While the depth is above zero, findings about input count as the user's template, schema or
 * option being wrong (exit status 2). Nestable. */
void diags_blame_use(struct diags *diags, bool on);

/* Where findings that are NOWHERE count as being: the input in work. source must outlive its use
 * as the place of new findings; pointer is borrowed. */
void diags_set_place(struct diags *diags, struct place place);

/* Sorts by file, offset, severity, code, text. Call once before reading them. */
void diags_sort(struct diags *diags);

size_t diags_count(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, size_t index);
size_t diags_dropped(const struct diags *diags); /* findings beyond the cap */
bool diags_has_errors(const struct diags *diags);

/* Number of findings of that severity, those beyond the cap included. */
size_t diags_count_of(const struct diags *diags, enum severity severity);

/* 0, or the highest exit status any finding at or above `fail_on` leads to. */
int diags_status(const struct diags *diags, enum severity fail_on);
