/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue's site from plain values: pages that list products, a feed, a calendar. */
#pragma once

#include "base/date.h"
#include "words/catalogue.h"

#include <glib.h>

/* What all of a language's pages have in common. */
struct site_edition {
    const struct catalogue *catalogue;
    const char *folder; /* below "site/" */
    struct date as_of;
    const char *url;  /* of the output folder on the web, with its last slash; NULL: not known */
    const char *home; /* the start page, from a page of the folder */
    bool calendar;    /* there is one */
};

/* A text of the site, with the one value that it inserts; English where the catalogue lacks it,
 * which *english (may be NULL) tells. The caller frees. */
char *site_text(const struct catalogue *catalogue, const char *id, const char *value,
                bool *english);

/* The name of a state, or of a change: "dated", "added". The caller frees. */
char *site_name(const struct catalogue *catalogue, const char *name, bool *english);

/* Words that may be in another language than the page. */
struct site_words {
    const char *text;
    const char *language; /* NULL: the page's */
    bool rtl;
};

/* A product, or one of its variants, in a list. NULL: not known. */
struct site_row {
    const char *id, *variant, *gtin, *name, *headline, *remarks;
    const char *page;     /* of the product, below the output folder */
    const char *language; /* of its words */
    bool rtl;
};

/* A link to one list among many. */
struct site_link {
    const char *href;
    struct site_words words;
    size_t count; /* of products in it; 0: not told */
};

/* One page of a list. */
struct site_page {
    const struct site_edition *edition;
    struct site_words heading;
    const char *stem; /* the files are STEM.html, STEM-2.html … */
    unsigned number, pages;
    size_t count;  /* of all that the list has */
    bool products; /* rows, else links */
};

/* The file of a list's page; the caller frees. */
char *site_file(const char *stem, unsigned number);

void site_open_page(GString *out, const struct site_page *page);
void site_open_list(GString *out, const struct site_page *page); /* behind further navigation */
void site_put_row(GString *out, const struct site_edition *edition, const struct site_row *row);
void site_put_link(GString *out, const struct site_link *link); /* a list item */
void site_close_page(GString *out, const struct site_page *page);

/* Links side by side, in navigation that this text names (NULL: in none); and one to a calendar. */
void site_put_jumps(GString *out, const struct site_edition *edition, const char *text,
                    const GPtrArray *links);
void site_put_calendar(GString *out, const struct site_edition *edition, const char *file);

/* The page that leads to all others; `below`: where the edition's files are, from it. Sections come
 * between. */
void site_open_start(GString *out, const struct site_edition *edition, const char *below,
                     size_t count);
void site_open_section(GString *out, const struct site_edition *edition, const char *text);
void site_close_section(GString *out);
void site_close_start(GString *out, const struct site_edition *edition, const char *below);

/* An entry of the feed. */
struct site_change {
    const char *kind;         /* "added", "changed", "ended", "removed"; NULL: a summary */
    const char *id, *variant; /* of the product */
    const char *date;         /* of the run */
    const char *declarant;
    const char *brief, *spoken; /* NULL in a summary … */
    const char *before;         /* what brief was, or … the text of the summary */
    const char *page;           /* below the output folder; NULL: there is none */
    const char *language;
    bool rtl;
};

/* Atom (RFC 4287); an entry is one line. */
void site_open_feed(GString *out, const struct site_edition *edition, const char *updated);
void site_put_change(GString *out, const struct site_edition *edition,
                     const struct site_change *change);
void site_close_feed(GString *out);

/* iCalendar (RFC 5545). */
struct site_event {
    const char *id, *variant;
    struct date day;
    const char *brief, *spoken, *language;
    const char *page; /* below the output folder; NULL: there is none */
};
void site_open_calendar(GString *out, const struct site_edition *edition);
void site_put_event(GString *out, const struct site_edition *edition,
                    const struct site_event *event);
void site_close_calendar(GString *out);
