/* SPDX-License-Identifier: Apache-2.0 */
/* What a label says in a line, for lists of products: a part of its index entry. */
#pragma once

#include "job/job.h"
#include "model/facts.h"

#include <jansson.h>

/* An object for each language of the label, in the order in which they were asked for: product,
 * headline, remarks (conditions, and who speaks where it is not the maker), brief and spoken
 * sentences, and page, the path of its HTML page. pages: the paths of the label's outputs from
 * `first` on. */
json_t *sayings_new(const struct facts *facts, const struct job_options *options,
                    struct workshop *workshop, const GPtrArray *paths, guint first);
