/* SPDX-License-Identifier: Apache-2.0 */
/* HTML's running text: every text escaped, values isolated, links only where they may lead. */
#pragma once

#include "base/date.h"
#include "words/wording.h"

#include <glib.h>
#include <stdbool.h>

/* Character data between two pieces of markup, which are constants of the program. */
void html_say(GString *out, const char *before, const char *text, const char *after);

/* A text of the declaration, isolated from its neighbours; language may be NULL. */
void html_put_value(GString *out, const char *text, const char *language);

/* A word in full between two pieces of markup; nothing at all where the label lacks it. */
void html_put_word(GString *out, const char *before, const struct word *word, const char *after);

/* The same, dates among its values marked as such. */
void html_put_dated(GString *out, const char *before, const struct word *word, const char *after);

/* A section and its heading, "page.ID" of the catalogue, or English where that lacks it. */
void html_open_section(GString *out, const struct catalogue *catalogue, const char *id,
                       const char *english);

/* <time datetime="…"> of a known date; false, and nothing is put, of an unknown one. */
bool html_open_time(GString *out, struct date date);

/* <a href="…"> of a web address as ASCII; false, and nothing is put, where it is none. */
bool html_open_link(GString *out, const char *url);
