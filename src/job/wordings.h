/* SPDX-License-Identifier: Apache-2.0 */
/* The words of one label in each of its languages. */
#pragma once

#include "job/job.h"
#include "words/wording.h"

/* Of struct wording *, one for each tag in "de+fr"; what is a draft or not translated is told. NULL
 * after a finding. The caller frees with g_ptr_array_unref. */
GPtrArray *wordings_new(const struct facts *facts, struct workshop *workshop,
                        const struct job_options *options, const char *languages,
                        struct diags *diags);
