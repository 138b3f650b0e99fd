/* SPDX-License-Identifier: Apache-2.0 */
/* The site's feed: what this run has changed, then what is kept of the runs before. */
#include "base/streams.h"
#include "bulk/line.h"
#include "bulk/site_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    OF_A_RUN = 200, /* entries; a summary tells of the others */
    KEPT = 500,     /* entries of all runs */
};

enum { FIELD_MARK, FIELD_FOLDER, FIELD_DATE, FIELD_ID, FIELD_ENTRY, FIELDS };

struct feed {
    struct site *site;
    char date[11];
    struct sorter *changes; /* by weight and id: entries of this run */
    size_t count;           /* of those */
    GString *out;
    GHashTable *ids;     /* of entries that are in the feed */
    const char *updated; /* NULL: none is yet */
    char newest[11];
};

static const json_t *label_of(const json_t *labels, const char *variant)
{
    size_t index;
    json_t *label;
    json_array_foreach((json_t *)(uintptr_t)labels, index,
                       label) if (g_strcmp0(site_member(label, "variant"), variant) ==
                                  0) return label;
    return NULL;
}

/* What weighs most comes first, where a feed has no room for all. */
static char weight_of(const char *kind)
{
    static const char *const kinds[] = {"ended", "changed", "removed", "added"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i], kind) == 0)
            return (char)('0' + i);
    return '\0';
}

/* An entry of the feed where a label says something else than it did. */
static void take_label(struct feed *feed, const char *kind, const char *id, const json_t *old,
                       const json_t *new)
{
    const struct site *site = feed->site;
    const json_t *was = old != NULL ? site_words_of(site, old) : NULL;
    const json_t *is = new != NULL ? site_words_of(site, new) : NULL;
    const json_t *words = is != NULL ? is : was, *label = is != NULL ? new : old;
    if (words == NULL ||
        (was != NULL && is != NULL &&
         json_equal(json_object_get(was, "spoken"), json_object_get(is, "spoken"))))
        return;
    const char *page = is != NULL ? site_member(is, "page") : NULL;
    struct site_change change = {
        .kind = kind,
        .id = id,
        .variant = site_member(label, "variant"),
        .date = feed->date,
        .declarant = site_member(label, "declarant"),
        .brief = site_member(words, "brief"),
        .spoken = site_member(words, "spoken"),
        .before = was != NULL && is != NULL ? site_member(was, "brief") : NULL,
        .page = page != NULL && tree_path_valid(page) ? page : NULL,
        .language = site_member(words, "language"),
        .rtl = json_is_true(json_object_get(words, "rtl")),
    };
    g_autoptr(GString) entry = g_string_new(NULL);
    site_put_change(entry, &site->edition, &change);
    g_autofree char *key = g_strdup_printf("%c%s\001%s", weight_of(kind), id,
                                           change.variant != NULL ? change.variant : "");
    sorter_add(feed->changes, key, strlen(key), entry->str, entry->len);
    feed->count++;
}

static void take_change(struct feed *feed, const char *text)
{
    json_t *line = json_loads(text, 0, NULL);
    const char *kind = site_member(line, "change"), *id = site_member(line, "id");
    const json_t *old = json_object_get(line, "old"), *new = json_object_get(line, "new");
    size_t index;
    json_t *label;
    if (kind != NULL && id != NULL && weight_of(kind) != '\0') {
        json_array_foreach((json_t *)(uintptr_t) new, index, label)
            take_label(feed, kind, id, label_of(old, site_member(label, "variant")), label);
        json_array_foreach((json_t *)(uintptr_t)old, index,
                           label) if (label_of(new, site_member(label, "variant")) == NULL)
            take_label(feed, "removed", id, label, NULL);
    }
    json_decref(line);
}

static bool take_changes(struct feed *feed)
{
    FILE *changes = tree_open_output(feed->site->tree, "changes.ndjson");
    char *text = NULL;
    size_t room = 0;
    if (changes == NULL)
        return true; /* parts that were put together without */
    while (getline(&text, &room, changes) > 0)
        take_change(feed, text);
    bool good = !ferror(changes);
    if (!good)
        tree_fail_output(feed->site->tree, "changes.ndjson", streams_error(), feed->site->diags);
    fclose(changes);
    free(text);
    return good && sorter_good(feed->changes);
}

/* The text between <id> and </id>; the caller frees. */
static char *id_of(const char *entry)
{
    const char *begin = strstr(entry, "<id>"), *end = strstr(entry, "</id>");
    return begin != NULL && end > begin ? g_strndup(begin + 4, (gsize)(end - begin) - 4)
                                        : g_strdup("");
}

/* Into the feed, and for the next run; each id once. entry: with its end. */
static void add_entry(struct feed *feed, const char *date, const char *entry)
{
    char *id = id_of(entry);
    if (g_hash_table_size(feed->ids) >= KEPT || !g_hash_table_add(feed->ids, id))
        return;
    if (feed->updated == NULL) {
        g_strlcpy(feed->newest, date, sizeof feed->newest);
        feed->updated = feed->newest;
        site_open_feed(feed->out, &feed->site->edition, feed->updated);
    }
    g_string_append(feed->out, entry);
    g_autofree char *flat = g_strdup(entry);
    g_strdelimit(g_strchomp(flat), "\t\n", ' ');
    g_autofree char *line =
        journal_seal((const char *const[]){"F", feed->site->edition.folder, date, id, flat, NULL});
    fputs(line, feed->site->feed);
}

static bool add_changes(struct feed *feed)
{
    struct sorted record;
    size_t put = 0;
    sorter_rewind(feed->changes);
    while (put < OF_A_RUN && sorter_next(feed->changes, &record)) {
        g_autofree char *entry = g_strndup(record.content, record.size);
        add_entry(feed, feed->date, entry);
        put++;
    }
    if (feed->count > put) {
        g_autofree char *figures = g_strdup_printf("%zu", feed->count - put);
        g_autofree char *text =
            site_text(feed->site->edition.catalogue, "site.more", figures, NULL);
        g_autoptr(GString) entry = g_string_new(NULL);
        site_put_change(entry, &feed->site->edition,
                        &(struct site_change){.date = feed->date, .before = text});
        add_entry(feed, feed->date, entry->str);
    }
    return sorter_good(feed->changes);
}

/* What the last run has left. */
static void add_kept(struct feed *feed)
{
    FILE *file = tree_read(feed->site->tree, "feed");
    char *text;
    while (file != NULL && (text = journal_read(file)) != NULL) {
        g_auto(GStrv) fields = journal_unseal(text);
        if (fields != NULL && g_strv_length(fields) == FIELDS &&
            strcmp(fields[FIELD_FOLDER], feed->site->edition.folder) == 0) {
            g_autofree char *entry = g_strconcat(fields[FIELD_ENTRY], "\n", NULL);
            add_entry(feed, fields[FIELD_DATE], entry);
        }
        free(text);
    }
    if (file != NULL)
        fclose(file);
}

bool site_write_feed(struct site *site)
{
    struct feed feed = {
        .site = site,
        .changes = sorter_new(site->tree, site->diags),
        .out = g_string_new(NULL),
        .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    date_format(site->edition.as_of, feed.date);
    bool good = take_changes(&feed) && add_changes(&feed);
    add_kept(&feed);
    if (feed.updated == NULL)
        site_open_feed(feed.out, &site->edition, feed.date);
    site_close_feed(feed.out);
    good = good && site_put_file(site, "changes.atom", feed.out);
    sorter_free(feed.changes);
    g_string_free(feed.out, TRUE);
    g_hash_table_unref(feed.ids);
    return good;
}
