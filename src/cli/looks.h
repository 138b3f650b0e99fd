/* SPDX-License-Identifier: Apache-2.0 */
/* Options that say which labels are made and how they look, common to commands that write them. */
#pragma once

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/press.h"
#include "job/job.h"

/* As given; NULL or empty: not given. */
struct looks_words {
    GPtrArray *layouts, *languages, *formats, *inks, *themes, *strings;
    const char *as_of, *gs1, *text, *style, *dpi, *scale;
    bool bleed, crop_marks, allow_unreviewed;
    struct press_words press;
};

/* The rows of the options that say how labels look and are printed, for a command whose struct of
 * options has a member `looks`. */
/* clang-format off */
#define LOOKS_ROWS(type)                                                                  \
    {"gs1", 0, "HOST",                                                                    \
     "the code leads to https://HOST/01/GTIN, not to the declared page",                  \
     OPTION_TEXT, offsetof(type, looks.gs1)},                                             \
    {"text", 0, "KIND",                                                                   \
     "SVG text as outline (default) or live; also for --print",                           \
     OPTION_TEXT, offsetof(type, looks.text)},                                            \
    {"style", 0, "PLACE",                                                                 \
     "style of fragment and badge: inside (default) or apart, see `list style`",          \
     OPTION_TEXT, offsetof(type, looks.style)},                                           \
    {"scale", 0, "N",                                                                     \
     "enlarge the label in proportion, 1 to 10; default: 1",                              \
     OPTION_TEXT, offsetof(type, looks.scale)},                                           \
    {"dpi", 0, "N",                                                                       \
     "PNG resolution, 150 to 2400; default: 300",                                         \
     OPTION_TEXT, offsetof(type, looks.dpi)},                                             \
    {"print", 0, "KIND",                                                                  \
     "the printer's PDF, PDF/X keys: x1a (default) or x4",                                \
     OPTION_MAYBE, offsetof(type, looks.press.print)},                                    \
    {"condition", 0, "NAME",                                                              \
     "with --print: how it is printed; default: FOGRA39",                                 \
     OPTION_TEXT, offsetof(type, looks.press.condition)},                                 \
    {"icc", 0, "FILE",                                                                    \
     "with --print=x4: the profile of the printing condition",                            \
     OPTION_FILE, offsetof(type, looks.press.icc)},                                       \
    {"spot", 0, "TOKEN=NAME",                                                             \
     "with --print: a spot ink for ink, promise, open or none (repeatable)",              \
     OPTION_EACH, offsetof(type, looks.press.spots)},                                     \
    {"bleed", 0, NULL,                                                                    \
     "with --print: colour runs 3 mm beyond the trim, no frame",                          \
     OPTION_FLAG, offsetof(type, looks.bleed)},                                           \
    {"crop-marks", 0, NULL,                                                               \
     "with --print: marks where to cut",                                                  \
     OPTION_FLAG, offsetof(type, looks.crop_marks)},                                      \
    {"slug", 0, NULL,                                                                     \
     "with --print: file, number, language and revision below the label",                 \
     OPTION_FLAG, offsetof(type, looks.press.slug)}
/* clang-format on */

/* Empty lists for options_parse, and their end. */
void looks_init(struct looks_words *words);
void looks_clear(struct looks_words *words);

/* Adds the writers of the formats that are named; 0, or the exit status after a line on err. */
int looks_plan_formats(const struct cli *cli, const struct command *command, const GPtrArray *names,
                       GPtrArray *wanted);

/* Adds one, unless it is among them. */
void looks_add_writer(GPtrArray *wanted, const struct writer *writer);

/* Fills the job, whose formats are known, with all the rest; press_clear frees what it holds.
 * paper: the option by which labels are for paper, NULL: none. 0, or the exit status after a line
 * on err. */
int looks_plan(const struct cli *cli, const struct command *command, struct looks_words *words,
               const char *paper, struct job_options *job);
