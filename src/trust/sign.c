/* SPDX-License-Identifier: Apache-2.0 */
/* Signs files, or everything in a folder: a manifest and its signature beside them. */
#include "trust/sign.h"

#include "base/source.h"
#include "trust/jws.h"
#include "trust/list.h"
#include "trust/tree.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void report(struct diags *diags, enum code code, const char *folder, const char *path,
                   const char *text)
{
    g_autofree char *name = path ? g_build_filename(folder, path, NULL) : g_strdup(folder);
    struct source unread = {.name = name};
    diag_add(diags, code, (struct place){&unread, NO_OFFSET, NULL}, "%s", text);
}

/* Why a file cannot be signed; NULL: it can. */
static const char *fault_of(const char *path, int error)
{
    if (!path_is_plain(path))
        return "no manifest can name it: names are UTF-8 without control characters and "
               "backslashes";
    if (error == ELOOP)
        return "it is a symbolic link, or behind one, and could lead anywhere";
    return error == EINVAL ? "it is no regular file" : NULL;
}

/* Digests one file; false after a finding. */
static bool take_file(const char *folder, int descriptor, const char *path,
                      struct manifest_file *file, struct diags *diags)
{
    int error = path_is_plain(path) ? file_digest(descriptor, path, file->sha256, &file->size) : 0;
    const char *fault = fault_of(path, error);
    if (fault)
        report(diags, CODE_SIGN_FILE, folder, path, fault);
    else if (error != 0)
        report(diags, CODE_IO_READ, folder, path, g_strerror(error));
    return !fault && error == 0;
}

/* Takes the manifest's text. */
static void put(struct outputs *outputs, const struct key *key, const char *name, char *text)
{
    char *signature = jws_sign(key, text, strlen(text));
    outputs_take(outputs, g_strconcat(name, MANIFEST_SUFFIX, NULL),
                 g_bytes_new_take(text, strlen(text)));
    outputs_take(outputs, g_strconcat(name, SIGNATURE_SUFFIX, NULL),
                 g_bytes_new_take(signature, strlen(signature)));
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct manifest_file *)a)->path, ((const struct manifest_file *)b)->path);
}

static bool take_files(const char *folder, int descriptor, const char *const *paths, GArray *files,
                       struct diags *diags)
{
    bool good = true;
    for (; *paths; paths++) {
        struct manifest_file file = {.path = g_strdup(*paths)};
        good = take_file(folder, descriptor, *paths, &file, diags) && good;
        g_array_append_val(files, file);
    }
    g_array_sort(files, compare_files);
    for (guint i = 1; i < files->len; i++)
        if (compare_files(&g_array_index(files, struct manifest_file, i - 1),
                          &g_array_index(files, struct manifest_file, i)) == 0)
            g_array_remove_index(files, i--);
    return good;
}

bool sign_files(const char *folder, const char *const *paths, const char *name,
                const struct key *key, const struct manifest_about *about, struct outputs *outputs,
                struct diags *diags)
{
    int descriptor = folder_open(folder);
    if (descriptor < 0) {
        report(diags, CODE_IO_READ, folder, NULL, g_strerror(errno));
        return false;
    }
    GArray *files = manifest_files_new();
    bool good = take_files(folder, descriptor, paths, files, diags);
    if (good && files->len > MANIFEST_MAX_FILES) {
        report(diags, CODE_SIGN_FILE, folder, NULL, "too many files: sign their folder");
        good = false;
    }
    if (good)
        put(outputs, key, name, manifest_of_files(about, files));
    g_array_unref(files);
    close(descriptor);
    return good;
}

/* One item of a folder into the list; false after a finding. */
static bool add_item(const char *folder, int descriptor, const struct item *item,
                     struct list_writer *list, struct diags *diags)
{
    struct manifest_file file = {.path = (char *)(uintptr_t)item->path};
    if (item->kind == ITEM_BLOCKED) {
        report(diags, CODE_IO_READ, folder, item->path, g_strerror(item->error));
        return false;
    }
    if (item->kind == ITEM_SPECIAL) {
        report(diags, CODE_SIGN_FILE, folder, item->path, fault_of("-", EINVAL));
        return false;
    }
    if (!take_file(folder, descriptor, item->path, &file, diags))
        return false;
    list_add(list, &file);
    return true;
}

static bool add_items(const char *folder, int descriptor, struct folder_walk *walk,
                      struct list_writer *list, struct diags *diags)
{
    bool good = true;
    struct item item;
    while (folder_walk_next(walk, &item))
        good = add_item(folder, descriptor, &item, list, diags) && good;
    return good;
}

/* An open folder, in which a list is begun. */
static bool sign_open(const char *folder, int descriptor, struct folder_walk *walk,
                      struct list_writer *list, uint64_t *count, char hex[HASH_HEX_SIZE],
                      struct diags *diags)
{
    bool good = add_items(folder, descriptor, walk, list, diags);
    int error = list_end(list, good, count, hex);
    if (error != 0)
        report(diags, CODE_IO_WRITE, folder, MANIFEST_LIST, g_strerror(error));
    if (good && error == 0 && *count == 0) {
        unlinkat(descriptor, MANIFEST_LIST, 0);
        report(diags, CODE_SIGN_FILE, folder, NULL, "there are no files in it to sign");
    }
    return good && error == 0 && *count > 0;
}

bool sign_folder(const char *folder, const struct key *key, const struct manifest_about *about,
                 struct outputs *outputs, struct diags *diags)
{
    uint64_t count = 0;
    char hex[HASH_HEX_SIZE];
    int descriptor = folder_open(folder);
    struct folder_walk *walk = descriptor >= 0 ? folder_walk_new(folder, list_unsigned) : NULL;
    if (!walk)
        report(diags, CODE_IO_READ, folder, NULL, g_strerror(errno));
    struct list_writer *list = walk ? list_create(descriptor) : NULL;
    if (walk && !list)
        report(diags, CODE_IO_WRITE, folder, MANIFEST_LIST, g_strerror(errno));
    bool good = list && sign_open(folder, descriptor, walk, list, &count, hex, diags);
    folder_walk_free(walk);
    if (descriptor >= 0)
        close(descriptor);
    if (good)
        put(outputs, key, MANIFEST_TREE, manifest_of_list(about, count, hex));
    return good;
}
