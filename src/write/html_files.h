/* SPDX-License-Identifier: Apache-2.0 */
/* What a page has beside its facts: the label as a picture, and the other outputs of the run. */
#pragma once

#include "write/writer.h"

/* A section each; nothing at all where the input has none. The picture is in the page itself. */
void html_put_picture(GString *out, const struct write_input *input);
void html_put_files(GString *out, const struct write_input *input);

/* How a link to an output begins, up to its percent-encoded name. */
#define HTML_FILE_LINK "<a class=\"file\" href=\""
