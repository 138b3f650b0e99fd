/* SPDX-License-Identifier: Apache-2.0 */
/* Scenes → one PDF: pages of any sizes, with one set of fonts. */
#pragma once

#include "base/date.h"
#include "write/writer.h"

struct pdf_pages {
    const struct scene *const *scenes; /* one page each */
    const struct scene *const *slugs;  /* in print: what stands below each; NULL: nothing */
    size_t count;                      /* one at least */
    const char *title;                 /* NULL: the first scene's, as is the language */
    const char *subject;               /* NULL: none */
    const char *language;
    struct date stated_on; /* the declarations' latest; zero: none */
    bool whole_paper;      /* in print nothing lies around a page, labels bleed on it */
    GBytes *label_json;    /* attached, but for a press; NULL: none */
    const char *made;      /* says of the attachment how it came to be; NULL: nothing */
    const struct write_options *options;
};

/* The document, NULL after a finding. For a screen each page is one figure that says the scene's
 * sentences; or each label that scene_place put on it is, and text beside labels is paragraphs, one
 * for each phrase. In print, bleed is that of each such label: it is the caller who keeps them
 * apart by twice as much. Crop marks stand around the page. */
GBytes *pdf_write_pages(const struct pdf_pages *pages, struct diags *diags);
