/* SPDX-License-Identifier: Apache-2.0 */
/* Whether files are still what somebody signed. */
#include "trust/verify.h"

#include "base/source.h"
#include "trust/jws.h"
#include "trust/list.h"
#include "trust/tree.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* A verification under way. */
struct verification {
    const char *folder;
    int descriptor;
    const struct key *key;
    struct verified *verified;
    struct diags *diags;
};

static void report(const struct verification *verification, enum code code, const char *path,
                   const char *text)
{
    g_autofree char *name =
        path ? g_build_filename(verification->folder, path, NULL) : g_strdup(verification->folder);
    struct source unread = {.name = name};
    diag_add(verification->diags, code, (struct place){&unread, NO_OFFSET, NULL}, "%s", text);
}

/* The manifest and its signature */

static struct source *read_beside(const struct verification *verification, const char *name,
                                  const char *suffix, size_t cap)
{
    g_autofree char *file = g_strconcat(name, suffix, NULL);
    g_autofree char *path = g_build_filename(verification->folder, file, NULL);
    return source_read(path, NULL, cap, verification->diags);
}

/* Reads a manifest that the key signed; NULL after a finding. */
static struct manifest *read_signed(const struct verification *verification, const char *name,
                                    const struct source *manifest, const struct source *signature)
{
    g_autofree char *file = g_strconcat(name, MANIFEST_SUFFIX, NULL);
    const char *fault = jws_fault(signature->bytes, signature->size, verification->key,
                                  manifest->bytes, manifest->size);
    if (fault) {
        g_autofree char *text =
            g_strdup_printf("not signed with the key %s: of the signature beside it, %s",
                            key_thumbprint(verification->key), fault);
        report(verification, CODE_VERIFY_SIGNATURE, file, text);
        return NULL;
    }
    struct manifest *read = manifest_read(manifest->bytes, manifest->size, &fault);
    if (!read)
        report(verification, CODE_VERIFY_MANIFEST, file, fault);
    return read;
}

static struct manifest *open_manifest(const struct verification *verification, const char *name)
{
    struct source *manifest = read_beside(verification, name, MANIFEST_SUFFIX, MANIFEST_MAX_BYTES);
    struct source *signature =
        manifest ? read_beside(verification, name, SIGNATURE_SUFFIX, MANIFEST_MAX_BYTES) : NULL;
    struct manifest *read = signature ? read_signed(verification, name, manifest, signature) : NULL;
    source_free(manifest);
    source_free(signature);
    return read;
}

/* Files */

/* A file that is there, against what was signed. */
static void check_file(const struct verification *verification, const struct manifest_file *file)
{
    char hex[HASH_HEX_SIZE];
    uint64_t size = 0;
    struct verified *verified = verification->verified;
    int error = file_digest(verification->descriptor, file->path, hex, &size);
    bool same = error == 0 && size == file->size && memcmp(hex, file->sha256, sizeof hex) == 0;
    verified->checked += same;
    if (same)
        return;
    bool gone = error == ENOENT || error == ENOTDIR;
    bool other = error == ELOOP || error == EINVAL || error == EISDIR || error == ENXIO;
    verified->missing += gone;
    verified->changed += !gone;
    if (gone)
        report(verification, CODE_VERIFY_MISSING, file->path, "was signed and is not there");
    else if (other)
        report(verification, CODE_VERIFY_CHANGED, file->path,
               "is no regular file any more, or behind a symbolic link");
    else if (error != 0)
        report(verification, CODE_IO_READ, file->path, g_strerror(error));
    else
        report(verification, CODE_VERIFY_CHANGED, file->path,
               "is not the file that was signed: its SHA-256 is another");
}

static void report_extra(const struct verification *verification, const struct item *item)
{
    static const char *const texts[] = {
        [ITEM_FILE] = "was not signed",
        [ITEM_LINK] = "was not signed: a symbolic link never is",
        [ITEM_SPECIAL] = "was not signed: it is no regular file",
        [ITEM_BLOCKED] = "cannot be opened, so that what it is cannot be told",
    };
    verification->verified->extra++;
    report(verification, item->kind == ITEM_BLOCKED ? CODE_IO_READ : CODE_VERIFY_EXTRA, item->path,
           texts[item->kind]);
}

static bool all_good(const struct verified *verified)
{
    return verified->changed == 0 && verified->missing == 0 && verified->extra == 0 &&
           verified->checked == verified->manifest->count;
}

/* A folder: two sequences in the same order, of what is there and of what was signed */

static bool fail_list(const struct verification *verification, const char *text)
{
    report(verification, CODE_VERIFY_MANIFEST, MANIFEST_LIST, text);
    return false;
}

/* Whether the list is the one that the manifest is over; a finding where not. */
static bool check_list(const struct verification *verification)
{
    char hex[HASH_HEX_SIZE];
    uint64_t size;
    int error = file_digest(verification->descriptor, MANIFEST_LIST, hex, &size);
    if (error == ENOENT) {
        report(verification, CODE_VERIFY_MISSING, MANIFEST_LIST, "was signed and is not there");
        verification->verified->missing++;
        return false;
    }
    if (error != 0 && error != ELOOP && error != EINVAL) {
        report(verification, CODE_IO_READ, MANIFEST_LIST, g_strerror(error));
        return false;
    }
    if (error == 0 && strcmp(hex, verification->verified->manifest->list_sha256) == 0)
        return true;
    return fail_list(verification, "is not the list that was signed: its SHA-256 is another");
}

/* Steps to the next signed file; false behind the last, or after a finding. */
static bool step_list(const struct verification *verification, struct list_reader *list,
                      struct manifest_file *file, bool *good)
{
    const char *fault = NULL;
    if (list_next(list, file, &fault))
        return true;
    if (fault)
        *good = fail_list(verification, fault);
    return false;
}

static void check_missing(const struct verification *verification, const struct manifest_file *file)
{
    verification->verified->missing++;
    report(verification, CODE_VERIFY_MISSING, file->path, "was signed and is not there");
}

static bool compare_all(const struct verification *verification, struct folder_walk *walk,
                        struct list_reader *list)
{
    struct item item;
    struct manifest_file file;
    bool good = true;
    bool there = folder_walk_next(walk, &item),
         listed = step_list(verification, list, &file, &good);
    while (good && (there || listed)) {
        int order = !there ? 1 : !listed ? -1 : strcmp(item.path, file.path);
        if (order < 0)
            report_extra(verification, &item);
        else if (order > 0)
            check_missing(verification, &file);
        else
            check_file(verification, &file);
        if (order <= 0)
            there = folder_walk_next(walk, &item);
        if (order >= 0)
            listed = step_list(verification, list, &file, &good);
    }
    return good;
}

/* The list is read once more: it must still be the same. */
static bool check_end(const struct verification *verification, struct list_reader *list)
{
    char hex[HASH_HEX_SIZE];
    const struct manifest *manifest = verification->verified->manifest;
    bool counted = list_count(list) == manifest->count;
    list_digest(list, hex);
    return (counted && strcmp(hex, manifest->list_sha256) == 0) ||
           fail_list(verification, "is not what the manifest says, or was changed just now");
}

static bool verify_items(const struct verification *verification)
{
    struct folder_walk *walk = folder_walk_new(verification->folder, list_unsigned);
    struct list_reader *list = walk ? list_open(verification->descriptor) : NULL;
    if (!list)
        report(verification, CODE_IO_READ, walk ? MANIFEST_LIST : NULL, g_strerror(errno));
    bool good = list && compare_all(verification, walk, list) && check_end(verification, list);
    list_close(list);
    folder_walk_free(walk);
    return good && all_good(verification->verified);
}

static bool verify_open(const struct verification *verification)
{
    struct verified *verified = verification->verified;
    verified->manifest = open_manifest(verification, MANIFEST_TREE);
    if (!verified->manifest)
        return false;
    if (verified->manifest->files) {
        report(verification, CODE_VERIFY_MANIFEST, MANIFEST_TREE MANIFEST_SUFFIX,
               "is a manifest of single files, not of a folder");
        return false;
    }
    return check_list(verification) && verify_items(verification);
}

/* Opens the folder and begins; false after a finding. */
static bool begin(struct verification *verification)
{
    *verification->verified = (struct verified){0};
    verification->descriptor = folder_open(verification->folder);
    if (verification->descriptor < 0)
        report(verification, CODE_IO_READ, NULL, g_strerror(errno));
    return verification->descriptor >= 0;
}

bool verify_folder(const char *folder, const struct key *key, struct verified *verified,
                   struct diags *diags)
{
    struct verification verification = {folder, -1, key, verified, diags};
    if (!begin(&verification))
        return false;
    bool good = verify_open(&verification);
    close(verification.descriptor);
    return good;
}

static bool check_files(const struct verification *verification, const char *wanted)
{
    const GArray *files = verification->verified->manifest->files;
    bool found = wanted == NULL;
    for (guint i = 0; i < files->len; i++) {
        const struct manifest_file *file = &g_array_index(files, struct manifest_file, i);
        found = found || strcmp(file->path, wanted) == 0;
        check_file(verification, file);
    }
    if (!found) {
        report(verification, CODE_VERIFY_EXTRA, wanted,
               "was not signed: the manifest beside it is one of other files");
        verification->verified->extra++;
    }
    return all_good(verification->verified);
}

bool verify_files(const char *folder, const char *name, const char *wanted, const struct key *key,
                  struct verified *verified, struct diags *diags)
{
    struct verification verification = {folder, -1, key, verified, diags};
    if (!begin(&verification))
        return false;
    verified->manifest = open_manifest(&verification, name);
    bool listed = verified->manifest && verified->manifest->files;
    if (verified->manifest && !listed)
        report(&verification, CODE_VERIFY_MANIFEST, NULL,
               "the manifest is one of a whole folder: verify the folder");
    bool good = listed && check_files(&verification, wanted);
    close(verification.descriptor);
    return good;
}
