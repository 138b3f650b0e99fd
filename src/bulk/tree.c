/* SPDX-License-Identifier: Apache-2.0 */
/* Where a catalogue's outputs are: a folder of folders, and a hidden one for what is under way. */
#include "bulk/tree.h"

#include "base/streams.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HIDDEN ".uplabel"

enum {
    FOLDERS = 256,
    LOCK_TRIES = 20, /* 50 ms apart: a killed run's workers end after it */
};

struct tree {
    char *folder; /* for messages */
    int root, hidden, lock;
    int site;             /* a new one, under way; -1: none */
    int folders[FOLDERS]; /* by their number; -1: not yet open */
    pid_t syncing;        /* 0: none */
};

/* Paths */

char *tree_path(const char *id, const char *name, bool flat)
{
    char hex[HASH_HEX_SIZE];
    if (flat)
        return g_strdup(name);
    hash_sha256(id, strlen(id), hex);
    return g_strdup_printf("%.2s/%s", hex, name);
}

/* The folder that a path begins with, -1: none; *name becomes what is in it. */
static int number_of(const char *path, const char **name)
{
    bool in_folder = strspn(path, "0123456789abcdef") == 2 && path[2] == '/';
    *name = in_folder ? path + 3 : path;
    return in_folder ? g_ascii_xdigit_value(path[0]) * 16 + g_ascii_xdigit_value(path[1]) : -1;
}

bool tree_path_valid(const char *path)
{
    const char *name;
    number_of(path, &name);
    return *name != '\0' && *name != '.' && strchr(name, '/') == NULL && strlen(name) <= 255;
}

void tree_fail_output(const struct tree *tree, const char *path, int error, struct diags *diags)
{
    g_autofree char *whole = g_build_filename(tree->folder, path, NULL);
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", whole, strerror(error));
}

void tree_fail(const struct tree *tree, const char *name, int error, struct diags *diags)
{
    g_autofree char *path = g_build_filename(HIDDEN, name, NULL);
    tree_fail_output(tree, path, error, diags);
}

/* Opens a folder that may have to be made first; -1 with errno. A link is not followed. */
static int open_folder(int parent, const char *name, bool make)
{
    int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int folder = (int)TEMP_FAILURE_RETRY(openat(parent, name, flags));
    if (folder >= 0 || errno != ENOENT || !make)
        return folder;
    if (TEMP_FAILURE_RETRY(mkdirat(parent, name, 0777)) != 0 && errno != EEXIST)
        return -1;
    return (int)TEMP_FAILURE_RETRY(openat(parent, name, flags));
}

/* The open folder that a path is in, and its name there; -1 with errno. */
static int folder_of(struct tree *tree, const char *path, bool make, const char **name)
{
    int number = number_of(path, name);
    if (!tree_path_valid(path)) {
        errno = EINVAL;
        return -1;
    }
    if (number < 0)
        return tree->root;
    char folder[3] = {path[0], path[1], '\0'};
    if (tree->folders[number] < 0)
        tree->folders[number] = open_folder(tree->root, folder, make);
    return tree->folders[number];
}

/* Opening */

/* Removes the files that stand in a folder. */
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

/* The lock is held until the last worker of a run has ended. */
static bool lock(struct tree *tree, struct diags *diags)
{
    int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    tree->lock = (int)TEMP_FAILURE_RETRY(openat(tree->hidden, "lock", flags, 0666));
    for (int i = 0; tree->lock >= 0 && i < LOCK_TRIES; i++) {
        if (flock(tree->lock, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            break;
        g_usleep(50000);
    }
    if (tree->lock >= 0 && errno == EWOULDBLOCK)
        diag_add(diags, CODE_BULK_BUSY, NOWHERE, "another run is writing into %s", tree->folder);
    else
        tree_fail(tree, "lock", errno, diags);
    return false;
}

struct tree *tree_open(const char *folder, struct diags *diags)
{
    struct tree *tree = g_new0(struct tree, 1);
    tree->folder = g_strdup(folder);
    tree->hidden = tree->lock = tree->site = -1;
    for (int i = 0; i < FOLDERS; i++)
        tree->folders[i] = -1;
    tree->root = open_folder(AT_FDCWD, folder, true);
    if (tree->root >= 0)
        tree->hidden = open_folder(tree->root, HIDDEN, true);
    if (tree->hidden >= 0 && lock(tree, diags))
        return tree;
    if (tree->hidden < 0)
        tree_fail_output(tree, tree->root < 0 ? "" : HIDDEN, errno, diags);
    tree_free(tree);
    return NULL;
}

void tree_free(struct tree *tree)
{
    if (tree == NULL)
        return;
    if (tree->syncing != 0)
        TEMP_FAILURE_RETRY(waitpid(tree->syncing, NULL, 0));
    const int descriptors[] = {tree->site, tree->lock, tree->hidden, tree->root};
    for (size_t i = 0; i < G_N_ELEMENTS(descriptors); i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    for (int i = 0; i < FOLDERS; i++)
        if (tree->folders[i] >= 0)
            close(tree->folders[i]);
    g_free(tree->folder);
    g_free(tree);
}

int tree_lock(const struct tree *tree)
{
    return tree->lock;
}

int tree_stage(struct tree *tree, unsigned worker, struct diags *diags)
{
    g_autofree char *name = g_strdup_printf("staging-%u", worker);
    int folder = open_folder(tree->hidden, name, true);
    if (folder < 0)
        tree_fail(tree, name, errno, diags);
    else
        empty(folder);
    return folder;
}

void tree_unstage(int staging)
{
    empty(staging);
}

/* Outputs */

bool tree_place(struct tree *tree, int staging, const char *staged, const char *path,
                struct diags *diags)
{
    const char *name;
    int folder = folder_of(tree, path, true, &name);
    if (folder >= 0 && TEMP_FAILURE_RETRY(renameat(staging, staged, folder, name)) == 0)
        return true;
    tree_fail_output(tree, path, errno, diags);
    return false;
}

bool tree_has(struct tree *tree, const char *path)
{
    struct stat status;
    const char *name;
    int folder = folder_of(tree, path, false, &name);
    return folder >= 0 && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode);
}

bool tree_digest(struct tree *tree, const char *path, char hex[HASH_HEX_SIZE])
{
    const char *name;
    int folder = folder_of(tree, path, false, &name);
    int file =
        folder >= 0 ? openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 buffer[16384];
    ssize_t got = -1;
    while (file >= 0 && (got = TEMP_FAILURE_RETRY(read(file, buffer, sizeof buffer))) > 0)
        g_byte_array_append(bytes, buffer, (guint)got);
    if (file >= 0)
        close(file);
    if (got == 0)
        hash_sha256(bytes->data != NULL ? (const char *)bytes->data : "", bytes->len, hex);
    return got == 0;
}

bool tree_remove(struct tree *tree, const char *path)
{
    const char *name;
    int folder = folder_of(tree, path, false, &name);
    return folder >= 0 && (unlinkat(folder, name, 0) == 0 || errno == ENOENT);
}

/* Safety */

bool tree_sync(const struct tree *tree, struct diags *diags)
{
    if (TEMP_FAILURE_RETRY(syncfs(tree->root)) == 0)
        return true;
    tree_fail_output(tree, "", errno, diags);
    return false;
}

bool tree_sync_hidden(const struct tree *tree)
{
    return TEMP_FAILURE_RETRY(fsync(tree->hidden)) == 0;
}

/* A process of its own waits for the disk; its exit status is errno. */
bool tree_sync_begin(struct tree *tree, struct diags *diags)
{
    tree->syncing = fork();
    if (tree->syncing == 0) {
        close(tree->lock);
        _exit(syncfs(tree->root) == 0 ? 0 : MIN(errno, 125));
    }
    if (tree->syncing > 0)
        return true;
    tree->syncing = 0;
    return tree_sync(tree, diags); /* nothing is lost but time */
}

bool tree_is_syncing(const struct tree *tree)
{
    return tree->syncing != 0;
}

enum tree_syncing tree_sync_end(struct tree *tree, bool wait, struct diags *diags)
{
    int status = 0;
    if (tree->syncing == 0)
        return SYNC_NONE;
    pid_t ended = (pid_t)TEMP_FAILURE_RETRY(waitpid(tree->syncing, &status, wait ? 0 : WNOHANG));
    if (ended == 0)
        return SYNC_GOES_ON;
    tree->syncing = 0;
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return SYNC_ENDED;
    if (ended < 0 || !WIFEXITED(status))
        return SYNC_NONE; /* it was killed: nothing is known to be safe */
    tree_fail_output(tree, "", WEXITSTATUS(status), diags);
    return SYNC_FAILED;
}

/* The hidden folder */

int tree_create(struct tree *tree, const char *name, struct diags *diags)
{
    int flags = O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int file = (int)TEMP_FAILURE_RETRY(openat(tree->hidden, name, flags, 0666));
    if (file < 0)
        tree_fail(tree, name, errno, diags);
    return file;
}

void tree_unread(const struct tree *tree, const char *name, int error, struct diags *diags)
{
    g_autofree char *path = g_build_filename(tree->folder, HIDDEN, name, NULL);
    diag_add(diags, CODE_IO_READ, NOWHERE, "%s: cannot read: %s", path, strerror(error));
}

FILE *tree_read(const struct tree *tree, const char *name)
{
    struct stat status;
    int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int file = (int)TEMP_FAILURE_RETRY(openat(tree->hidden, name, flags));
    bool known = file >= 0 && fstat(file, &status) == 0;
    if (known && S_ISREG(status.st_mode))
        return streams_open(file, "r");
    bool none = known || (file < 0 && (errno == ENOENT || errno == ELOOP));
    int error = none ? 0 : errno;
    if (file >= 0)
        close(file);
    errno = error;
    return NULL;
}

bool tree_rename(struct tree *tree, const char *from, const char *to, struct diags *diags)
{
    if (TEMP_FAILURE_RETRY(renameat(tree->hidden, from, tree->hidden, to)) == 0)
        return true;
    tree_fail(tree, to, errno, diags);
    return false;
}

bool tree_unlink(struct tree *tree, const char *name, struct diags *diags)
{
    if (unlinkat(tree->hidden, name, 0) == 0 || errno == ENOENT)
        return true;
    tree_fail(tree, name, errno, diags);
    return false;
}

bool tree_publish(struct tree *tree, FILE *file, int descriptor, const char *name, const char *path,
                  struct diags *diags)
{
    bool good = fflush(file) == 0 && !ferror(file);
    int error = streams_error();
    if (good && TEMP_FAILURE_RETRY(fsync(descriptor)) != 0) {
        error = errno;
        good = false;
    }
    if (fclose(file) != 0 && good) {
        error = streams_error();
        good = false;
    }
    if (good && TEMP_FAILURE_RETRY(renameat(tree->hidden, name, tree->root, path)) == 0)
        return true;
    tree_fail_output(tree, path, good ? errno : error, diags);
    return false;
}

FILE *tree_open_output(const struct tree *tree, const char *name)
{
    int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int file = (int)TEMP_FAILURE_RETRY(openat(tree->root, name, flags));
    return file >= 0 ? streams_open(file, "r") : NULL;
}

/* The site */

#define SITE "site"
#define SITE_NEW "site-new"
#define SITE_MADE "site-made" /* says that what is there was made here */

static bool exists(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

bool tree_site_check(struct tree *tree, struct diags *diags)
{
    static const char *const names[] = {SITE, "index.html"};
    for (size_t i = 0; i < G_N_ELEMENTS(names) && !exists(tree->hidden, SITE_MADE); i++)
        if (exists(tree->root, names[i])) {
            diag_add(
                diags, CODE_IO_WRITE, NOWHERE,
                "%s/%s is there and was not made by uplabel: choose another folder, or move it "
                "away",
                tree->folder, names[i]);
            return false;
        }
    return true;
}

/* Removes a folder with the files in it and in its folders; links are not followed. */
static void remove_folder(int parent, const char *name)
{
    int folder = open_folder(parent, name, false);
    DIR *directory = folder >= 0 ? fdopendir(folder) : NULL;
    if (directory == NULL) {
        if (folder >= 0)
            close(folder);
        return;
    }
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        bool own = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (own || unlinkat(folder, entry->d_name, 0) == 0)
            continue;
        int inner = open_folder(folder, entry->d_name, false);
        if (inner >= 0) {
            empty(inner);
            close(inner);
            unlinkat(folder, entry->d_name, AT_REMOVEDIR);
        }
    }
    closedir(directory);
    unlinkat(parent, name, AT_REMOVEDIR);
}

bool tree_site_begin(struct tree *tree, struct diags *diags)
{
    if (tree->site >= 0)
        close(tree->site);
    remove_folder(tree->hidden, SITE_NEW);
    tree->site = open_folder(tree->hidden, SITE_NEW, true);
    if (tree->site < 0)
        tree_fail(tree, SITE_NEW, errno, diags);
    return tree->site >= 0;
}

FILE *tree_site_create(struct tree *tree, const char *folder, const char *name, struct diags *diags)
{
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int inner = open_folder(tree->site, folder, true);
    int file = inner >= 0 ? (int)TEMP_FAILURE_RETRY(openat(inner, name, flags, 0666)) : -1;
    int error = errno;
    if (inner >= 0)
        close(inner);
    if (file >= 0)
        return streams_open(file, "w");
    g_autofree char *path = g_build_filename(SITE_NEW, folder, name, NULL);
    tree_fail(tree, path, error, diags);
    return NULL;
}

/* In one step where the file system can, else in two. */
static bool exchange(const struct tree *tree)
{
    if (!exists(tree->root, SITE))
        return renameat(tree->hidden, SITE_NEW, tree->root, SITE) == 0;
    if (renameat2(tree->hidden, SITE_NEW, tree->root, SITE, RENAME_EXCHANGE) == 0)
        return true;
    remove_folder(tree->hidden, "site-old");
    return renameat(tree->root, SITE, tree->hidden, "site-old") == 0 &&
           renameat(tree->hidden, SITE_NEW, tree->root, SITE) == 0;
}

bool tree_site_publish(struct tree *tree, struct diags *diags)
{
    int made = tree_create(tree, SITE_MADE, diags);
    if (made < 0)
        return false;
    close(made);
    if (!tree_sync(tree, diags))
        return false;
    if (!exchange(tree)) {
        tree_fail_output(tree, SITE, errno, diags);
        return false;
    }
    remove_folder(tree->hidden, SITE_NEW);
    remove_folder(tree->hidden, "site-old");
    return true;
}
