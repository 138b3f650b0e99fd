/* SPDX-License-Identifier: Apache-2.0 */
/* A label's data back out of it, and whether the label shows what follows from them. */
#pragma once

#include "base/source.h"
#include "job/workshop.h"

/* Appends the label JSON of every label that a file carries, one a line. A finding on each says
 * whether what it shows agrees: CARRIER-AGREES, -DIFFERS, or -UNJUDGED. layout: a template file for
 * the labels of its name, or NULL. Takes the source; false where no label can be read from it. */
bool extract_labels(struct source *source, struct workshop *workshop, const char *layout,
                    GString *out, struct diags *diags);
