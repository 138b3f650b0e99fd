/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a page that needs nothing from elsewhere and runs nothing. */
#pragma once

#include "words/catalogue.h"

#include <glib.h>

/* From the doctype to the policy, which allows this style and pictures inside the page alone; what
 * else the head has may follow, and then html_close_head. */
void html_open_head(GString *out, const struct catalogue *catalogue, const char *style);
void html_close_head(GString *out, const char *style);
