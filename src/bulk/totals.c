/* SPDX-License-Identifier: Apache-2.0 */
/* What a run comes to: every record accounted for, and labels by state, method, years and more. */
#include "bulk/totals.h"

#include "base/text.h"
#include "bulk/entry.h"

#include <string.h>

/* Beyond so many different values of a kind the rest counts as "others": suppliers may be many. */
enum { VALUES_MAX = 2000, SHOWN_MAX = 12, NAME_MAX_SHOWN = 60 };

void totals_init(struct totals *totals)
{
    *totals = (struct totals){0};
    totals->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void totals_clear(struct totals *totals)
{
    g_hash_table_unref(totals->counts);
}

void totals_add(struct totals *totals, const char *kind, const char *value)
{
    g_autofree char *key = g_strconcat(kind, "\t", value, NULL);
    if (!g_hash_table_contains(totals->counts, key) &&
        g_hash_table_size(totals->counts) >= VALUES_MAX) {
        g_free(key);
        key = g_strconcat(kind, "\tothers", NULL);
    }
    size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(totals->counts, key));
    g_hash_table_insert(totals->counts, g_steal_pointer(&key), GSIZE_TO_POINTER(count + 1));
}

/* Whole years that are left of a promise. */
static void add_years(struct totals *totals, const char *until, struct date as_of)
{
    struct date end;
    if (until == NULL || !date_parse(until, &end) || date_compare(end, as_of) < 0)
        return;
    int years = end.year - as_of.year;
    struct date then = {as_of.year + years, as_of.month, as_of.day};
    if (date_compare(end, then) < 0)
        years--;
    g_autofree char *text = g_strdup_printf("%d", years);
    totals_add(totals, "years left", text);
}

/* What is counted of an entry. */
enum { STATE, METHOD, SUPPLIER, UNTIL, TEXTS };

struct counted {
    struct totals *totals;
    char *texts[TEXTS];
};

/* Classes are words without escapes. */
static void add_barriers(struct totals *totals, const char *list, size_t size)
{
    g_autofree char *text = g_strndup(list, size);
    g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
    for (guint i = 1; parts[0] != NULL && i < g_strv_length(parts); i += 2)
        totals_add(totals, "barrier", parts[i]);
}

static void note(void *data, const char *key, size_t key_size, const char *value, size_t value_size)
{
    static const char *const keys[] = {"state", "method", "maker", "supportedUntil"};
    struct counted *counted = data;
    for (size_t i = 0; i < TEXTS; i++)
        if (strlen(keys[i]) == key_size && memcmp(keys[i], key, key_size) == 0) {
            g_free(counted->texts[i]);
            counted->texts[i] = entry_text(value, value_size);
        }
    if (key_size == 8 && memcmp(key, "barriers", 8) == 0)
        add_barriers(counted->totals, value, value_size);
}

void totals_add_label(struct totals *totals, const char *text, struct date as_of)
{
    static const char *const kinds[] = {"state", "method", "supplier"};
    struct counted counted = {.totals = totals};
    entry_walk(text, note, &counted);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        totals_add(totals, kinds[i], counted.texts[i] != NULL ? counted.texts[i] : "not stated");
    add_years(totals, counted.texts[UNTIL], as_of);
    for (size_t i = 0; i < TEXTS; i++)
        g_free(counted.texts[i]);
}

/* Most first, then by name. */
static int compare_counts(const void *a, const void *b, void *data)
{
    const char *one = *(const char *const *)a, *other = *(const char *const *)b;
    size_t ones = GPOINTER_TO_SIZE(g_hash_table_lookup(data, one));
    size_t others = GPOINTER_TO_SIZE(g_hash_table_lookup(data, other));
    return ones != others ? (ones < others ? 1 : -1) : strcmp(one, other);
}

static void print_kind(GString *out, const struct totals *totals, const char *kind)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autofree char *prefix = g_strconcat(kind, "\t", NULL);
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, totals->counts);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (g_str_has_prefix(key, prefix))
            g_ptr_array_add(keys, key);
    if (keys->len == 0)
        return;
    g_ptr_array_sort_with_data(keys, compare_counts, totals->counts);
    g_string_append_printf(out, "%s:", kind);
    for (guint i = 0; i < MIN(keys->len, SHOWN_MAX); i++) {
        g_string_append(out, i > 0 ? ", " : " ");
        text_append_safe(out, (char *)keys->pdata[i] + strlen(prefix), NAME_MAX_SHOWN);
        g_string_append_printf(out, " %zu", GPOINTER_TO_SIZE(g_hash_table_lookup(
                                                totals->counts, keys->pdata[i])));
    }
    if (keys->len > SHOWN_MAX)
        g_string_append_printf(out, ", and %u more", keys->len - SHOWN_MAX);
    g_string_append_c(out, '\n');
}

void totals_print(GString *out, const struct totals *totals)
{
    static const char *const kinds[] = {"state",   "method",   "years left",
                                        "barrier", "supplier", "code", "tolerated"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        print_kind(out, totals, kinds[i]);
    g_string_append_printf(out, "%zu read = %zu written + %zu unchanged + %zu refused",
                           totals->read, totals->written, totals->unchanged,
                           totals->refused + totals->failed);
    if (totals->elsewhere > 0)
        g_string_append_printf(out, " + %zu of other shards", totals->elsewhere);
    g_string_append_printf(out, "; %zu added, %zu changed, %zu removed\n", totals->added,
                           totals->changed, totals->removed);
}
