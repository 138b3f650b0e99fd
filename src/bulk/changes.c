/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has changed: changes.ndjson, and the outputs of products that are gone. */
#include "bulk/changes.h"

#include <jansson.h>
#include <stdlib.h>

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
    for (char **label = line != NULL ? line->labels : NULL; label != NULL && *label != NULL; label++)
        json_array_append_new(array, json_loads(*label, 0, NULL));
    return array;
}

/* State, form, end and variant of every label, to compare at a glance. */
static json_t *states_of(const json_t *labels)
{
    static const char *const keys[] = {"variant", "state", "form", "end", "supportedUntil", "method"};
    json_t *array = json_array();
    size_t index;
    json_t *label;
    json_array_foreach(labels, index, label) {
        json_t *object = json_object();
        for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
            if (json_object_get(label, keys[i]) != NULL)
                json_object_set(object, keys[i], json_object_get(label, keys[i]));
        json_array_append_new(array, object);
    }
    return array;
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
        json_array_foreach(json_object_get(label, "files"), k, file)
            if (g_strcmp0(text_of(file, "path"), path) == 0)
                return true;
    return false;
}

/* Files of the old labels that the new ones do not have. */
static json_t *gone_files(const json_t *old, const json_t *new)
{
    json_t *gone = json_array();
    size_t i, k;
    json_t *label, *file;
    json_array_foreach(old, i, label)
        json_array_foreach(json_object_get(label, "files"), k, file) {
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
    json_array_foreach(labels, index, label)
        if (g_strcmp0(text_of(label, "variant"), variant) == 0)
            return label;
    return NULL;
}

/* Whether a promise that stood has ended, in any variant. */
static bool has_ended(const json_t *old, const json_t *new)
{
    size_t index;
    json_t *label;
    json_array_foreach(new, index, label) {
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
    json_array_foreach(gone, index, path)
        all = tree_remove(changes->tree, json_string_value(path)) && all;
    return all;
}

static void count(struct totals *totals, enum change change)
{
    totals->added += change == CHANGE_ADDED ? 1 : 0;
    totals->changed += change == CHANGE_CHANGED ? 1 : 0;
    totals->removed += change == CHANGE_REMOVED ? 1 : 0;
}

/* What a line says; the caller frees. */
static json_t *line_of(enum change change, const struct journal_line *one, const json_t *before,
                       const json_t *after)
{
    static const char *const names[] = {[CHANGE_ADDED] = "added",     [CHANGE_CHANGED] = "changed",
                                        [CHANGE_REMOVED] = "removed", [CHANGE_REFUSED] = "refused",
                                        [CHANGE_GONE] = "removed"};
    bool ended = change == CHANGE_CHANGED && has_ended(before, after);
    json_t *line = json_object();
    json_object_set_new(line, "id", json_string(one->id));
    json_object_set_new(line, "change", json_string(ended ? "ended" : names[change]));
    if (change != CHANGE_ADDED)
        json_object_set_new(line, "old", states_of(before));
    if (change == CHANGE_ADDED || change == CHANGE_CHANGED)
        json_object_set_new(line, "new", states_of(after));
    return line;
}

static bool tell(void *data, enum change change, const struct journal_line *old,
                 const struct journal_line *new)
{
    struct changes *changes = data;
    bool prune = changes->prune && change != CHANGE_REFUSED;
    if (change == CHANGE_GONE && !prune)
        return true; /* an earlier run told it */
    json_t *before = labels_of(old), *after = labels_of(new);
    json_t *gone = gone_files(before, after);
    json_t *line = line_of(change, new != NULL ? new : old, before, after);
    bool left = json_array_size(gone) > 0;
    if (left)
        json_object_set(line, prune ? "removedFiles" : "leftFiles", gone);
    if (prune)
        left = !prune_files(changes, gone);
    char *text = json_dumps(line, JSON_SORT_KEYS | JSON_COMPACT);
    fprintf(changes->file, "%s\n", text);
    free(text);
    count(changes->totals, change);
    json_decref(line);
    json_decref(gone);
    json_decref(before);
    json_decref(after);
    return left;
}

bool changes_write(struct journal *journal, struct tree *tree, bool prune, struct totals *totals,
                   struct diags *diags)
{
    int descriptor = tree_create(tree, "changes", diags);
    struct changes changes = {descriptor >= 0 ? fdopen(descriptor, "w") : NULL, tree, prune, totals};
    return changes.file != NULL && journal_compare(journal, tell, &changes, diags) &&
           tree_publish(tree, changes.file, "changes", "changes.ndjson", diags);
}
