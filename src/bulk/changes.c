/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has changed: changes.ndjson, and the outputs of products that are gone. */
#include "bulk/changes.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

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
    static const char *const keys[] = {"variant", "state", "form", "end", "method"};
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

static bool has_path(const json_t *labels, const char *path)
{
    size_t i, k;
    json_t *label, *file;
    json_array_foreach(labels, i, label)
        json_array_foreach(json_object_get(label, "files"), k, file)
            if (strcmp(json_string_value(json_object_get(file, "path")), path) == 0)
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
            const char *path = json_string_value(json_object_get(file, "path"));
            if (!has_path(new, path))
                json_array_append_new(gone, json_string(path));
        }
    return gone;
}

/* Whether a promise that stood has ended. */
static bool has_ended(const json_t *old, const json_t *new)
{
    size_t index;
    json_t *label;
    bool before = false, after = false;
    json_array_foreach(old, index, label)
        before = before || strcmp(json_string_value(json_object_get(label, "state")), "ended") == 0;
    json_array_foreach(new, index, label)
        after = after || strcmp(json_string_value(json_object_get(label, "state")), "ended") == 0;
    return after && !before;
}

static void prune_files(const struct changes *changes, const json_t *gone)
{
    size_t index;
    json_t *path;
    json_array_foreach(gone, index, path)
        tree_remove(changes->tree, json_string_value(path));
}

static void tell(void *data, enum change change, const struct journal_line *old,
                 const struct journal_line *new)
{
    struct changes *changes = data;
    json_t *before = labels_of(old), *after = labels_of(new);
    json_t *gone = gone_files(before, after);
    const char *name = change == CHANGE_ADDED     ? "added"
                       : change == CHANGE_REMOVED ? "removed"
                       : has_ended(before, after) ? "ended"
                                                  : "changed";
    json_t *line = json_object();
    json_object_set_new(line, "id", json_string(new != NULL ? new->id : old->id));
    json_object_set_new(line, "change", json_string(name));
    if (old != NULL)
        json_object_set_new(line, "old", states_of(before));
    if (new != NULL)
        json_object_set_new(line, "new", states_of(after));
    if (json_array_size(gone) > 0)
        json_object_set(line, changes->prune ? "removedFiles" : "leftFiles", gone);
    if (changes->prune)
        prune_files(changes, gone);
    char *text = json_dumps(line, JSON_SORT_KEYS | JSON_COMPACT);
    fprintf(changes->file, "%s\n", text);
    free(text);
    changes->totals->added += change == CHANGE_ADDED ? 1 : 0;
    changes->totals->changed += change == CHANGE_CHANGED ? 1 : 0;
    changes->totals->removed += change == CHANGE_REMOVED ? 1 : 0;
    json_decref(line);
    json_decref(gone);
    json_decref(before);
    json_decref(after);
}

bool changes_write(struct journal *journal, struct tree *tree, bool prune, struct totals *totals,
                   struct diags *diags)
{
    int descriptor = tree_create(tree, "changes", diags);
    struct changes changes = {descriptor >= 0 ? fdopen(descriptor, "w") : NULL, tree, prune, totals};
    if (changes.file == NULL)
        return false;
    journal_compare(journal, tell, &changes);
    bool good = !ferror(changes.file);
    good = fflush(changes.file) == 0 && fsync(fileno(changes.file)) == 0 && good;
    good = fclose(changes.file) == 0 && good;
    if (good)
        return tree_publish(tree, "changes", "changes.ndjson", diags);
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "changes.ndjson: %s", g_strerror(errno));
    return false;
}
