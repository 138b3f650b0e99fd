/* SPDX-License-Identifier: Apache-2.0 */
/* Every declared fact in groups, each with its meaning. */
#pragma once

#include "words/wording.h"

#include <glib.h>

/* A section for each group that has facts; the headings speak the wording's language, names and
 * meanings of the facts the vocabulary's English, and each says so. */
void html_put_facts(GString *out, const struct wording *wording);
