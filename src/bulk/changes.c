/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has changed: changes.ndjson, and the outputs of products that are gone. */
#include "bulk/changes.h"

#include "base/streams.h"
#include "bulk/entry.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct changes {
    FILE *file;
    struct tree *tree;
    bool prune;
    struct totals *totals;
};

/* The labels of a product; the caller frees. */
static json_t *labels_of(const struct journal_line *line)
{
    json_t *array = json_array();
    for (char **label = line != NULL ? line->labels : NULL; label != NULL && *label != NULL;
         label++)
        json_array_append_new(array, json_loads(*label, 0, NULL));
    return array;
}

/* Copies what is compared at a glance; the members of an entry are sorted, and stay so. */
static void copy_state(void *data, const char *key, size_t key_size, const char *value,
                       size_t value_size)
{
    static const char *const keys[] = {"declarant",      "end",     "form", "method", "state",
                                       "supportedUntil", "variant", "words"};
    GString *text = data;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strlen(keys[i]) == key_size && memcmp(keys[i], key, key_size) == 0)
            g_string_append_printf(text, "%s\"%s\":%.*s",
                                   text->str[text->len - 1] == '{' ? "" : ",", keys[i],
                                   (int)value_size, value);
}

/* State, form, end and variant of every label, as a member of a line. */
static void put_states(GString *text, const char *key, const struct journal_line *line)
{
    g_string_append_printf(text, ",\"%s\":[", key);
    for (char **label = line->labels; *label != NULL; label++) {
        g_string_append(text, label > line->labels ? ",{" : "{");
        entry_walk(*label, copy_state, text);
        g_string_append_c(text, '}');
    }
    g_string_append_c(text, ']');
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool has_path(const json_t *labels, const char *path)
{
    size_t i, k;
    json_t *label, *file;
    json_array_foreach(labels, i, label)
        json_array_foreach(json_object_get(label, "files"), k,
                           file) if (g_strcmp0(text_of(file, "path"), path) == 0) return true;
    return false;
}

/* Files of the old labels that the new ones do not have. */
static json_t *gone_files(const json_t *old, const json_t *new)
{
    json_t *gone = json_array();
    size_t i, k;
    json_t *label, *file;
    json_array_foreach(old, i, label) json_array_foreach(json_object_get(label, "files"), k, file)
    {
        const char *path = text_of(file, "path");
        if (path != NULL && !has_path(new, path))
            json_array_append_new(gone, json_string(path));
    }
    return gone;
}

static const json_t *label_of(const json_t *labels, const char *variant)
{
    size_t index;
    json_t *label;
    json_array_foreach(labels, index,
                       label) if (g_strcmp0(text_of(label, "variant"), variant) == 0) return label;
    return NULL;
}

/* Whether a promise that stood has ended, in any variant. */
static bool has_ended(const json_t *old, const json_t *new)
{
    size_t index;
    json_t *label;
    json_array_foreach(new, index, label)
    {
        const json_t *before = label_of(old, text_of(label, "variant"));
        if (before != NULL && g_strcmp0(text_of(label, "state"), "ended") == 0 &&
            g_strcmp0(text_of(before, "state"), "ended") != 0)
            return true;
    }
    return false;
}

/* Removes files; whether none is left. */
static bool prune_files(const struct changes *changes, const json_t *gone)
{
    size_t index;
    bool all = true;
    json_t *path;
    json_array_foreach(gone, index, path) all =
        tree_remove(changes->tree, json_string_value(path)) && all;
    return all;
}

static void count(struct totals *totals, enum change change)
{
    totals->added += change == CHANGE_ADDED ? 1 : 0;
    totals->changed += change == CHANGE_CHANGED ? 1 : 0;
    totals->removed += change == CHANGE_REMOVED ? 1 : 0;
}

/* The files of old labels that are no label's any more, as a member of a line; whether some are
 * left. */
static bool put_gone(const struct changes *changes, GString *text, bool prune, const json_t *gone)
{
    if (json_array_size(gone) == 0)
        return false;
    char *list = json_dumps(gone, JSON_COMPACT);
    g_string_append_printf(text, ",\"%s\":%s", prune ? "removedFiles" : "leftFiles", list);
    free(list);
    return !prune || !prune_files(changes, gone);
}

/* The members of a line are sorted: change, id, leftFiles, new, old, removedFiles. */
static bool put_line(const struct changes *changes, GString *text, bool prune,
                     const struct journal_line *old, const struct journal_line *new,
                     const json_t *gone)
{
    bool left = !prune && put_gone(changes, text, prune, gone);
    if (new != NULL)
        put_states(text, "new", new);
    if (old != NULL)
        put_states(text, "old", old);
    return prune ? put_gone(changes, text, prune, gone) : left;
}

static bool tell(void *data, enum change change, const struct journal_line *old,
                 const struct journal_line *new)
{
    static const char *const names[] = {[CHANGE_ADDED] = "added",
                                        [CHANGE_CHANGED] = "changed",
                                        [CHANGE_REMOVED] = "removed",
                                        [CHANGE_REFUSED] = "refused",
                                        [CHANGE_GONE] = "removed"};
    struct changes *changes = data;
    const char *id = (new != NULL ? new : old)->id;
    bool prune = changes->prune && change != CHANGE_REFUSED;
    if (change == CHANGE_GONE && !prune)
        return true; /* an earlier run told it */
    json_t *before = labels_of(old), *after = labels_of(old != NULL ? new : NULL);
    json_t *gone = gone_files(before, after);
    bool ended = change == CHANGE_CHANGED && has_ended(before, after);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "{\"change\":\"%s\",\"id\":\"%s\"",
                           ended ? "ended" : names[change], id);
    bool left = put_line(changes, text, prune, old, new, gone);
    fprintf(changes->file, "%s}\n", text->str);
    count(changes->totals, change);
    json_decref(gone);
    json_decref(before);
    json_decref(after);
    return left;
}

bool changes_write(struct journal *journal, struct tree *tree, bool prune, struct totals *totals,
                   struct diags *diags)
{
    int descriptor = tree_create(tree, "changes", diags);
    if (descriptor < 0)
        return false;
    struct changes changes = {streams_open(descriptor, "w"), tree, prune, totals};
    if (journal_compare(journal, tell, &changes, diags))
        return tree_publish(tree, changes.file, descriptor, "changes", "changes.ndjson", diags);
    fclose(changes.file);
    return false;
}
