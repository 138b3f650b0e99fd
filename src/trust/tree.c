/* SPDX-License-Identifier: Apache-2.0 */
/* The files below a folder in the order of their paths, one at a time. */
#include "trust/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDERS_LIMIT 64 /* one in another */
#define CHUNK 65536

/* A folder that the walk is in. */
struct level {
    int descriptor;
    size_t path_size; /* of its path, with a slash behind unless it is the first */
    GPtrArray *names; /* sorted, folders with a slash behind */
    guint next;
};

struct folder_walk {
    GArray *levels; /* of struct level */
    GString *path;
    const char *const *without;
};

int folder_open(const char *path)
{
    return (int)TEMP_FAILURE_RETRY(open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool listed(const char *const *list, const char *name)
{
    return list && g_strv_contains(list, name);
}

/* What to look at in an open folder, which a slash behind a name tells folders by: so their order
 * is that of the paths in them. NULL with errno. */
static GPtrArray *read_names(int descriptor, const char *const *without)
{
    int copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy >= 0 ? fdopendir(copy) : NULL;
    if (!folder) {
        if (copy >= 0)
            close(copy);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    struct dirent *entry;
    for (errno = 0; (entry = readdir(folder)) != NULL; errno = 0) {
        const char *name = entry->d_name;
        struct stat status;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || listed(without, name))
            continue;
        bool inner =
            fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
        g_ptr_array_add(names, g_strconcat(name, inner ? "/" : "", NULL));
    }
    int error = errno;
    closedir(folder);
    g_ptr_array_sort(names, compare_names);
    if (error == 0)
        return names;
    g_ptr_array_unref(names);
    errno = error;
    return NULL;
}

/* Goes into an open folder, which it takes; false with errno. */
static bool enter(struct folder_walk *walk, int descriptor)
{
    bool first = walk->levels->len == 0;
    struct level level = {.descriptor = descriptor, .path_size = walk->path->len};
    errno = ELOOP;
    if (descriptor >= 0 && walk->levels->len < FOLDERS_LIMIT)
        level.names = read_names(descriptor, first ? walk->without : NULL);
    if (level.names) {
        g_array_append_val(walk->levels, level);
        return true;
    }
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    errno = error;
    return false;
}

static void leave(struct folder_walk *walk)
{
    struct level *level = &g_array_index(walk->levels, struct level, walk->levels->len - 1);
    close(level->descriptor);
    g_ptr_array_unref(level->names);
    g_array_set_size(walk->levels, walk->levels->len - 1);
}

struct folder_walk *folder_walk_new(const char *folder, const char *const *without)
{
    struct folder_walk *walk = g_new0(struct folder_walk, 1);
    walk->levels = g_array_new(FALSE, FALSE, sizeof(struct level));
    walk->path = g_string_new(NULL);
    walk->without = without;
    int descriptor = folder_open(folder);
    if (descriptor >= 0 && enter(walk, descriptor))
        return walk;
    int error = errno;
    folder_walk_free(walk);
    errno = error;
    return NULL;
}

void folder_walk_free(struct folder_walk *walk)
{
    if (!walk)
        return;
    while (walk->levels->len > 0)
        leave(walk);
    g_array_unref(walk->levels);
    g_string_free(walk->path, TRUE);
    g_free(walk);
}

static enum item_kind kind_of(int descriptor, const char *name, int *error)
{
    struct stat status;
    if (fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        *error = errno;
        return ITEM_BLOCKED;
    }
    if (S_ISLNK(status.st_mode))
        return ITEM_LINK;
    return S_ISREG(status.st_mode) ? ITEM_FILE : ITEM_SPECIAL;
}

/* The folder of that name, without its slash; false where it is one that cannot be entered. */
static bool step_into(struct folder_walk *walk, const struct level *level, const char *name)
{
    g_autofree char *plain = g_strndup(name, strlen(name) - 1);
    int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int descriptor = openat(level->descriptor, plain, flags);
    return descriptor >= 0 && enter(walk, descriptor);
}

bool folder_walk_next(struct folder_walk *walk, struct item *item)
{
    while (walk->levels->len > 0) {
        struct level *level = &g_array_index(walk->levels, struct level, walk->levels->len - 1);
        g_string_truncate(walk->path, level->path_size);
        if (level->next == level->names->len) {
            leave(walk);
            continue;
        }
        const char *name = level->names->pdata[level->next++];
        g_string_append(walk->path, name);
        *item = (struct item){.path = walk->path->str};
        if (!g_str_has_suffix(name, "/")) {
            item->kind = kind_of(level->descriptor, name, &item->error);
            return true;
        }
        if (!step_into(walk, level, name)) {
            item->kind = ITEM_BLOCKED;
            item->error = errno;
            return true;
        }
    }
    return false;
}

bool path_is_plain(const char *path)
{
    if (*path == '\0' || *path == '/' || strlen(path) > PATH_MAX_BYTES ||
        !g_utf8_validate(path, -1, NULL))
        return false;
    for (const unsigned char *c = (const unsigned char *)path; *c; c++)
        if (*c < 0x20 || *c == 0x7F || *c == '\\')
            return false;
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part; part++)
        if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
            return false;
    return true;
}

/* Digests */

/* Opens the file, folder by folder, so that no link is followed anywhere; -1 with errno. */
static int open_below(int folder, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    int here = folder;
    for (char **part = parts; *part; part++) {
        int flags = part[1] ? O_PATH | O_DIRECTORY : O_RDONLY | O_NONBLOCK | O_NOCTTY;
        int next = openat(here, *part, flags | O_NOFOLLOW | O_CLOEXEC);
        int error = errno;
        if (here != folder)
            close(here);
        errno = error;
        if (next < 0)
            return -1;
        here = next;
    }
    return here;
}

/* 0, or errno. */
static int digest_all(int descriptor, struct hash_stream *digest, uint64_t *size)
{
    char chunk[CHUNK];
    for (*size = 0;;) {
        ssize_t got = TEMP_FAILURE_RETRY(read(descriptor, chunk, sizeof chunk));
        if (got < 0)
            return errno;
        if (got == 0)
            return 0;
        *size += (uint64_t)got;
        hash_stream_add(digest, chunk, (size_t)got);
    }
}

static int digest_open(int descriptor, char hex[HASH_HEX_SIZE], uint64_t *size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return errno;
    if (!S_ISREG(status.st_mode))
        return EINVAL;
    struct hash_stream *digest = hash_stream_new();
    int error = digest_all(descriptor, digest, size);
    hash_stream_end(digest, hex);
    return error;
}

int file_digest(int folder, const char *path, char hex[HASH_HEX_SIZE], uint64_t *size)
{
    int descriptor = open_below(folder, path);
    if (descriptor < 0)
        return errno;
    int error = digest_open(descriptor, hex, size);
    close(descriptor);
    return error;
}
