/* SPDX-License-Identifier: Apache-2.0 */
/* Whole labels for unit tests: any layout, language and ink, of members as declared() takes them. */
#pragma once

#include "job/workshop.h"
#include "layout/layout.h"
#include "model/declaration.h"

#include <stdint.h>

#define QR "; evidence/information/url=https://upd.example/01/09506000134352"
#define LONG_QR "; evidence/information/url=https://northwind.example/homecam3/updates"

/* What the label has to show: one row per state and form, and what makes it crowded. */
extern const char *const label_cases[];
extern const size_t label_case_count;

/* The built-in layouts and languages, as `uplabel list` names them, ended with NULL. The caller
 * frees with g_strfreev. */
char **label_layouts(void);
char **label_languages(void);

/* What a declaration says in a language on 2026-06-20. */
struct said {
    struct document *document;
    struct declaration *declaration;
    struct facts *facts;
    struct wording *wording;
};

struct said said_new(struct workshop *workshop, const char *language, const char *members);
void said_free(struct said *said);

/* The label of what was said, where the layout has a line for each language with one in it; NULL after findings. Fails the test where the layout is refused. */
struct scene *said_draw(const struct said *said, struct workshop *workshop, const char *layout,
                        bool mono, struct diags *diags);

/* Whether the environment asks for every label (UPLABEL_TEST_ALL=yes): a test in a hurry takes each
 * so many-th, in turns that meet all layouts, languages and cases. */
bool label_is_due(size_t turn, size_t each);

/* The first finding's text, "nothing" without. */
const char *first_finding(const struct diags *diags);
