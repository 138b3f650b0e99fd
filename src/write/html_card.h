/* SPDX-License-Identifier: Apache-2.0 */
/* The label as a card of real text, which is understood without any style. */
#pragma once

#include "words/wording.h"

#include <glib.h>

/* One article in the wording's language. id: a constant or of a digest; level:
 * of its heading; style: put inside, or NULL. */
void html_put_card(GString *out, const struct wording *wording, const char *id, unsigned level,
                   const char *style);
