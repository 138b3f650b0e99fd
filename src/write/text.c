/* SPDX-License-Identifier: Apache-2.0 */
/* The label as text: what is spoken, a line per language. */
#include "write/formats.h"

GBytes *text_write(const struct write_input *input, struct diags *diags)
{
    (void)diags;
    GString *lines = g_string_new(NULL);
    for (size_t i = 0; i < input->wording_count; i++)
        g_string_append_printf(lines, "%s\n", input->wordings[i]->spoken);
    return g_string_free_to_bytes(lines);
}
