/* SPDX-License-Identifier: Apache-2.0 */
/* Where a catalogue's outputs are: a folder of folders, and a hidden one for what is under way. */
#include "bulk/tree.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HIDDEN ".uplabel"

struct tree {
    char *folder; /* for messages */
    int root, hidden, lock;
    char *made; /* the last folder that is known to be there */
};

char *tree_path(const char *id, const char *name, bool flat)
{
    char hex[HASH_HEX_SIZE];
    if (flat)
        return g_strdup(name);
    hash_sha256(id, strlen(id), hex);
    return g_strdup_printf("%.2s/%s", hex, name);
}

static void fail(const struct tree *tree, const char *path, int error, struct diags *diags)
{
    g_autofree char *whole = g_build_filename(tree->folder, path, NULL);
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", whole, g_strerror(error));
}

/* Opens a folder that may have to be made first; -1 with errno. A link is not followed. */
static int open_folder(int parent, const char *name)
{
    int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int folder = (int)TEMP_FAILURE_RETRY(openat(parent, name, flags));
    if (folder >= 0 || errno != ENOENT)
        return folder;
    if (TEMP_FAILURE_RETRY(mkdirat(parent, name, 0777)) != 0 && errno != EEXIST)
        return -1;
    return (int)TEMP_FAILURE_RETRY(openat(parent, name, flags));
}

/* Removes what stands in a folder: the staged files of a run that was killed. */
static void empty(int folder)
{
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *directory = copy >= 0 ? fdopendir(copy) : NULL;
    if (directory == NULL)
        return;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        unlinkat(folder, entry->d_name, 0);
    closedir(directory);
}

static bool lock(struct tree *tree, struct diags *diags)
{
    tree->lock = openat(tree->hidden, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (tree->lock >= 0 && flock(tree->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (tree->lock >= 0 && errno == EWOULDBLOCK)
        diag_add(diags, CODE_BULK_BUSY, NOWHERE, "another run is writing into %s", tree->folder);
    else
        fail(tree, HIDDEN "/lock", errno, diags);
    return false;
}

struct tree *tree_open(const char *folder, struct diags *diags)
{
    struct tree *tree = g_new0(struct tree, 1);
    tree->folder = g_strdup(folder);
    tree->hidden = tree->lock = -1;
    tree->root = open_folder(AT_FDCWD, folder);
    if (tree->root >= 0)
        tree->hidden = open_folder(tree->root, HIDDEN);
    if (tree->hidden >= 0 && lock(tree, diags))
        return tree;
    if (tree->hidden < 0)
        fail(tree, tree->root < 0 ? "" : HIDDEN, errno, diags);
    tree_free(tree);
    return NULL;
}

void tree_free(struct tree *tree)
{
    if (tree == NULL)
        return;
    const int descriptors[] = {tree->lock, tree->hidden, tree->root};
    for (size_t i = 0; i < G_N_ELEMENTS(descriptors); i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    g_free(tree->made);
    g_free(tree->folder);
    g_free(tree);
}

int tree_stage(struct tree *tree, unsigned worker, struct diags *diags)
{
    g_autofree char *name = g_strdup_printf("staging-%u", worker);
    int folder = open_folder(tree->hidden, name);
    if (folder < 0)
        fail(tree, HIDDEN, errno, diags);
    else
        empty(folder);
    return folder;
}

/* Makes the folder that a path begins with, unless it was the last one made. */
static bool make_folder(struct tree *tree, const char *path)
{
    const char *slash = strchr(path, '/');
    if (slash == NULL)
        return true;
    size_t length = (size_t)(slash - path);
    if (tree->made != NULL && strlen(tree->made) == length &&
        strncmp(tree->made, path, length) == 0)
        return true;
    g_autofree char *name = g_strndup(path, length);
    int folder = open_folder(tree->root, name);
    if (folder < 0)
        return false;
    close(folder);
    g_free(tree->made);
    tree->made = g_steal_pointer(&name);
    return true;
}

bool tree_place(struct tree *tree, int staging, const char *staged, const char *path,
                struct diags *diags)
{
    if (make_folder(tree, path) &&
        TEMP_FAILURE_RETRY(renameat(staging, staged, tree->root, path)) == 0)
        return true;
    fail(tree, path, errno, diags);
    return false;
}

bool tree_has(const struct tree *tree, const char *path)
{
    struct stat status;
    return fstatat(tree->root, path, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode);
}

void tree_remove(struct tree *tree, const char *path)
{
    unlinkat(tree->root, path, 0);
}

bool tree_sync(const struct tree *tree, struct diags *diags)
{
    if (syncfs(tree->root) == 0)
        return true;
    fail(tree, "", errno, diags);
    return false;
}

int tree_create(struct tree *tree, const char *name, struct diags *diags)
{
    int flags = O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int file = (int)TEMP_FAILURE_RETRY(openat(tree->hidden, name, flags, 0666));
    if (file < 0)
        fail(tree, HIDDEN, errno, diags);
    return file;
}

FILE *tree_read(const struct tree *tree, const char *name)
{
    int file = (int)TEMP_FAILURE_RETRY(openat(tree->hidden, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    return file >= 0 ? fdopen(file, "r") : NULL;
}

uint64_t tree_size(const struct tree *tree, const char *name)
{
    struct stat status;
    return fstatat(tree->hidden, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? (uint64_t)status.st_size
                                                                           : 0;
}

bool tree_rename(struct tree *tree, const char *from, const char *to)
{
    return TEMP_FAILURE_RETRY(renameat(tree->hidden, from, tree->hidden, to)) == 0;
}

void tree_unlink(struct tree *tree, const char *name)
{
    unlinkat(tree->hidden, name, 0);
}

bool tree_publish(struct tree *tree, const char *name, const char *path, struct diags *diags)
{
    if (TEMP_FAILURE_RETRY(renameat(tree->hidden, name, tree->root, path)) == 0)
        return true;
    fail(tree, path, errno, diags);
    return false;
}
