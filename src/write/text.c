/* SPDX-License-Identifier: Apache-2.0 */
/* The label as one line of text: what is spoken. */
#include "write/formats.h"

#include <string.h>

GBytes *text_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    char *line = g_strconcat(input->wording->spoken, "\n", NULL);
    return g_bytes_new_take(line, strlen(line));
}
