/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a run's results: all as temporary files first, then all renamed into place. */
#include "base/output.h"

#include "base/diag.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPTS 100

struct output {
    char *name;
    GBytes *bytes;
    char temporary[64]; /* while the file of that name exists; else "" */
};

struct file_id {
    dev_t device;
    ino_t inode;
};

struct outputs {
    char *folder; /* NULL: to the stream; without trailing slashes */
    FILE *out;
    GArray *list;      /* of struct output */
    GArray *protected; /* of struct file_id */
};

static void output_clear(void *data)
{
    struct output *output = data;
    g_free(output->name);
    g_bytes_unref(output->bytes);
}

char *outputs_folder(const char *folder)
{
    size_t size = strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    return size ? g_strndup(folder, size) : g_strdup(".");
}

struct outputs *outputs_new(const char *folder, FILE *out)
{
    struct outputs *outputs = g_new0(struct outputs, 1);
    outputs->folder = folder ? outputs_folder(folder) : NULL;
    outputs->out = out;
    outputs->list = g_array_new(false, true, sizeof(struct output));
    g_array_set_clear_func(outputs->list, output_clear);
    outputs->protected = g_array_new(false, false, sizeof(struct file_id));
    return outputs;
}

void outputs_free(struct outputs *outputs)
{
    if (!outputs)
        return;
    g_array_unref(outputs->list);
    g_array_unref(outputs->protected);
    g_free(outputs->folder);
    g_free(outputs);
}

static struct output *output_at(const struct outputs *outputs, size_t index)
{
    return &g_array_index(outputs->list, struct output, index);
}

static void protect(struct outputs *outputs, const struct stat *status)
{
    struct file_id id = {status->st_dev, status->st_ino};
    g_array_append_val(outputs->protected, id);
}

void outputs_protect(struct outputs *outputs, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        protect(outputs, &status);
    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        protect(outputs, &status);
}

void outputs_take(struct outputs *outputs, char *name, GBytes *bytes)
{
    struct output output = {.name = name, .bytes = bytes};
    g_array_append_val(outputs->list, output);
}

/* The name as messages show it: with its folder as the user wrote it. */
static char *shown_path(const struct outputs *outputs, const struct output *output)
{
    if (strcmp(outputs->folder, ".") == 0)
        return g_strdup(output->name);
    return g_build_filename(outputs->folder, output->name, NULL);
}

/* What a file system that does not tell case or composed letters apart makes of a name. */
static char *name_key(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL))
        return g_ascii_strdown(name, -1);
    g_autofree char *folded = g_utf8_casefold(name, -1);
    return text_nfc(folded);
}

/* A name stays inside the folder. */
static bool check_name(const char *name, struct diags *diags)
{
    if (*name && !strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
        return true;
    diag_add(diags, CODE_USAGE, NOWHERE,
             "\"%s\" cannot name an output; choose a file name without '/'", name);
    return false;
}

static bool check_names(struct outputs *outputs, struct diags *diags)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool good = true;
    for (size_t i = 0; i < outputs->list->len; i++) {
        char *name = output_at(outputs, i)->name;
        good = check_name(name, diags) && good;
        char *key = name_key(name);
        const char *other = g_hash_table_lookup(seen, key);
        if (other) {
            diag_add(diags, CODE_OUTPUT_CLASH, NOWHERE,
                     "two outputs would be written to the same file: \"%s\" and \"%s\"", other,
                     name);
            good = false;
        }
        g_hash_table_insert(seen, key, name);
    }
    return good;
}

static bool is_protected(const struct outputs *outputs, const struct stat *status)
{
    for (size_t i = 0; i < outputs->protected->len; i++) {
        struct file_id id = g_array_index(outputs->protected, struct file_id, i);
        if (id.device == status->st_dev && id.inode == status->st_ino)
            return true;
    }
    return false;
}

static bool check_inputs(struct outputs *outputs, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < outputs->list->len; i++) {
        g_autofree char *path =
            g_build_filename(outputs->folder, output_at(outputs, i)->name, NULL);
        struct stat status;
        bool clash = stat(path, &status) == 0 && is_protected(outputs, &status);
        clash = clash || (lstat(path, &status) == 0 && is_protected(outputs, &status));
        if (!clash)
            continue;
        g_autofree char *shown = shown_path(outputs, output_at(outputs, i));
        diag_add(diags, CODE_OUTPUT_INPUT, NOWHERE,
                 "\"%s\" is an input of this run; choose another name or folder with -o", shown);
        good = false;
    }
    return good;
}

bool outputs_check(struct outputs *outputs, struct diags *diags)
{
    if (outputs->folder) {
        bool names = check_names(outputs, diags);
        return check_inputs(outputs, diags) && names;
    }
    if (outputs->list->len <= 1)
        return true;
    diag_add(diags, CODE_OUTPUT_CLASH, NOWHERE,
             "standard output takes one output, here are %u; choose one, or a folder with -o",
             outputs->list->len);
    return false;
}

static bool fail(struct diags *diags, const char *path, const char *cause)
{
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", path, cause);
    return false;
}

static bool fail_output(const struct outputs *outputs, const struct output *output, int error,
                        struct diags *diags)
{
    g_autofree char *path = shown_path(outputs, output);
    return fail(diags, path, strerror(error));
}

/* The stream's reader may go away at any time (EPIPE): that is told by the result alone. */
static bool commit_stream(struct outputs *outputs, struct diags *diags)
{
    errno = 0;
    bool good = true;
    for (size_t i = 0; good && i < outputs->list->len; i++) {
        size_t size;
        const void *bytes = g_bytes_get_data(output_at(outputs, i)->bytes, &size);
        good = size == 0 || fwrite(bytes, 1, size, outputs->out) == size;
    }
    good = good && fflush(outputs->out) == 0 && !ferror(outputs->out);
    if (!good && errno != EPIPE)
        fail(diags, "standard output", strerror(errno ? errno : EIO));
    return good;
}

/* Opens the folder, which may be made but not be a link; *made tells. -1 after a finding. */
static int open_folder(const char *folder, bool *made, struct diags *diags)
{
    *made = TEMP_FAILURE_RETRY(mkdir(folder, 0777)) == 0;
    int make_error = errno, flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(folder, flags));
    if (descriptor >= 0)
        return descriptor;

    int error = errno == ENOENT ? make_error : errno;
    struct stat status;
    if (lstat(folder, &status) == 0 && S_ISLNK(status.st_mode))
        fail(diags, folder, "is a symbolic link; name the folder it leads to");
    else
        fail(diags, folder, strerror(error));
    return -1;
}

static bool write_all(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = write(descriptor, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done == 0)
            errno = EIO;
        if (done <= 0)
            return false;
        bytes += done;
        size -= (size_t)done;
    }
    return true;
}

/* Makes a file that was not there; -1 with errno. */
static int create(int folder, const char *name)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    return (int)TEMP_FAILURE_RETRY(openat(folder, name, flags, 0666));
}

/* Makes a new file beside the final one and remembers its name; -1 with errno. */
static int open_temporary(int folder, size_t index, struct output *output)
{
    for (unsigned attempt = 0; attempt < ATTEMPTS; attempt++) {
        snprintf(output->temporary, sizeof output->temporary, ".uplabel-%ld-%zu-%u", (long)getpid(),
                 index, attempt);
        int descriptor = create(folder, output->temporary);
        if (descriptor >= 0)
            return descriptor;
        *output->temporary = '\0';
        if (errno != EEXIST)
            break;
    }
    return -1;
}

/* Fills a new file and closes it; false with errno. */
static bool fill(int descriptor, GBytes *content)
{
    size_t size;
    const char *bytes = g_bytes_get_data(content, &size);
    bool good = write_all(descriptor, bytes, size);
    int error = errno;
    /* After EINTR the descriptor is closed all the same and the bytes are in place. */
    if (close(descriptor) != 0 && errno != EINTR && good) {
        good = false;
        error = errno;
    }
    errno = error;
    return good;
}

/* Writes one output under its temporary name; false with errno. */
static bool write_temporary(int folder, size_t index, struct output *output)
{
    int descriptor = open_temporary(folder, index, output);
    return descriptor >= 0 && fill(descriptor, output->bytes);
}

static bool write_file(int folder, const char *name, GBytes *bytes)
{
    int descriptor = create(folder, name);
    return descriptor >= 0 && fill(descriptor, bytes);
}

size_t outputs_count(const struct outputs *outputs)
{
    return outputs->list->len;
}

const char *outputs_name(const struct outputs *outputs, size_t index)
{
    return output_at(outputs, index)->name;
}

GBytes *outputs_bytes(const struct outputs *outputs, size_t index)
{
    return output_at(outputs, index)->bytes;
}

bool outputs_stage(const struct outputs *outputs, int folder, const char *prefix)
{
    for (size_t i = 0; i < outputs->list->len; i++) {
        g_autofree char *name = g_strdup_printf("%s-%zu", prefix, i);
        if (!write_file(folder, name, output_at(outputs, i)->bytes))
            return false;
    }
    return true;
}

/* A rename would put a file in the place of a device or pipe; links to such count as such. */
static bool is_replaceable(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, 0) != 0 || S_ISREG(status.st_mode);
}

static bool write_temporaries(struct outputs *outputs, int folder, struct diags *diags)
{
    for (size_t i = 0; i < outputs->list->len; i++) {
        struct output *output = output_at(outputs, i);
        if (!is_replaceable(folder, output->name)) {
            g_autofree char *path = shown_path(outputs, output);
            return fail(diags, path, "is there and is not a regular file");
        }
        if (!write_temporary(folder, i, output))
            return fail_output(outputs, output, errno, diags);
    }
    return true;
}

static bool rename_all(struct outputs *outputs, int folder, struct diags *diags)
{
    for (size_t i = 0; i < outputs->list->len; i++) {
        struct output *output = output_at(outputs, i);
        if (TEMP_FAILURE_RETRY(renameat(folder, output->temporary, folder, output->name)) != 0)
            return fail_output(outputs, output, errno, diags);
        *output->temporary = '\0';
    }
    return true;
}

static void remove_temporaries(struct outputs *outputs, int folder)
{
    for (size_t i = 0; i < outputs->list->len; i++) {
        struct output *output = output_at(outputs, i);
        if (*output->temporary != '\0')
            unlinkat(folder, output->temporary, 0);
        *output->temporary = '\0';
    }
}

static bool commit_folder(struct outputs *outputs, struct diags *diags)
{
    bool made;
    int folder = open_folder(outputs->folder, &made, diags);
    if (folder < 0)
        return false;
    bool good = write_temporaries(outputs, folder, diags) && rename_all(outputs, folder, diags);
    if (!good)
        remove_temporaries(outputs, folder);
    close(folder);
    if (!good && made)
        rmdir(outputs->folder); /* fails, as it should, once a file is in it */
    return good;
}

/* Whoever interrupts this waits until every file is in place, or none: nothing is left about. */
bool outputs_commit(struct outputs *outputs, struct diags *diags)
{
    sigset_t held, before;
    if (!outputs->folder)
        return commit_stream(outputs, diags);
    if (outputs->list->len == 0)
        return true;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, &before);
    bool good = commit_folder(outputs, diags);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return good;
}
