/* SPDX-License-Identifier: Apache-2.0 */
/* OpenEoX core → the draft of a declaration. */
#include "base/date.h"
#include "read/foreign_parts.h"

#include <glib.h>
#include <string.h>

/* Puts the day of a moment; the moment itself too, where no rule would give it again. */
static void take_moment(const json_t *record, json_t *draft, const char *key, const char *path,
                        const char *time, struct diags *diags)
{
    const char *text = draft_text(record, key);
    struct date date;
    char day[11];
    if (!json_object_get(record, key) || g_strcmp0(text, "tba") == 0)
        return;
    if (!text || !date_parse_moment(text, &date)) {
        diag_add(diags, CODE_IMPORT_VALUE, NOWHERE,
                 "%s is a moment such as \"2031-03-31T23:59:59Z\" or \"tba\", not \"%s\"", key,
                 text ? text : "");
        return;
    }
    if (path)
        draft_put(draft, path, date_format(date, day));
    g_autofree char *name = g_strconcat("openeox:", key, NULL);
    if (!time || strcmp(text + strlen("2026-06-15"), time) != 0)
        draft_extend(draft, name, text);
}

void openeox_draft(const json_t *record, json_t *draft, struct diags *diags)
{
    const char *end = draft_text(record, "end_of_security_support");
    const char *launch = draft_text(record, "general_availability");
    bool never = end && launch && strcmp(end, launch) == 0 && strcmp(end, "tba") != 0;
    take_moment(record, draft, "last_updated", "declaredBy.statedOn", "T00:00:00Z", diags);
    take_moment(record, draft, "general_availability", "product.launchedOn", "T00:00:00Z", diags);
    take_moment(record, draft, "end_of_sales", "product.endOfSaleOn", "T23:59:59Z", diags);
    take_moment(record, draft, "end_of_life", NULL, NULL, diags);
    /* The format's way to say that the product is not supported. */
    if (never) {
        draft_put(draft, "support.commitment", "none");
        return;
    }
    take_moment(record, draft, "end_of_security_support", "support.end", "T23:59:59Z", diags);
    if (end && strcmp(end, "tba") != 0)
        draft_put(draft, "support.commitment", "guaranteed");
}
