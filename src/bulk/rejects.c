/* SPDX-License-Identifier: Apache-2.0 */
/* Refused records in their original bytes, to be mended and fed again, and why each was refused. */
#include "bulk/rejects.h"

#include "base/charset.h"
#include "base/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

/* Rows of a header of their own have a file of their own: FILE, FILE.2, … */
struct table {
    char *name, *header; /* header NULL: lines, or whatever comes first */
    FILE *rows;
    size_t lines;
};

struct rejects {
    char *file;
    GPtrArray *tables; /* of struct table *, FILE itself first */
    FILE *why;
    bool failed;
};

static FILE *create(const char *file, struct diags *diags)
{
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(file, flags, 0666));
    if (descriptor >= 0)
        return streams_open(descriptor, "w");
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", file, strerror(errno));
    return NULL;
}

static void free_table(void *data)
{
    struct table *table = data;
    if (table->rows != NULL)
        fclose(table->rows);
    g_free(table->name);
    g_free(table->header);
    g_free(table);
}

static struct table *add_table(struct rejects *rejects, char *name, struct diags *diags)
{
    struct table *table = g_new0(struct table, 1);
    table->name = name;
    table->rows = create(name, diags);
    g_ptr_array_add(rejects->tables, table);
    return table;
}

static void free_rejects(struct rejects *rejects)
{
    if (rejects->why != NULL)
        fclose(rejects->why);
    g_ptr_array_unref(rejects->tables);
    g_free(rejects->file);
    g_free(rejects);
}

struct rejects *rejects_open(const char *file, struct diags *diags)
{
    struct rejects *rejects = g_new0(struct rejects, 1);
    g_autofree char *why = g_strconcat(file, ".why.ndjson", NULL);
    rejects->file = g_strdup(file);
    rejects->tables = g_ptr_array_new_with_free_func(free_table);
    struct table *table = add_table(rejects, g_strdup(file), diags);
    rejects->why = table->rows != NULL ? create(why, diags) : NULL;
    if (rejects->why != NULL)
        return rejects;
    free_rejects(rejects);
    return NULL;
}

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n';
    return count;
}

/* Text in the encoding that it came from; returns the lines written. */
static size_t write_line(struct table *table, const struct source *source, const char *text,
                         size_t size, bool first)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    if (first && source->marked)
        charset_write_mark(source->charset, bytes);
    charset_write(source->charset, bytes, text, size);
    charset_write(source->charset, bytes, "\n", 1);
    fwrite(bytes->str, 1, bytes->len, table->rows);
    return count_lines(text, size) + 1;
}

/* The file whose header is that of the row, begun where there is none yet. */
static struct table *table_of(struct rejects *rejects, const struct source *source)
{
    struct table *table = rejects->tables->pdata[0];
    if (source->header == NULL)
        return table;
    for (guint i = 0; i < rejects->tables->len && table->header != NULL; i++) {
        table = rejects->tables->pdata[i];
        if (strcmp(table->header, source->header) == 0)
            return table;
    }
    if (table->header != NULL) {
        struct diags *diags = diags_new(0);
        table = add_table(rejects,
                          g_strdup_printf("%s.%u", rejects->file, rejects->tables->len + 1), diags);
        diags_free(diags);
    }
    table->header = g_strdup(source->header);
    rejects->failed = rejects->failed || table->rows == NULL;
    if (table->rows != NULL && *table->header != '\0')
        table->lines +=
            write_line(table, source, table->header, strlen(table->header), table->lines == 0);
    return table;
}

/* The number of its line in the file of rejects. */
static size_t add_record(struct rejects *rejects, const struct source *source, const char **file)
{
    struct table *table = table_of(rejects, source);
    size_t line = table->lines + 1;
    *file = table->name;
    if (table->rows != NULL)
        table->lines += write_line(table, source, source->bytes, source->size, line == 1);
    return line;
}

static void put_text(json_t *object, const char *key, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_object_set_new(object, key, json_string(valid));
}

void rejects_add(struct rejects *rejects, const struct source *source, const char *code,
                 const char *findings)
{
    if (rejects == NULL)
        return;
    json_t *why = json_object();
    if (source != NULL && source->line > 0) {
        const char *file;
        size_t line = add_record(rejects, source, &file);
        json_object_set_new(why, "rejectLine", json_integer((json_int_t)line));
        json_object_set_new(why, "line", json_integer((json_int_t)source->line));
        if (strcmp(file, rejects->file) != 0)
            put_text(why, "rejectFile", file);
    }
    if (source != NULL)
        put_text(why, "source", source->name);
    put_text(why, "code", code);
    put_text(why, "findings", findings != NULL ? findings : "");
    char *text = json_dumps(why, JSON_SORT_KEYS | JSON_COMPACT);
    fprintf(rejects->why, "%s\n", text);
    free(text);
    json_decref(why);
}

static bool close_file(FILE **file)
{
    bool good = *file != NULL && !ferror(*file);
    if (*file != NULL)
        good = fclose(*file) == 0 && good;
    *file = NULL;
    return good;
}

bool rejects_close(struct rejects *rejects, struct diags *diags)
{
    bool good = close_file(&rejects->why) && !rejects->failed;
    for (guint i = 0; i < rejects->tables->len; i++) {
        struct table *table = rejects->tables->pdata[i];
        good = close_file(&table->rows) && good;
    }
    if (!good)
        diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", rejects->file, strerror(streams_error()));
    free_rejects(rejects);
    return good;
}
