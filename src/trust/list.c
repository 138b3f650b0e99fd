/* SPDX-License-Identifier: Apache-2.0 */
/* The list of a folder's files, a line each in the order of their paths: too long to be held. */
#include "trust/list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define TEMPORARY ".uplabel.files.tmp"
#define LINE_MAX_BYTES 8192

const char *const list_unsigned[] = {MANIFEST_TREE MANIFEST_SUFFIX,
                                     MANIFEST_TREE SIGNATURE_SUFFIX,
                                     MANIFEST_LIST,
                                     TEMPORARY,
                                     ".uplabel",
                                     NULL};

struct list_writer {
    int folder;
    FILE *file;
    struct hash_stream *digest;
    uint64_t count;
    int error;
};

struct list_writer *list_create(int folder)
{
    unlinkat(folder, TEMPORARY, 0); /* of a run that was killed */
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int descriptor = openat(folder, TEMPORARY, flags, 0666);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!file) {
        if (descriptor >= 0)
            close(descriptor);
        return NULL;
    }
    struct list_writer *writer = g_new0(struct list_writer, 1);
    *writer = (struct list_writer){folder, file, hash_stream_new(), 0, 0};
    return writer;
}

void list_add(struct list_writer *writer, const struct manifest_file *file)
{
    g_autofree char *line = manifest_line(file);
    size_t size = strlen(line);
    line[size++] = '\n'; /* in place of the NUL */
    hash_stream_add(writer->digest, line, size);
    writer->count++;
    if (fwrite(line, 1, size, writer->file) != size && writer->error == 0)
        writer->error = errno;
}

int list_end(struct list_writer *writer, bool keep, uint64_t *count, char hex[HASH_HEX_SIZE])
{
    int error = writer->error;
    if ((fflush(writer->file) != 0 || fsync(fileno(writer->file)) != 0) && error == 0)
        error = errno;
    if (fclose(writer->file) != 0 && error == 0)
        error = errno;
    if (error == 0 && keep &&
        renameat(writer->folder, TEMPORARY, writer->folder, MANIFEST_LIST) != 0)
        error = errno;
    if (error != 0 || !keep)
        unlinkat(writer->folder, TEMPORARY, 0);
    *count = writer->count;
    hash_stream_end(writer->digest, hex);
    g_free(writer);
    return error;
}

struct list_reader {
    FILE *file;
    char *line;
    size_t room;
    struct hash_stream *digest; /* NULL: asked for */
    uint64_t count;
    GString *before; /* the path of the line before */
};

struct list_reader *list_open(int folder)
{
    int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    int descriptor = openat(folder, MANIFEST_LIST, flags);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "r") : NULL;
    if (!file) {
        if (descriptor >= 0)
            close(descriptor);
        return NULL;
    }
    struct list_reader *reader = g_new0(struct list_reader, 1);
    reader->file = file;
    reader->digest = hash_stream_new();
    reader->before = g_string_new(NULL);
    reader->room = LINE_MAX_BYTES;
    reader->line = g_malloc(reader->room);
    return reader;
}

void list_close(struct list_reader *reader)
{
    char hex[HASH_HEX_SIZE];
    if (!reader)
        return;
    fclose(reader->file);
    if (reader->digest)
        hash_stream_end(reader->digest, hex);
    g_string_free(reader->before, TRUE);
    g_free(reader->line);
    g_free(reader);
}

/* The next line's bytes with its end; 0 at the end of the file. */
static size_t read_line(struct list_reader *reader)
{
    size_t size = 0;
    int c;
    while (size < reader->room && (c = getc_unlocked(reader->file)) != EOF) {
        reader->line[size++] = (char)c;
        if (c == '\n')
            break;
    }
    hash_stream_add(reader->digest, reader->line, size);
    return size;
}

bool list_next(struct list_reader *reader, struct manifest_file *file, const char **fault)
{
    size_t size = read_line(reader);
    *fault = NULL;
    if (size == 0 && ferror(reader->file))
        *fault = "it cannot be read to its end";
    if (size == 0)
        return false;
    if (reader->line[size - 1] != '\n' || !manifest_read_line(reader->line, size - 1, file)) {
        *fault = "a line of it is no path below the folder, with digest and size";
        return false;
    }
    bool ordered = strcmp(reader->before->str, file->path) < 0;
    g_string_assign(reader->before, file->path);
    g_free(file->path);
    file->path = reader->before->str;
    if (!ordered)
        *fault = "it is not in the order of its paths";
    reader->count++;
    return ordered;
}

uint64_t list_count(const struct list_reader *reader)
{
    return reader->count;
}

void list_digest(struct list_reader *reader, char hex[HASH_HEX_SIZE])
{
    hash_stream_end(g_steal_pointer(&reader->digest), hex);
}
