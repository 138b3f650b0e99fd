/* SPDX-License-Identifier: Apache-2.0 */
/* A SOURCE as its records: one file, a catalogue (NDJSON, CSV), a folder of them. */
#include "read/records.h"

#include "read/lines.h"

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
};

/* A folder under way: its entries still to come, the next one last. */
struct folder {
    char *path;
    GPtrArray *names; /* of char * */
};

struct records {
    const char *path;
    FILE *in;
    const struct map *map; /* catalogues are CSV; NULL: NDJSON */
    bool begun, found;
    GPtrArray *folders;  /* of struct folder *, the innermost last */
    char *file;          /* that records come from now; owned */
    bool streamed;       /* `in` is a catalogue */
    int catalogue;       /* that records come from, -1: none open */
    struct lines *lines; /* its records */
    char *header;        /* its first row; NULL: NDJSON */
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
    records->catalogue = -1;
    return records;
}

struct records *records_open_lines(const char *path, FILE *in)
{
    struct records *records = records_open(path, in);
    records->streamed = true;
    return records;
}

void records_set_map(struct records *records, const struct map *map)
{
    records->map = map;
    records->streamed = records->streamed || map;
}

const struct map *records_map(const struct records *records)
{
    return records->map;
}

static void close_catalogue(struct records *records)
{
    if (records->catalogue >= 0 && records->catalogue != fileno(records->in))
        close(records->catalogue);
    records->catalogue = -1;
    g_clear_pointer(&records->lines, lines_free);
    g_clear_pointer(&records->header, g_free);
}

void records_free(struct records *records)
{
    if (records == NULL)
        return;
    close_catalogue(records);
    g_ptr_array_unref(records->folders);
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
    g_autofree char *text = g_strdup_printf("cannot read: %s", strerror(error));
    report(diags, name, CODE_IO_READ, text);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t size = strlen(name), tail = strlen(suffix);
    return size > tail && g_ascii_strcasecmp(name + size - tail, suffix) == 0;
}

static bool is_table(const char *name)
{
    return ends_in(name, ".csv") || ends_in(name, ".tsv");
}

static bool is_catalogue(const struct records *records, const char *name)
{
    return records->map || ends_in(name, ".ndjson") || ends_in(name, ".jsonl");
}

/* What is a record, or a catalogue, in a folder. */
static bool is_record(const struct records *records, const char *name)
{
    if (records->map)
        return is_table(name);
    return ends_in(name, ".xml") || ends_in(name, ".json") || is_catalogue(records, name);
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
        } else if (is_record(records, name)) {
            return path;
        } else {
            g_free(path);
        }
    }
    return NULL;
}

/* Catalogues */

static bool open_catalogue(struct records *records, struct diags *diags)
{
    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(records->file, flags));
    struct stat status;
    if (descriptor < 0) {
        report_errno(diags, records->file, errno);
        return false;
    }
    bool known = fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        if (known)
            report(diags, records->file, CODE_IO_READ, "cannot read: not a regular file");
        else
            report_errno(diags, records->file, errno);
        close(descriptor);
        return false;
    }
    records->catalogue = descriptor;
    return true;
}

int records_waits(const struct records *records)
{
    return records->lines && lines_waits(records->lines) ? records->catalogue : -1;
}

bool records_is_stream(const struct records *records)
{
    return records->catalogue >= 0 && records->catalogue == fileno(records->in);
}

void records_fill(struct records *records)
{
    lines_fill(records->lines);
}

/* Nothing but blanks and, in a row, separators. */
static bool is_blank(const struct records *records, const struct record *record)
{
    const char *text = record->text;
    char separator = records->map ? map_dialect(records->map).separator : ' ';
    for (size_t i = 0; i < record->size; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != separator)
            return false;
    return true;
}

static struct source *make_source(const struct records *records, const struct record *record,
                                  size_t size)
{
    struct source *source = source_new(records->file, record->text, size);
    source->line = record->line;
    source->offset = record->offset;
    if (records->header) {
        bool marked;
        source->charset = lines_charset(records->lines, &marked);
        source->marked = marked;
        source->header = g_strdup(records->header);
    }
    return source;
}

static void report_long(struct records *records, const struct record *record, struct diags *diags)
{
    struct source *unread = make_source(records, record, 0);
    diag_add(diags, CODE_LIMIT_SIZE, (struct place){unread, 0, NULL},
             "record is %zu bytes, limit %zu", record->size, SOURCE_MAX_BYTES);
    source_free(unread);
}

/* The next record that is not blank; false behind the last one. */
static bool next_record(struct records *records, struct diags *diags, struct source **source)
{
    struct record record = {0};
    while (lines_read(records->lines, &record) && record.size != SIZE_MAX) {
        if (record.size > SOURCE_MAX_BYTES) {
            report_long(records, &record, diags);
            return true;
        }
        if (is_blank(records, &record))
            continue;
        *source = make_source(records, &record, record.size);
        return true;
    }
    bool failed = record.size != SIZE_MAX;
    if (failed)
        report_errno(diags, records->file, errno);
    close_catalogue(records);
    return failed;
}

/* Whether the bytes can be in the map's encoding; false after a finding. */
static bool check_encoding(const struct records *records, struct diags *diags)
{
    g_autofree char *doubt = records->lines ? lines_doubt(records->lines) : NULL;
    if (doubt)
        report(diags, records->file, CODE_CSV_HEADER, doubt);
    return !doubt;
}

/* The row that names the columns; false after a finding. */
static bool read_header(struct records *records, struct diags *diags)
{
    struct source *first = NULL;
    bool any = next_record(records, diags, &first);
    bool good =
        check_encoding(records, diags) && first && map_judge_header(records->map, first, diags);
    if (!any)
        report(diags, records->file, CODE_CSV_HEADER, "the file is empty: not even a header");
    if (good)
        records->header = g_strdup(first->bytes);
    source_free(first);
    return good;
}

/* What costs a whole file is no matter of its rows. */
static bool begin_rows(struct records *records, struct diags *diags, struct source **source)
{
    diags_blame_use(diags, true);
    bool named = map_has_header(records->map);
    bool good = !named || read_header(records, diags);
    diags_blame_use(diags, false);
    if (!named)
        records->header = g_strdup("");
    bool any = good && next_record(records, diags, source);
    if (good && (named || check_encoding(records, diags)))
        return any;
    source_free(*source);
    *source = NULL;
    close_catalogue(records);
    return true;
}

/* Begins with the records of the open catalogue; false where there is none, nor a finding. */
static bool begin_catalogue(struct records *records, struct diags *diags, struct source **source)
{
    records->lines = lines_new(records->catalogue, records->map);
    return records->map ? begin_rows(records, diags, source) : next_record(records, diags, source);
}

/* The way through */

static bool take_file(struct records *records, char *file, struct diags *diags,
                      struct source **source)
{
    g_free(records->file);
    records->file = file;
    if (records->streamed && strcmp(file, "-") == 0) {
        g_free(records->file);
        records->file = g_strdup("<stdin>");
        records->catalogue = fileno(records->in);
        return begin_catalogue(records, diags, source);
    }
    if (is_catalogue(records, file))
        return !open_catalogue(records, diags) || begin_catalogue(records, diags, source);
    if (is_table(file))
        report(diags, file, CODE_USAGE,
               "a CSV file needs a map, which says what its columns mean: --map FILE");
    else
        *source = source_read(file, records->in, SOURCE_MAX_BYTES, diags);
    return true;
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
    if (records->catalogue >= 0 && next_record(records, diags, source))
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

/* Reading again */

/* All size bytes at the offset, or false with errno. */
static bool read_at(int descriptor, char *bytes, size_t size, size_t offset)
{
    for (size_t done = 0; done < size;) {
        ssize_t got = TEMP_FAILURE_RETRY(
            pread(descriptor, bytes + done, size - done, (off_t)(offset + done)));
        if (got <= 0) {
            errno = got == 0 ? ESTALE : errno;
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

struct source *records_read_again(const struct record_place *place, struct diags *diags)
{
    if (place->line == 0)
        return source_read(place->file, NULL, SOURCE_MAX_BYTES, diags);
    g_autofree char *bytes = g_malloc(place->size + 1);
    int descriptor =
        (int)TEMP_FAILURE_RETRY(open(place->file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    bool done = descriptor >= 0 && read_at(descriptor, bytes, place->size, place->offset);
    if (!done)
        report_errno(diags, place->file, errno);
    if (descriptor >= 0)
        close(descriptor);
    if (!done)
        return NULL;
    struct source *source = source_new(place->file, bytes, place->size);
    source->line = place->line;
    source->offset = place->offset;
    return source;
}
