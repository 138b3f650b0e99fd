/* SPDX-License-Identifier: Apache-2.0 */
/* A SOURCE as the records it holds: one file, the lines of an NDJSON catalogue, a folder of both. */
#include "read/records.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FOLDERS_MAX = 64, /* inside one another */
    CHUNK = 65536,
};

/* A folder under way: its entries still to come, the next one last. */
struct folder {
    char *path;
    GPtrArray *names; /* of char * */
};

struct records {
    const char *path;
    FILE *in;
    bool begun, found;
    GPtrArray *folders;  /* of struct folder *, the innermost last */
    char *file;          /* that records come from now; owned */
    bool lines;          /* `in` is a catalogue */
    int catalogue;       /* that lines come from, -1: none open */
    bool ended;          /* all its bytes are in the buffer */
    size_t line;         /* number of the last one read */
    GString *buffer;     /* what was read of it … */
    size_t at, searched; /* … the next line's first byte, and how far no line ends */
    size_t dropped;      /* bytes of a line too long to be kept */
};

static void free_folder(void *data)
{
    struct folder *folder = data;
    g_ptr_array_unref(folder->names);
    g_free(folder->path);
    g_free(folder);
}

struct records *records_open(const char *path, FILE *in)
{
    struct records *records = g_new0(struct records, 1);
    records->path = path;
    records->in = in;
    records->folders = g_ptr_array_new_with_free_func(free_folder);
    records->buffer = g_string_new(NULL);
    records->catalogue = -1;
    return records;
}

struct records *records_open_lines(const char *path, FILE *in)
{
    struct records *records = records_open(path, in);
    records->lines = true;
    return records;
}

static void close_catalogue(struct records *records)
{
    if (records->catalogue >= 0 && records->catalogue != fileno(records->in))
        close(records->catalogue);
    records->catalogue = -1;
}

void records_free(struct records *records)
{
    if (records == NULL)
        return;
    close_catalogue(records);
    g_ptr_array_unref(records->folders);
    g_string_free(records->buffer, TRUE);
    g_free(records->file);
    g_free(records);
}

static void report(struct diags *diags, const char *name, enum code code, const char *text)
{
    g_autofree char *copy = g_strdup(name);
    struct source unread = {.name = copy};
    diag_add(diags, code, (struct place){&unread, NO_OFFSET, NULL}, "%s", text);
}

static void report_errno(struct diags *diags, const char *name, int error)
{
    g_autofree char *text = g_strdup_printf("cannot read: %s", g_strerror(error));
    report(diags, name, CODE_IO_READ, text);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t size = strlen(name), tail = strlen(suffix);
    return size > tail && g_ascii_strcasecmp(name + size - tail, suffix) == 0;
}

static bool is_catalogue(const char *name)
{
    return ends_in(name, ".ndjson") || ends_in(name, ".jsonl");
}

static bool is_record(const char *name)
{
    return ends_in(name, ".xml") || ends_in(name, ".json") || is_catalogue(name);
}

/* Folders */

/* Last name first: the array is a stack. */
static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)b, *(const char *const *)a);
}

/* A link to a folder is not followed: it might lead back. */
static bool is_folder(const char *path, bool follow)
{
    struct stat status;
    return fstatat(AT_FDCWD, path, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(status.st_mode);
}

static bool push_folder(struct records *records, const char *path, struct diags *diags)
{
    if (records->folders->len == FOLDERS_MAX) {
        report(diags, path, CODE_IO_READ, "cannot read: too many folders inside one another");
        return false;
    }
    DIR *directory = opendir(path);
    if (directory == NULL) {
        report_errno(diags, path, errno);
        return false;
    }
    struct folder *folder = g_new0(struct folder, 1);
    folder->path = g_strdup(path);
    folder->names = g_ptr_array_new_with_free_func(g_free);
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        if (entry->d_name[0] != '.')
            g_ptr_array_add(folder->names, g_strdup(entry->d_name));
    closedir(directory);
    g_ptr_array_sort(folder->names, compare_names);
    g_ptr_array_add(records->folders, folder);
    return true;
}

/* The next file of the innermost folder that has one; NULL at the end, or after a finding. */
static char *next_file(struct records *records, struct diags *diags)
{
    while (records->folders->len > 0) {
        struct folder *folder = records->folders->pdata[records->folders->len - 1];
        if (folder->names->len == 0) {
            g_ptr_array_set_size(records->folders, (int)records->folders->len - 1);
            continue;
        }
        g_autofree char *name = g_ptr_array_steal_index(folder->names, folder->names->len - 1);
        char *path = g_build_filename(folder->path, name, NULL);
        if (is_folder(path, false)) {
            bool opened = push_folder(records, path, diags);
            g_free(path);
            if (!opened)
                return NULL;
        } else if (is_record(name)) {
            return path;
        } else {
            g_free(path);
        }
    }
    return NULL;
}

/* Catalogues */

static void begin_catalogue(struct records *records, int descriptor)
{
    records->catalogue = descriptor;
    records->ended = false;
    records->line = records->at = records->searched = records->dropped = 0;
    g_string_truncate(records->buffer, 0);
}

static bool open_catalogue(struct records *records, struct diags *diags)
{
    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(records->file, flags));
    struct stat status;
    if (descriptor < 0) {
        report_errno(diags, records->file, errno);
        return false;
    }
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        report(diags, records->file, CODE_IO_READ, "cannot read: not a regular file");
        close(descriptor);
        return false;
    }
    begin_catalogue(records, descriptor);
    return true;
}

/* Appends what is there, after dropping the lines that were taken; false on failure, with errno. */
static bool read_more(struct records *records)
{
    GString *buffer = records->buffer;
    g_string_erase(buffer, 0, (gssize)records->at);
    records->searched -= records->at;
    records->at = 0;
    if (buffer->len > SOURCE_MAX_BYTES) { /* no line that long is kept */
        records->dropped += buffer->len;
        g_string_truncate(buffer, 0);
        records->searched = 0;
    }
    size_t size = buffer->len;
    g_string_set_size(buffer, size + CHUNK);
    ssize_t got = TEMP_FAILURE_RETRY(read(records->catalogue, buffer->str + size, CHUNK));
    g_string_truncate(buffer, size + (got > 0 ? (size_t)got : 0));
    records->ended = got <= 0;
    return got >= 0;
}

/* The end of the next line in the buffer, NULL where it has not come yet. */
static const char *find_end(const struct records *records)
{
    const GString *buffer = records->buffer;
    return memchr(buffer->str + records->searched, '\n', buffer->len - records->searched);
}

/* Finds the next line in the buffer, reading on as far as it takes. *size is SIZE_MAX at the end; of
 * a line beyond the limit only the size counts. False where reading fails, with errno. */
static bool read_line(struct records *records, const char **line, size_t *size)
{
    GString *buffer = records->buffer;
    const char *end;
    while ((end = find_end(records)) == NULL && !records->ended) {
        records->searched = buffer->len;
        if (!read_more(records))
            return false;
    }
    *line = buffer->str + records->at;
    size_t length = end != NULL ? (size_t)(end - *line) : buffer->len - records->at;
    bool none = end == NULL && length + records->dropped == 0;
    *size = none ? SIZE_MAX : length + records->dropped;
    records->dropped = 0;
    records->at += length + (end != NULL ? 1 : 0);
    records->searched = records->at;
    records->line++;
    return true;
}

int records_waits(const struct records *records)
{
    if (records->catalogue < 0 || records->ended || find_end(records) != NULL)
        return -1;
    return records->catalogue;
}

bool records_is_stream(const struct records *records)
{
    return records->catalogue >= 0 && records->catalogue == fileno(records->in);
}

void records_fill(struct records *records)
{
    records->searched = records->buffer->len;
    read_more(records);
}

static bool is_blank(const char *bytes, size_t size)
{
    while (size > 0 && strchr(" \t\r", bytes[size - 1]) != NULL && bytes[size - 1] != '\0')
        size--;
    return size == 0;
}

static void report_long_line(struct records *records, size_t size, struct diags *diags)
{
    struct source *unread = source_new(records->file, "", 0);
    unread->line = records->line;
    diag_add(diags, CODE_LIMIT_SIZE, (struct place){unread, 0, NULL},
             "record is %zu bytes, limit %zu", size, SOURCE_MAX_BYTES);
    source_free(unread);
}

/* The next line that is not blank; false behind the last one. */
static bool next_line(struct records *records, struct diags *diags, struct source **source)
{
    const char *line;
    size_t size = 0;
    while (read_line(records, &line, &size) && size != SIZE_MAX) {
        if (size > SOURCE_MAX_BYTES) {
            report_long_line(records, size, diags);
            return true;
        }
        if (is_blank(line, size))
            continue;
        *source = source_new(records->file, line, size);
        (*source)->line = records->line;
        return true;
    }
    bool failed = size != SIZE_MAX;
    if (failed)
        report_errno(diags, records->file, errno);
    close_catalogue(records);
    return failed;
}

/* The way through */

static bool take_file(struct records *records, char *file, struct diags *diags,
                      struct source **source)
{
    g_free(records->file);
    records->file = file;
    if (records->lines && strcmp(file, "-") == 0) {
        g_free(records->file);
        records->file = g_strdup("<stdin>");
        begin_catalogue(records, fileno(records->in));
        return next_line(records, diags, source);
    }
    if (!is_catalogue(file)) {
        *source = source_read(file, records->in, SOURCE_MAX_BYTES, diags);
        return true;
    }
    return !open_catalogue(records, diags) || next_line(records, diags, source);
}

static bool begin(struct records *records, struct diags *diags, struct source **source)
{
    if (strcmp(records->path, "-") != 0 && is_folder(records->path, true))
        return !push_folder(records, records->path, diags);
    return take_file(records, g_strdup(records->path), diags, source);
}

static bool advance(struct records *records, struct diags *diags, struct source **source)
{
    size_t before = diags_count(diags);
    if (records->catalogue >= 0 && next_line(records, diags, source))
        return true;
    for (char *file; (file = next_file(records, diags)) != NULL;)
        if (take_file(records, file, diags, source))
            return true;
    return diags_count(diags) > before;
}

bool records_next(struct records *records, struct diags *diags, struct source **source,
                  const char **name)
{
    *source = NULL;
    bool more = !records->begun && begin(records, diags, source);
    records->begun = true;
    if (!more)
        more = advance(records, diags, source);
    if (!more && !records->found) {
        report(diags, records->path, CODE_IO_READ, "there is no declaration in it");
        more = true;
    }
    records->found = true;
    *name = records->file != NULL ? records->file : records->path;
    return more;
}
