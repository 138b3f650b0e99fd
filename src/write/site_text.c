/* SPDX-License-Identifier: Apache-2.0 */
/* The site's own texts. */
#include "write/site.h"

#include <string.h>

/* In English, for languages whose catalogue lacks them. */
static const struct text {
    const char *id, *text;
} texts[] = {
    {"title", "Security updates"},
    {"page.product", "Product"},
    {"site.all", "All products"},
    {"site.brands", "By brand"},
    {"site.categories", "By kind of product"},
    {"site.states", "By what is promised"},
    {"site.years", "By the year of the end"},
    {"site.previous", "Previous page"},
    {"site.next", "Next page"},
    {"site.feed", "Changes as a feed"},
    {"site.calendar", "Coming ends as a calendar"},
    {"site.asOf", "True as of {value}"},
    {"site.dated", "Promised until a date"},
    {"site.relative", "Promised from purchase or first use"},
    {"hero.expected", "Not promised"},
    {"hero.open", "Not stated"},
    {"hero.none", "No updates"},
    {"hero.ended", "Ended"},
    {"site.added", "New"},
    {"site.changed", "Changed"},
    {"site.removed", "No longer listed"},
    {"site.before", "Before: {value}"},
    {"site.more", "Further changes: {value}"},
};

static const char *english_text(const char *id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].id, id) == 0)
            return texts[i].text;
    return id;
}

char *site_text(const struct catalogue *catalogue, const char *id, const char *value, bool *english)
{
    const char *text = catalogue_text(catalogue, id, 0);
    if (english != NULL)
        *english = text == NULL && strcmp(catalogue_language(catalogue), "en") != 0;
    if (text == NULL)
        text = english_text(id);
    const char *insert = value != NULL ? strstr(text, "{value}") : NULL;
    if (insert == NULL)
        return g_strdup(text);
    return g_strdup_printf("%.*s%s%s", (int)(insert - text), text, value,
                           insert + strlen("{value}"));
}

/* The label's own words where it has them. */
char *site_name(const struct catalogue *catalogue, const char *name, bool *english)
{
    static const char *const heroes[] = {"expected", "open", "none", "ended", NULL};
    bool hero = g_strv_contains(heroes, name);
    g_autofree char *id = g_strconcat(hero ? "hero." : "site.", name, NULL);
    return site_text(catalogue, id, NULL, english);
}
