/* SPDX-License-Identifier: Apache-2.0 */
/* A journal that is read: of the last whole run, or of runs that were not finished. */
#include "bulk/past.h"

#include "base/streams.h"
#include "bulk/ids.h"
#include "bulk/offsets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The lines of one run, from its first line to the next run's. */
struct section {
    uint64_t start, safe; /* outputs of lines before `safe` are known to be in place */
    bool serves;          /* the same fingerprint, no later day */
    bool same_boot;
};

struct past {
    const struct tree *tree;
    char *name;
    FILE *file, *scan; /* NULL: there is none */
    int error;         /* why it cannot be opened, 0: it can */
    char *fingerprint, *boot;
    struct date as_of;
    GArray *sections;
    struct offsets *by_digest; /* of lines that may be used again */
    struct offsets *by_id;     /* of all lines, while it is indexed */
    bool doubtful;
};

char *past_boot(void)
{
    char *name = NULL;
    if (!g_file_get_contents("/proc/sys/kernel/random/boot_id", &name, NULL, NULL))
        return g_strdup("");
    return g_strstrip(name);
}

static void begin_section(struct past *past, const char *text, uint64_t at)
{
    struct date day;
    g_auto(GStrv) fields = journal_unseal(text);
    struct section section = {.start = at};
    if (fields != NULL && g_strv_length(fields) == 4 && date_parse(fields[2], &day)) {
        section.serves =
            strcmp(fields[1], past->fingerprint) == 0 && date_compare(day, past->as_of) <= 0;
        section.same_boot = *past->boot != '\0' && strcmp(fields[3], past->boot) == 0;
    } else {
        past->doubtful = true;
    }
    g_array_append_val(past->sections, section);
}

/* rewind would forget that reading failed: past_good asks for it. */
static void go_back(struct past *past)
{
    fseeko(past->scan, 0, SEEK_SET);
}

/* H begins a run; P: all before is in place; B: and is on its way to the disk; S: is there; E: the
 * run is whole. */
static void survey(struct past *past)
{
    char *text;
    struct section *section = NULL;
    uint64_t begun = 0;
    for (uint64_t at = 0; (text = journal_read(past->scan)) != NULL;
         at = (uint64_t)ftello(past->scan)) {
        if (text[0] == 'H') {
            begin_section(past, text, at);
            section = &g_array_index(past->sections, struct section, past->sections->len - 1);
            begun = at;
        } else if (section == NULL || strchr("PBSEDUKR", text[0]) == NULL) {
            past->doubtful = true;
        } else if (text[0] == 'E' || (text[0] == 'P' && section->same_boot)) {
            section->safe = at;
        } else if (text[0] == 'B') {
            begun = at;
        } else if (text[0] == 'S') {
            section->safe = MAX(section->safe, begun);
        }
        free(text);
    }
    go_back(past);
}

struct past *past_open(const struct tree *tree, const char *name, const char *fingerprint,
                       struct date as_of)
{
    struct past *past = g_new0(struct past, 1);
    past->tree = tree;
    past->name = g_strdup(name);
    past->fingerprint = g_strdup(fingerprint);
    past->boot = past_boot();
    past->as_of = as_of;
    past->sections = g_array_new(FALSE, FALSE, sizeof(struct section));
    past->by_digest = offsets_new();
    past->file = tree_read(tree, name);
    if (past->file != NULL)
        past->scan = tree_read(tree, name);
    past->error = past->scan == NULL ? errno : 0;
    if (past->scan != NULL)
        survey(past);
    return past;
}

void past_free(struct past *past)
{
    if (past == NULL)
        return;
    if (past->file != NULL)
        fclose(past->file);
    if (past->scan != NULL)
        fclose(past->scan);
    offsets_free(past->by_digest);
    offsets_free(past->by_id);
    g_array_unref(past->sections);
    g_free(past->name);
    g_free(past->fingerprint);
    g_free(past->boot);
    g_free(past);
}

bool past_good(const struct past *past, struct diags *diags)
{
    bool broken =
        (past->file != NULL && ferror(past->file)) || (past->scan != NULL && ferror(past->scan));
    int error = broken ? streams_error() : past->error;
    if (error != 0)
        tree_unread(past->tree, past->name, error, diags);
    return error == 0;
}

/* The next line with fields, where it is, and the run that it is of. */
static bool next_line(struct past *past, struct journal_line *line, uint64_t *at, guint *section)
{
    char *text;
    for (*at = (uint64_t)ftello(past->scan); (text = journal_read(past->scan)) != NULL;
         *at = (uint64_t)ftello(past->scan)) {
        while (*section + 1 < past->sections->len &&
               g_array_index(past->sections, struct section, *section + 1).start <= *at)
            ++*section;
        bool good = journal_line_parse(text, line);
        past->doubtful = past->doubtful || (!good && strchr("DUKR", text[0]) != NULL);
        free(text);
        if (good)
            return true;
    }
    return false;
}

/* The last line of an id: offsets_find goes through all of them. */
struct last {
    FILE *file;
    const char *folded;
    uint64_t at;
};

static bool see(void *data, uint64_t offset)
{
    struct last *last = data;
    struct journal_line line = {0};
    if (offset > last->at && journal_line_at(last->file, offset, &line)) {
        g_autofree char *folded = ids_fold(line.id);
        if (strcmp(folded, last->folded) == 0)
            last->at = offset;
    }
    journal_line_clear(&line);
    return false;
}

/* Where the last line of an id is; 0: there is none. */
static uint64_t last_of(const struct past *past, const char *id)
{
    if (past == NULL || past->by_id == NULL)
        return 0;
    g_autofree char *folded = ids_fold(id);
    struct last last = {past->file, folded, 0};
    offsets_find(past->by_id, folded, see, &last);
    return last.at;
}

static void index_ids(struct past *past)
{
    struct journal_line line = {0};
    uint64_t at;
    guint section = 0;
    past->by_id = offsets_new();
    while (next_line(past, &line, &at, &section)) {
        g_autofree char *folded = ids_fold(line.id);
        if (line.kind != LINE_REFUSED && at > 0)
            offsets_add(past->by_id, folded, at);
        journal_line_clear(&line);
    }
    go_back(past);
}

/* Whether the outputs of a line are there and were not written over since. */
static bool is_usable(const struct past *past, const struct past *newer,
                      const struct journal_line *line, uint64_t at, guint index)
{
    const struct section *section = &g_array_index(past->sections, struct section, index);
    if (at <= section->start || !section->serves || line->kind == LINE_REFUSED ||
        (line->kind == LINE_DONE && at >= section->safe))
        return false;
    return newer != NULL ? last_of(newer, line->id) == 0 : last_of(past, line->id) == at;
}

void past_index(struct past *past, const struct past *newer)
{
    struct journal_line line = {0};
    uint64_t at;
    guint section = 0;
    if (past->scan == NULL || past->sections->len == 0)
        return;
    if (newer == NULL)
        index_ids(past);
    while (next_line(past, &line, &at, &section)) {
        if (is_usable(past, newer, &line, at, section))
            offsets_add(past->by_digest, line.digest, at);
        journal_line_clear(&line);
    }
    go_back(past);
}

bool past_damaged(const struct past *past)
{
    return past->doubtful;
}

bool past_doubtful(const struct past *past)
{
    bool doubtful = past->doubtful;
    for (guint i = 0; i < past->sections->len; i++)
        doubtful = doubtful || !g_array_index(past->sections, struct section, i).same_boot;
    return doubtful;
}

/* A line that is looked for: by its digest, and still true. */
struct wanted {
    FILE *file;
    const char *digest, *day;
    struct journal_line *line;
};

static bool is_wanted(void *data, uint64_t offset)
{
    struct wanted *wanted = data;
    if (!journal_line_at(wanted->file, offset, wanted->line))
        return false;
    if (strcmp(wanted->line->digest, wanted->digest) == 0 &&
        (wanted->line->next[0] == '\0' || strcmp(wanted->day, wanted->line->next) < 0))
        return true;
    journal_line_clear(wanted->line);
    return false;
}

bool past_find(const struct past *past, const char *digest, const char *day,
               struct journal_line *line)
{
    struct wanted wanted = {past->file, digest, day, line};
    return past->file != NULL && offsets_find(past->by_digest, digest, is_wanted, &wanted) != 0;
}

void past_rewind(struct past *past)
{
    if (past->scan != NULL)
        go_back(past);
}

bool past_next(struct past *past, struct journal_line *line)
{
    uint64_t at;
    guint section = 0;
    return past->scan != NULL && past->sections->len > 0 && next_line(past, line, &at, &section);
}
