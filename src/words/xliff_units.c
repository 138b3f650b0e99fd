/* SPDX-License-Identifier: Apache-2.0 */
/* Names of units in an XLIFF file: lead.dated, lead.dated/short/1, parts.more/few, months/lead/3.
 */
#include "words/xliff_units.h"

char *unit_of_month(size_t form, unsigned month)
{
    return g_strdup_printf("months/%s/%u", catalogue_month_forms[form], month);
}

char *unit_of_text(const struct need *need, size_t category, size_t variant)
{
    g_autofree char *name = need->kind == NEED_PLURAL
                                ? g_strdup_printf("%s/%s", need->id, catalogue_categories[category])
                                : g_strdup(need->id);
    return variant > 0 ? g_strdup_printf("%s/short/%zu", name, variant) : g_steal_pointer(&name);
}

char *unit_of_word(size_t reading, unsigned number)
{
    return g_strdup_printf("forbidden/%s/%u", catalogue_readings[reading], number);
}
