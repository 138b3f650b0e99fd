/* SPDX-License-Identifier: Apache-2.0 */
/* The year ruler as a small picture inside HTML, which refers to nothing. */
#pragma once

#include "model/facts.h"

#include <glib.h>

/* An SVG element for the eye alone; what it shows stands beside it in words. rtl: time runs to the
 * left. */
void html_put_ruler(GString *out, const struct facts *facts, bool rtl);
