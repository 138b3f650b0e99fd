/* SPDX-License-Identifier: Apache-2.0 */
/* Looks data files up in folders first, then among the embedded ones. */
#include "base/assets.h"

#include "base/diag.h"
#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct assets {
    GPtrArray *folders; /* of char * */
};

struct assets *assets_new(const char *const *folders)
{
    struct assets *assets = g_new0(struct assets, 1);
    assets->folders = g_ptr_array_new_with_free_func(g_free);
    for (; folders && *folders; folders++)
        g_ptr_array_add(assets->folders, g_strdup(*folders));
    return assets;
}

void assets_free(struct assets *assets)
{
    if (!assets)
        return;
    g_ptr_array_unref(assets->folders);
    g_free(assets);
}

/* The folders inside a data folder that data is looked for in: those of the embedded data. */
static void add_inner(const char *folder, GPtrArray *folders)
{
    for (size_t i = 0; i < assets_embedded_count; i++) {
        g_autofree char *inner = g_path_get_dirname(assets_embedded[i].path);
        g_autofree char *path = g_build_filename(folder, inner, NULL);
        if (!g_ptr_array_find_with_equal_func(folders, path, g_str_equal, NULL))
            g_ptr_array_add(folders, g_steal_pointer(&path));
    }
}

void assets_add_folders(const struct assets *assets, GPtrArray *folders)
{
    for (guint i = 0; i < assets->folders->len; i++)
        add_inner(assets->folders->pdata[i], folders);
}

/* A relative path without "", "." and ".." as a segment: nothing else may leave the folder. */
static bool stays_inside(const char *path)
{
    g_auto(GStrv) segments = g_strsplit(path, "/", -1);
    for (char **segment = segments; *segment; segment++) {
        if (!**segment || strcmp(*segment, ".") == 0 || strcmp(*segment, "..") == 0)
            return false;
    }
    return segments[0] != NULL;
}

/* What judges is the program's own: the schemas, and the rules that every declaration obeys. Other
 * profiles are data like templates. */
static bool is_overridable(const char *path)
{
    return !g_str_has_prefix(path, "schemas/") ||
           (g_str_has_prefix(path, "schemas/profiles/") &&
            strcmp(path, "schemas/profiles/core.xml") != 0);
}

static int compare_path(const void *path, const void *asset)
{
    return strcmp(path, ((const struct asset *)asset)->path);
}

static struct source *open_embedded(const char *path)
{
    const struct asset *asset =
        bsearch(path, assets_embedded, assets_embedded_count, sizeof *asset, compare_path);
    return asset ? source_new(asset->path, (const char *)asset->bytes, asset->size) : NULL;
}

bool assets_include(const struct source *source)
{
    for (size_t i = 0; i < assets_embedded_count; i++) {
        const struct asset *asset = &assets_embedded[i];
        if (asset->size == source->size && memcmp(asset->bytes, source->bytes, source->size) == 0)
            return true;
    }
    return false;
}

/* True unless there is no such file: one that cannot be read must not be passed over in silence. */
static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

struct source *assets_open(const struct assets *assets, const char *path, struct diags *diags)
{
    if (!stays_inside(path))
        return NULL;
    for (unsigned i = 0; is_overridable(path) && i < assets->folders->len; i++) {
        g_autofree char *file = g_build_filename(assets->folders->pdata[i], path, NULL);
        if (exists(file))
            return source_read(file, NULL, SOURCE_MAX_BYTES, diags);
    }
    return open_embedded(path);
}

static void list_folder(GPtrArray *paths, const char *folder, const char *prefix)
{
    g_autofree char *below = g_build_filename(folder, prefix, NULL);
    DIR *entries = opendir(below); /* GDir loads character sets to say why it cannot */
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        struct stat status;
        if (*entry->d_name != '.' && fstatat(dirfd(entries), entry->d_name, &status, 0) == 0 &&
            S_ISREG(status.st_mode))
            g_ptr_array_add(paths, g_strconcat(prefix, entry->d_name, NULL));
    }
    if (entries)
        closedir(entries);
}

static void list_embedded(GPtrArray *paths, const char *prefix)
{
    for (size_t i = 0; i < assets_embedded_count; i++) {
        const char *path = assets_embedded[i].path;
        if (g_str_has_prefix(path, prefix) && !strchr(path + strlen(prefix), '/'))
            g_ptr_array_add(paths, g_strdup(path));
    }
}

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void remove_repeats(GPtrArray *sorted)
{
    for (unsigned i = sorted->len; i > 1; i--) {
        if (strcmp(sorted->pdata[i - 1], sorted->pdata[i - 2]) == 0)
            g_ptr_array_remove_index(sorted, i - 1);
    }
}

GPtrArray *assets_list(const struct assets *assets, const char *prefix)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; is_overridable(prefix) && i < assets->folders->len; i++)
        list_folder(paths, assets->folders->pdata[i], prefix);
    list_embedded(paths, prefix);
    g_ptr_array_sort(paths, compare_strings);
    remove_repeats(paths);
    return paths;
}
