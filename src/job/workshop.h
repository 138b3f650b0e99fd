/* SPDX-License-Identifier: Apache-2.0 */
/* What jobs share for the life of the process: assets, fonts, catalogues, templates, profiles. */
#pragma once

#include "base/assets.h"
#include "base/sandbox.h"
#include "font/fontset.h"
#include "layout/template.h"
#include "words/catalogue.h"

struct profile; /* rules/profile.h */
struct workshop;

/* data_folders ends with NULL; those of UPLABEL_DATADIR come behind them. */
struct workshop *workshop_new(const char *const *data_folders);
void workshop_free(struct workshop *workshop);

/* Lets a process that will be confined read data and fonts. */
void workshop_allow_reading(const struct workshop *workshop, struct sandbox *sandbox);

const struct assets *workshop_assets(const struct workshop *workshop);
struct fontset *workshop_fontset(const struct workshop *workshop);

/* Loaded at the first call, kept, NULL after findings; a second failing call finds nothing new. */
const struct catalogue *workshop_catalogue(struct workshop *workshop, const char *language,
                                           struct diags *diags);
const struct template *workshop_template(struct workshop *workshop, const char *name,
                                         struct diags *diags);

const struct profile *workshop_profile(struct workshop *workshop, const char *name,
                                       struct diags *diags);

/* Lays a maker's approved wording, in a file of strings, over the catalogue of its language. False
 * after findings. */
bool workshop_add_strings(struct workshop *workshop, const char *path, struct diags *diags);

/* Warns of wording in languages that workshop_catalogue was never asked for. */
void workshop_judge_use(const struct workshop *workshop, struct diags *diags);

/* Names the template, icons and words of a label, of languages such as "de+fr", where not all of
 * them are the program's own; else NULL. The caller frees. */
char *workshop_own_data(const struct workshop *workshop, const char *layout, const char *languages);

/* True if a catalogue of that language exists. */
bool workshop_has_language(const struct workshop *workshop, const char *language);

/* The language of a label where none is asked for: the declaration's, or English. */
const char *workshop_default_language(const struct workshop *workshop, const char *declared);
