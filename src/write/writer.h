/* SPDX-License-Identifier: Apache-2.0 */
/* The table of output formats: each writer transcribes, none computes. */
#pragma once

#include "base/diag.h"
#include "scene/scene.h"
#include "words/wording.h"
#include "write/press.h"

#include <glib.h>
#include <stdbool.h>

struct write_options {
    bool live_text;   /* SVG: text elements instead of outlines */
    bool style_apart; /* fragment, badge: the page links to their style */
    unsigned dpi;     /* PNG */
    bool print;       /* PDF: the printer's file */
    bool bleed;       /* in print: colour beyond the trim, no frame */
    bool crop_marks;  /* in print: where to cut */
    struct press press;
};

/* A label as a picture inside another output. */
struct write_picture {
    GBytes *svg;
    int32_t width, height; /* micrometres */
};

/* What an earlier revision said. */
struct write_revision {
    struct date stated_on;
    char *number;   /* as declared; NULL: none */
    char *brief;    /* its label's decisive sentences then, in the page's language */
    char **changes; /* what the next revision says otherwise, in English; NULL at the end */
};

/* What a writer may transcribe. scene is NULL for writers that need none. */
struct write_input {
    const struct scene *scene;
    const struct scene *slug; /* in print: what stands beside the label; NULL: nothing */
    const struct wording *const *wordings; /* one per language of the label; NULL: not known */
    size_t wording_count;
    GBytes *label_json; /* an output of its own, and carried in SVG, PNG, PDF, HTML; NULL: none */
    const struct write_options *options;
    const struct write_picture *picture; /* for a page; NULL: none */
    const GPtrArray *history;            /* for a page: of struct write_revision *; NULL: none */
    const char *const *files;            /* for a page: other outputs beside it; NULL: none */
    const char *made; /* carried with label_json: how to make the output again; NULL: not known */
};

struct writer {
    const char *name;   /* "svg": what -f takes */
    const char *suffix; /* "svg", "label.json" */
    const char *title;  /* one line for `list formats` */
    bool needs_scene;   /* one output per layout and ink; otherwise one per variant and language */
    /* The output's bytes, NULL after a finding. NULL: the job makes documents of the declaration.
     */
    GBytes *(*write)(const struct write_input *input, struct diags *diags);
};

/* All formats, name NULL at the end. */
extern const struct writer writers[];

const struct writer *writer_find(const char *name);

/* The format of a file by the longest suffix that fits; NULL where none does. */
const struct writer *writer_of_file(const char *name);

/* Whether it is the page, which shows and names the other outputs and is made last. */
bool writer_is_page(const struct writer *writer);
