/* SPDX-License-Identifier: Apache-2.0 */
/* The label as a card of real text, which is understood without any style. */
#pragma once

#include "write/writer.h"

#include <glib.h>

/* One article in the language of the wording at that position; the first carries the label JSON.
 * id: a constant or of a digest; level: of its heading; style: put inside, or NULL. */
void html_put_card(GString *out, const struct write_input *input, size_t position, const char *id,
                   unsigned level, const char *style);
