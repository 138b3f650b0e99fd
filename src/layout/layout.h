/* SPDX-License-Identifier: Apache-2.0 */
/* Template, words and fonts → scene: the only place that measures text. */
#pragma once

#include "font/fontset.h"
#include "layout/template.h"
#include "scene/scene.h"
#include "words/wording.h"

struct layout_options {
    bool mono; /* one ink */
    bool dark; /* for a dark screen; never with mono, and only where template_dark */
    /* For a template with a line per language: what the lines say, the label's own words included.
     * 0 elsewhere. */
    const struct wording *const *lines;
    size_t line_count;
};

/* Lays out one label. NULL after findings (LAYOUT-OVERFLOW with the string and the missing
 * millimetres, FONT-GLYPH, FONT-MISSING, QR-CAPACITY, PRODUCT-RECALLED). */
struct scene *layout_label(const struct template *template, const struct wording *wording,
                           struct fontset *fontset, const struct layout_options *options,
                           struct diags *diags);
