/* SPDX-License-Identifier: Apache-2.0 */
/* The one tree that XML and JSON are read into: elements with text, place and JSON pointer. */
#pragma once

#include "base/diag.h"
#include "base/source.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct field; /* read/vocabulary.h */

enum syntax { SYNTAX_XML, SYNTAX_JSON };

/* How a JSON value was written; VALUE_XML for everything read from XML. */
enum value_type {
    VALUE_XML,
    VALUE_OBJECT,
    VALUE_ARRAY,
    VALUE_STRING,
    VALUE_INTEGER,
    VALUE_REAL,
    VALUE_BOOLEAN,
    VALUE_NULL,
};

struct attribute {
    const char *name; /* with its prefix as written, "xsi:schemaLocation" */
    const char *value;
};

struct element {
    const char *name;  /* local name, or the JSON member's (the item name for array items) */
    const char *space; /* namespace name; the declaration's own for JSON; "" for none */
    const char *text;  /* all character data directly inside, comments skipped; never NULL */
    struct element *parent, *first, *last, *next;
    const struct attribute *attributes;
    size_t attribute_count;
    size_t offset; /* XML: of the start tag's '<'. JSON: NO_OFFSET until asked for */
    const struct element
        *origin;               /* after a variant was chosen: the element this one is a copy of */
    const struct field *field; /* what the vocabulary says of it; NULL where unknown */
    enum value_type type;
    bool item;  /* a member of a list: its pointer segment is its position */
    bool aside; /* faulty and reported: later stages do not see it */
};

struct document {
    struct source *source; /* owned */
    enum syntax syntax;
    struct element *root;
    struct document *base; /* after a variant was chosen: borrowed; owner of source and origins */
    const char *variant;   /* its id; NULL: none, or the base */
    GStringChunk *strings;
    GPtrArray *blocks;     /* of elements and attributes */
    struct element *spare; /* the unused rest of the newest block */
    size_t spare_count;
    size_t element_count;
    unsigned shares;       /* owners beside the first */
};

/* Takes the source. */
struct document *document_new(struct source *source, enum syntax syntax);
void document_free(struct document *document);

/* The same document for one more owner, who frees it too. */
struct document *document_share(struct document *document);

/* Build: appends an element to parent (the root where NULL); strings are copied. */
struct element *document_add(struct document *document, struct element *parent, const char *name,
                             const char *space);
void document_set_text(struct document *document, struct element *element, const char *text);
void document_set_attributes(struct document *document, struct element *element,
                             const struct attribute *attributes, size_t count);

/* A deep copy of element below parent, pointing back to its origin. */
struct element *document_copy(struct document *document, struct element *parent,
                              const struct element *element);

/* Walk: what is set aside is skipped. */
struct element *element_child(const struct element *element, const char *name);
struct element *element_first(const struct element *element);
struct element *element_next(const struct element *element);
size_t element_count_children(const struct element *element);

/* Text of a child, NULL where there is no such child. */
const char *element_child_text(const struct element *element, const char *name);

/* The descendant at a path of names such as "evidence/information/url", or NULL. */
struct element *element_find(const struct element *element, const char *path);
const char *element_find_text(const struct element *element, const char *path);

/* An attribute's value, NULL where absent. */
const char *element_attribute(const struct element *element, const char *name);

/* The element's JSON pointer ("" for the root); the caller frees. */
char *element_pointer(const struct element *element);

/* Adds a finding at an element: its exact place and pointer, whichever the syntax. */
void document_report(const struct document *document, const struct element *element,
                     struct diags *diags, enum code code, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

/* Where the element stands in its source: of the start tag's '<', or of the JSON value. */
size_t document_offset(const struct document *document, const struct element *element);

/* The same with source and pointer, for findings; *pointer holds the latter, the caller frees. */
struct place document_place(const struct document *document, const struct element *element,
                            char **pointer);
