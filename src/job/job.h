/* SPDX-License-Identifier: Apache-2.0 */
/* Everything one input owns on its way: read → variant → facts → words → scenes → outputs. */
#pragma once

#include "base/date.h"
#include "base/diag.h"
#include "base/output.h"
#include "job/workshop.h"
#include "read/read.h"
#include "read/records.h"
#include "scene/label.h"
#include "write/writer.h"

#include <stdio.h>

struct revision; /* job/revision.h */

/* What to render; lists end with NULL and are never empty unless said. */
struct job_options {
    const char *const *layouts;
    /* "de", or "de+fr+it" for one label in three; empty: the declaration's where there is a
     * catalogue, else en */
    const char *const *languages;
    const struct writer *const *formats;
    bool colour, mono;            /* one or both */
    bool dark, dark_only;         /* on a dark ground too, or only so */
    const char *variant, *market; /* NULL: not chosen */
    const char *gs1;              /* links lead to articles at that host; NULL: as declared */
    const char *name;             /* --name pattern, or NULL for the customary names */
    bool by_id;                   /* outputs are named after the id, not the input */
    const char *file;             /* the one output's name (-o FILE), or NULL */
    struct date as_of;
    bool live_text;
    bool style_apart; /* of fragment and badge */
    unsigned dpi;
    int32_t scale;                 /* 1/1000, from 1000 on; 0: as laid out */
    bool print, bleed, crop_marks; /* PDF for a press */
    bool slug;                     /* in print: a line below each label that says which it is */
    struct press press;
    bool allow_unreviewed;           /* print words that no native speaker has read */
    bool picture;                    /* a page shows the label even where no format draws it */
    const char *const *files;        /* other outputs that a page names; NULL: those of the run */
    struct revision *const *against; /* earlier ones for a page, NULL at the end; NULL: none */
    const char *const *strings;      /* files of approved wording, NULL at the end; NULL: none */
};

/* One input, judged. */
struct job {
    char *file;      /* as the user named it */
    size_t line;     /* of a record of a catalogue; 0: the whole file */
    char digest[65]; /* SHA-256 of the bytes, "" where they could not be read */
    struct diags *diags;
    struct document *document; /* NULL: refused */
};

/* Reads and judges a file, or `in` where file is "-". Never NULL: the findings are in diags. */
struct job *job_read(const char *file, FILE *in);

/* The next record, read and judged; NULL behind the last. */
struct job *job_next(struct records *records);

/* The same of any format that a declaration can be made of; *draft: it was none, and what it is may
 * be incomplete (draft_read). */
struct job *job_next_draft(struct records *records, bool *draft);

/* The same of a source, which it takes; options NULL: a plain declaration. */
struct job *job_read_source(struct source *source, const struct read_options *options);
void job_free(struct job *job);

/* Renders a judged job: every output asked for is handed to outputs, or none at all and the
 * findings say why. Adds to job->diags. */
bool job_render(struct job *job, struct workshop *workshop, const struct job_options *options,
                struct outputs *outputs);

/* The same for labels that are no outputs yet: they are added to `labels` (scene/label.h), or none
 * is. Formats and names are not asked for. */
bool job_draw(struct job *job, struct workshop *workshop, const struct job_options *options,
              GPtrArray *labels);
