/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as short lines that a test can compare. */
#pragma once

#include "base/diag.h"

#include <glib.h>

/* "3:12 SCHEMA-NAME /product; …", sorted by place; the caller frees. Frees diags. */
static inline char *findings_take(struct diags *diags)
{
    GString *lines = g_string_new(NULL);
    diags_sort(diags);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        g_string_append_printf(lines, "%s%zu:%zu %s", i > 0 ? "; " : "", diag->line, diag->column,
                               code_info(diag->code)->name);
        if (diag->pointer && *diag->pointer)
            g_string_append_printf(lines, " %s", diag->pointer);
    }
    diags_free(diags);
    return g_string_free(lines, FALSE);
}

/* True where some finding's text contains part. */
static inline bool findings_say(const struct diags *diags, const char *part)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        if (strstr(diags_at(diags, i)->text, part))
            return true;
    return false;
}
