/* SPDX-License-Identifier: Apache-2.0 */
/* The declaration's vocabulary as its XSD states it: fields, kinds, allowed values, documentation.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define DECLARATION_NAMESPACE "urn:uplabel:declaration:1"

enum field_kind {
    FIELD_OBJECT,
    FIELD_LIST,
    FIELD_TEXT,  /* free text, under the text policy */
    FIELD_TOKEN, /* patterned text: ids, codes, periods */
    FIELD_URL,
    FIELD_DATE,
    FIELD_INTEGER,
    FIELD_BOOLEAN,
    FIELD_ENUMERATION,
};

struct field_value {
    const char *name;
    const char *documentation;
};

struct field_type; /* shared by the fields that have it, so recursion in the XSD is safe */

struct field {
    const char *name;
    const char *documentation;
    bool required;
    const struct field_type *type;
};

struct field_type {
    const char *name; /* of the XSD type */
    enum field_kind kind;
    const struct field *fields; /* object: members in schema order; list: the one item */
    size_t field_count;
    const char *const *names;         /* object: member names, NULL at the end, for nearest names */
    const struct field_value *values; /* enumeration */
    size_t value_count;
    const char *const *value_names; /* enumeration: NULL at the end */
    unsigned max_length;            /* text kinds, code points; 0: none stated */
    unsigned max_items;             /* list */
    const char *form; /* what a value looks like, in words, from the type's documentation */
};

struct vocabulary;

/* Reads schemas/declaration.xsd (embedded); NULL only if that file is broken (a programming error,
 * reported as INTERNAL by the caller). Kept for the process; never freed by callers. */
const struct vocabulary *vocabulary_get(void);

/* The root field "declaration". */
const struct field *vocabulary_root(const struct vocabulary *vocabulary);

/* A member of an object type or the item of a list type; NULL where there is none. */
const struct field *field_member(const struct field *field, const char *name);

/* The field at a path such as "support.end" or "components.kind" (list items are stepped through),
 * or the first field of that bare name in schema order. */
const struct field *vocabulary_find(const struct vocabulary *vocabulary, const char *path);

/* Frees what vocabulary_get keeps; for read_shutdown. */
void vocabulary_shutdown(void);
