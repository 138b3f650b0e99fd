/* SPDX-License-Identifier: Apache-2.0 */
/* Refused records in their original bytes, to be mended and fed again, and why each was refused. */
#include "bulk/rejects.h"

#include <errno.h>
#include <glib.h>
#include <jansson.h>
#include <string.h>

struct rejects {
    char *file;
    FILE *records, *why;
    size_t lines;
};

static FILE *create(const char *file, struct diags *diags)
{
    FILE *made = fopen(file, "we");
    if (made == NULL)
        diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", file, g_strerror(errno));
    return made;
}

struct rejects *rejects_open(const char *file, struct diags *diags)
{
    struct rejects *rejects = g_new0(struct rejects, 1);
    g_autofree char *why = g_strconcat(file, ".why.ndjson", NULL);
    rejects->file = g_strdup(file);
    rejects->records = create(file, diags);
    rejects->why = rejects->records != NULL ? create(why, diags) : NULL;
    if (rejects->why != NULL)
        return rejects;
    if (rejects->records != NULL)
        fclose(rejects->records);
    g_free(rejects->file);
    g_free(rejects);
    return NULL;
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
        fwrite(source->bytes, 1, source->size, rejects->records);
        fputc('\n', rejects->records);
        json_object_set_new(why, "rejectLine", json_integer((json_int_t)++rejects->lines));
        json_object_set_new(why, "line", json_integer((json_int_t)source->line));
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

bool rejects_close(struct rejects *rejects, struct diags *diags)
{
    bool good = !ferror(rejects->records) && !ferror(rejects->why);
    good = fclose(rejects->records) == 0 && good;
    good = fclose(rejects->why) == 0 && good;
    if (!good)
        diag_add(diags, CODE_IO_WRITE, NOWHERE, "%s: %s", rejects->file, g_strerror(errno));
    g_free(rejects->file);
    g_free(rejects);
    return good;
}
