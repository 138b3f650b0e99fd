/* SPDX-License-Identifier: Apache-2.0 */
/* The ids that a run has met where it keeps no journal. */
#include "bulk/ids.h"

#include "base/streams.h"
#include "base/text.h"
#include "bulk/offsets.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct ids {
    FILE *file; /* lines of an id, a tab, and a number */
    struct offsets *offsets;
    uint64_t at;
};

char *ids_fold(const char *id)
{
    g_autofree char *folded = g_utf8_casefold(id, -1);
    return text_nfc(folded);
}

struct ids *ids_new(void)
{
    FILE *temporary = tmpfile();
    int descriptor = temporary != NULL ? dup(fileno(temporary)) : -1;
    int error = errno;
    if (temporary != NULL)
        fclose(temporary);
    errno = error;
    if (descriptor < 0)
        return NULL;
    FILE *file = streams_open(descriptor, "w+");
    struct ids *ids = g_new0(struct ids, 1);
    ids->file = file;
    ids->offsets = offsets_new();
    ids->at = (uint64_t)fprintf(file, "ids\n"); /* no line is at 0 */
    return ids;
}

void ids_free(struct ids *ids)
{
    if (ids == NULL)
        return;
    fclose(ids->file);
    offsets_free(ids->offsets);
    g_free(ids);
}

struct wanted {
    FILE *file;
    const char *folded;
    uint64_t number;
};

static bool is_wanted(void *data, uint64_t offset)
{
    struct wanted *wanted = data;
    size_t room = 0, size = strlen(wanted->folded);
    char *line = NULL;
    bool is = fseeko(wanted->file, (off_t)offset, SEEK_SET) == 0 &&
              getline(&line, &room, wanted->file) > 0 && strncmp(line, wanted->folded, size) == 0 &&
              line[size] == '\t';
    if (is)
        wanted->number = g_ascii_strtoull(line + size + 1, NULL, 10);
    free(line);
    fseeko(wanted->file, 0, SEEK_END);
    return is;
}

uint64_t ids_take(struct ids *ids, const char *id, uint64_t number)
{
    g_autofree char *folded = ids_fold(id);
    struct wanted wanted = {ids->file, folded, 0};
    if (offsets_find(ids->offsets, folded, is_wanted, &wanted) != 0)
        return wanted.number;
    offsets_add(ids->offsets, folded, ids->at);
    int size = fprintf(ids->file, "%s\t%" G_GUINT64_FORMAT "\n", folded, number);
    ids->at += size > 0 ? (uint64_t)size : 0;
    return 0;
}

bool ids_good(struct ids *ids)
{
    bool good = fflush(ids->file) == 0 && !ferror(ids->file);
    errno = good ? 0 : streams_error();
    return good;
}
