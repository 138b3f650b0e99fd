/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over the markup of SVG and HTML as this program writes it, and as others rewrite it. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum markup_event {
    MARKUP_START,
    MARKUP_END,
    MARKUP_TEXT,
    MARKUP_OTHER, /* comment, declaration, instruction; or what is no markup at all */
    MARKUP_EOF,
};

struct markup {
    const char *bytes;
    size_t size, at;
    size_t start;     /* of the newest event; it ends at `at` */
    const char *name; /* of a tag, name_size bytes … */
    size_t name_size;
    const char *inside; /* … and where its attributes begin */
    bool raw;           /* in an element whose content is no markup: style, script */
};

void markup_start(struct markup *markup, const char *bytes, size_t size);

/* Steps on. Every byte belongs to one event. */
enum markup_event markup_next(struct markup *markup);

/* Whether the newest tag has that name. */
bool markup_is(const struct markup *markup, const char *name);

/* The value of an attribute of the newest start tag, its references resolved; NULL without it. The
 * caller frees. */
char *markup_attribute(const struct markup *markup, const char *name);

/* The newest text, its references resolved; the caller frees. */
char *markup_text(const struct markup *markup);

/* What markup shows, one event a line, so that what differs can be told: tags with their attributes
 * in the order of names, texts with blanks as one. Left out are the elements and attributes named
 * (lists that end with NULL), empty texts, and where `texts` is set all but texts. The caller
 * frees.
 */
struct markup_rest {
    const char *const *elements;
    const char *const *attributes; /* beside those that begin with "data-" */
    bool texts;
};
char *markup_shown(const char *bytes, size_t size, const struct markup_rest *rest);
