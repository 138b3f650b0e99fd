/* SPDX-License-Identifier: Apache-2.0 */
/* How an output was made: what it takes to make it again and its label JSON does not tell. */
#pragma once

#include "job/job.h"

#include <glib.h>
#include <stdbool.h>

/* Strings are NULL where they are of no concern. */
struct made {
    char *program; /* "uplabel/0.1.0" */
    char *format;  /* a writer's name */
    char *layout;  /* the template's name */
    bool mono, dark, live_text;
    int32_t scale; /* 1/1000; 0: as laid out */
    unsigned dpi;  /* 0: not counted in pixels */
    char *gs1;     /* the host of the article's link, where one was asked for */
    char *fonts;   /* names the fonts that were drawn with */
    char *data;    /* names templates and words that are not the program's own */
};

/* This program, as it is named there. */
#define MADE_PROGRAM "uplabel/" PACKAGE_VERSION

/* Understands a line of words such as "uplabel/0.1.0 format=svg layout=panel ink=mono fonts=…",
 * whoever wrote it; false where it is none. made_clear frees what it holds, in either case. */
bool made_parse(const char *text, struct made *made);
void made_clear(struct made *made);

/* The line for what a writer makes of a scene, or of none, with templates and words of that name
 * (workshop_own_data); the caller frees. */
char *made_of_output(const struct job_options *options, const struct writer *writer,
                     const struct scene *scene, const char *data);
