/* SPDX-License-Identifier: Apache-2.0 */
/* What earlier revisions said, on the page behind the code. */
#pragma once

#include "write/writer.h"

/* A section, the latest statement first; nothing at all where no revisions are given. */
void html_put_history(GString *out, const struct write_input *input);
