/* SPDX-License-Identifier: Apache-2.0 */
/* A line of a journal: what became of a record, guarded against damage. */
#include "bulk/line.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_KIND, FIELD_DIGEST, FIELD_ID, FIELD_NEXT, FIELD_NUMBER, FIELD_LABELS };

void journal_line_clear(struct journal_line *line)
{
    g_free(line->digest);
    g_free(line->id);
    g_free(line->next);
    g_strfreev(line->labels);
    *line = (struct journal_line){0};
}

/* FNV-1a: against damage, not against malice. */
static uint64_t check_of(const char *text, size_t size)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static char *seal(const char *text)
{
    return g_strdup_printf("%s\t%016" G_GINT64_MODIFIER "x\n", text,
                           check_of(text, strlen(text)));
}

char *journal_seal(const char *const *fields)
{
    g_autofree char *text = g_strjoinv("\t", (char **)(uintptr_t)fields);
    return seal(text);
}

char **journal_unseal(const char *text)
{
    char hex[17];
    const char *last = strrchr(text, '\t');
    if (last == NULL || strlen(last) != sizeof hex)
        return NULL;
    g_snprintf(hex, sizeof hex, "%016" G_GINT64_MODIFIER "x", check_of(text, (size_t)(last - text)));
    if (strcmp(last + 1, hex) != 0)
        return NULL;
    g_autofree char *fields = g_strndup(text, (gsize)(last - text));
    return g_strsplit(fields, "\t", -1);
}

char *journal_line_format(const struct journal_line *line)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%c\t%s\t%s\t%s\t%zu", line->kind, line->digest, line->id,
                           line->next, line->number);
    for (char **label = line->labels; label != NULL && *label != NULL; label++)
        g_string_append_printf(text, "\t%s", *label);
    char *sealed = seal(text->str);
    g_string_free(text, TRUE);
    return sealed;
}

bool journal_line_parse(const char *text, struct journal_line *line)
{
    if (text[0] == '\0' || strchr("DUKR", text[0]) == NULL || text[1] != '\t')
        return false;
    char **fields = journal_unseal(text);
    if (fields == NULL || g_strv_length(fields) < FIELD_LABELS) {
        g_strfreev(fields);
        return false;
    }
    line->kind = text[0];
    line->digest = fields[FIELD_DIGEST];
    line->id = fields[FIELD_ID];
    line->next = fields[FIELD_NEXT];
    line->number = (size_t)g_ascii_strtoull(fields[FIELD_NUMBER], NULL, 10);
    line->labels = g_strdupv(fields + FIELD_LABELS);
    g_free(fields[FIELD_KIND]);
    g_free(fields[FIELD_NUMBER]);
    for (char **label = fields + FIELD_LABELS; *label != NULL; label++)
        g_free(*label);
    g_free(fields);
    return true;
}

char *journal_read(FILE *file)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t size = getline(&text, &room, file);
    if (size > 0 && text[size - 1] == '\n') {
        text[size - 1] = '\0';
        return text;
    }
    free(text);
    return NULL;
}

bool journal_line_at(FILE *file, uint64_t offset, struct journal_line *line)
{
    if (fseeko(file, (off_t)offset, SEEK_SET) != 0)
        return false;
    char *text = journal_read(file);
    bool good = text != NULL && journal_line_parse(text, line);
    free(text);
    return good;
}
