/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has done, record by record: what a next run may leave as it is, and what has changed.
 *
 * A journal is lines of fields between tabs: H fingerprint day boot; D, U, K and R (bulk/line.h);
 * P, B, S and E (bulk/past.c). ".uplabel/state" is that of the last whole run, "journal" the one
 * under way, "interrupted" those that were not finished since. */
#include "bulk/journal.h"

#include "base/streams.h"
#include "bulk/ids.h"
#include "bulk/offsets.h"
#include "bulk/past.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct journal {
    struct tree *tree;
    FILE *file;     /* under way … */
    int descriptor; /* … and what it is over */
    uint64_t at;
    struct offsets *by_id; /* in this run, letter case and composition apart */
    struct past *state, *interrupted;
    char day[11];
};

static bool fail(const struct journal *journal, int error, struct diags *diags)
{
    tree_fail(journal->tree, "journal", error, diags);
    return false;
}

/* What was put is in the file, and what was looked up in it could be read. */
static bool flush(struct journal *journal, struct diags *diags)
{
    return (fflush(journal->file) == 0 && !ferror(journal->file)) ||
           fail(journal, streams_error(), diags);
}

static bool sync_file(struct journal *journal, struct diags *diags)
{
    return flush(journal, diags) &&
           (TEMP_FAILURE_RETRY(fsync(journal->descriptor)) == 0 || fail(journal, errno, diags));
}

/* Beginning */

/* Copies a journal behind others: all lines, or those alone that tell of outputs. */
static void copy_lines(FILE *from, FILE *to, bool all)
{
    char *text;
    while ((text = journal_read(from)) != NULL) {
        if (all || text[0] != LINE_UNCHANGED)
            fprintf(to, "%s\n", text);
        free(text);
    }
}

/* Puts the journal of a run that was not finished behind those before it. */
static bool merge_interrupted(struct tree *tree, FILE *interrupted, FILE *journal,
                              struct diags *diags)
{
    int descriptor = tree_create(tree, "merged", diags);
    FILE *merged = descriptor >= 0 ? streams_open(descriptor, "w") : NULL;
    if (merged == NULL)
        return false;
    copy_lines(interrupted, merged, true);
    copy_lines(journal, merged, false);
    bool good = fflush(merged) == 0 && !ferror(merged) && !ferror(interrupted) && !ferror(journal);
    int error = streams_error();
    if (good && TEMP_FAILURE_RETRY(fsync(descriptor)) != 0) {
        error = errno;
        good = false;
    }
    good = fclose(merged) == 0 && good;
    if (!good)
        tree_fail(tree, "merged", error, diags);
    return good && tree_rename(tree, "merged", "interrupted", diags) &&
           tree_unlink(tree, "journal", diags);
}

/* *file NULL: there is none. False after a finding. */
static bool open_past(struct tree *tree, const char *name, FILE **file, struct diags *diags)
{
    *file = tree_read(tree, name);
    if (*file != NULL || errno == 0)
        return true;
    tree_unread(tree, name, errno, diags);
    return false;
}

static bool keep_interrupted(struct tree *tree, struct diags *diags)
{
    FILE *journal, *interrupted = NULL;
    bool good = open_past(tree, "journal", &journal, diags) &&
                open_past(tree, "interrupted", &interrupted, diags);
    if (!good)
        ; /* nothing is touched */
    else if (journal != NULL && interrupted != NULL)
        good = merge_interrupted(tree, interrupted, journal, diags);
    else if (journal != NULL)
        good = tree_rename(tree, "journal", "interrupted", diags);
    if (journal != NULL)
        fclose(journal);
    if (interrupted != NULL)
        fclose(interrupted);
    return good;
}

/* The first line is on the disk before any output is touched: a run that was begun is seen. */
static bool begin(struct journal *journal, const char *fingerprint, struct diags *diags)
{
    journal->descriptor = tree_create(journal->tree, "journal", diags);
    if (journal->descriptor < 0)
        return false;
    journal->file = streams_open(journal->descriptor, "w+");
    g_autofree char *boot = past_boot();
    g_autofree char *head =
        journal_seal((const char *const[]){"H", fingerprint, journal->day, boot, NULL});
    journal->at = strlen(head);
    fputs(head, journal->file);
    return sync_file(journal, diags) &&
           (tree_sync_hidden(journal->tree) || fail(journal, errno, diags));
}

/* Makes what was done findable; false after a finding. */
static bool open_pasts(struct journal *journal, const char *fingerprint, struct date as_of,
                       bool reuse, struct diags *diags)
{
    journal->interrupted = past_open(journal->tree, "interrupted", fingerprint, as_of);
    journal->state = past_open(journal->tree, "state", fingerprint, as_of);
    if (reuse) {
        past_index(journal->interrupted, NULL);
        past_index(journal->state, journal->interrupted);
    }
    return past_good(journal->interrupted, diags) && past_good(journal->state, diags);
}

struct journal *journal_open(struct tree *tree, const char *fingerprint, struct date as_of,
                             bool reuse, struct diags *diags)
{
    struct journal *journal = g_new0(struct journal, 1);
    journal->tree = tree;
    journal->by_id = offsets_new();
    date_format(as_of, journal->day);
    if (keep_interrupted(tree, diags) && open_pasts(journal, fingerprint, as_of, reuse, diags) &&
        begin(journal, fingerprint, diags))
        return journal;
    journal_free(journal);
    return NULL;
}

void journal_free(struct journal *journal)
{
    if (journal == NULL)
        return;
    past_free(journal->state);
    past_free(journal->interrupted);
    if (journal->file != NULL)
        fclose(journal->file);
    offsets_free(journal->by_id);
    g_free(journal);
}

bool journal_find(const struct journal *journal, const char *digest, struct journal_line *line)
{
    return past_find(journal->interrupted, digest, journal->day, line) ||
           past_find(journal->state, digest, journal->day, line);
}

bool journal_doubtful(const struct journal *journal)
{
    return past_doubtful(journal->interrupted) || past_damaged(journal->state);
}

/* This run */

struct taken {
    const struct journal *journal;
    const char *folded;
    bool refused; /* a refused record counts as well */
    struct journal_line line;
};

static bool is_taken(void *data, uint64_t offset)
{
    struct taken *taken = data;
    fflush(taken->journal->file);
    bool same = false;
    if (journal_line_at(taken->journal->file, offset, &taken->line)) {
        g_autofree char *folded = ids_fold(taken->line.id);
        same = strcmp(folded, taken->folded) == 0 &&
               (taken->refused || taken->line.kind != LINE_REFUSED);
    }
    fseeko(taken->journal->file, 0, SEEK_END);
    if (!same)
        journal_line_clear(&taken->line);
    return same;
}

size_t journal_taken(const struct journal *journal, const char *id)
{
    g_autofree char *folded = ids_fold(id);
    struct taken taken = {.journal = journal, .folded = folded};
    offsets_find(journal->by_id, folded, is_taken, &taken);
    size_t number = taken.line.number;
    journal_line_clear(&taken.line);
    return number;
}

static bool put(struct journal *journal, const char *text, struct diags *diags)
{
    journal->at += strlen(text);
    return fputs(text, journal->file) >= 0 || fail(journal, streams_error(), diags);
}

bool journal_add(struct journal *journal, const struct journal_line *line, struct diags *diags)
{
    g_autofree char *text = journal_line_format(line);
    g_autofree char *folded = ids_fold(line->id);
    offsets_add(journal->by_id, folded, journal->at);
    return put(journal, text, diags);
}

bool journal_flush(struct journal *journal, struct diags *diags)
{
    return flush(journal, diags);
}

bool journal_placed(struct journal *journal, struct diags *diags)
{
    return put(journal, "P\n", diags);
}

/* Notes that the sync that was begun has ended. */
static bool end_sync(struct journal *journal, bool wait, struct diags *diags)
{
    enum tree_syncing ended = tree_sync_end(journal->tree, wait, diags);
    if (ended == SYNC_ENDED)
        return put(journal, "S\n", diags);
    return ended != SYNC_FAILED;
}

bool journal_sync(struct journal *journal, struct diags *diags)
{
    if (!end_sync(journal, false, diags))
        return false;
    if (tree_is_syncing(journal->tree))
        return true;
    return put(journal, "B\n", diags) && journal_flush(journal, diags) &&
           tree_sync_begin(journal->tree, diags);
}

/* All that was told is on the disk, and then the mark. */
static bool seal_end(struct journal *journal, const char *mark, struct diags *diags)
{
    return end_sync(journal, true, diags) && journal_flush(journal, diags) &&
           tree_sync(journal->tree, diags) && put(journal, mark, diags) &&
           sync_file(journal, diags);
}

/* The end */

static bool same_labels(const struct journal_line *a, const struct journal_line *b)
{
    guint count = g_strv_length(a->labels);
    bool same = count == g_strv_length(b->labels);
    for (guint i = 0; same && i < count; i++)
        same = strcmp(a->labels[i], b->labels[i]) == 0;
    return same;
}

/* A run that is compared with the last one. */
struct comparison {
    struct journal *journal;
    journal_told *told;
    void *data;
    GString *kept; /* lines of outputs that are left */
};

static void keep(struct comparison *comparison, const struct journal_line *old)
{
    struct journal_line kept = *old;
    kept.kind = LINE_KEPT;
    g_autofree char *text = journal_line_format(&kept);
    g_string_append(comparison->kept, text);
}

/* One product of the last run: changed, removed, refused, or as it was. */
static void compare_old(struct comparison *comparison, const struct journal_line *old)
{
    struct journal *journal = comparison->journal;
    g_autofree char *folded = ids_fold(old->id);
    struct taken taken = {.journal = journal, .folded = folded};
    uint64_t offset = offsets_find(journal->by_id, folded, is_taken, &taken);
    if (offset != 0 && old->kind != LINE_KEPT) {
        offsets_mark(journal->by_id, folded, offset);
        if (!same_labels(old, &taken.line))
            comparison->told(comparison->data, CHANGE_CHANGED, old, &taken.line);
    } else if (offset == 0) {
        taken.refused = true;
        bool refused = offsets_find(journal->by_id, folded, is_taken, &taken) != 0;
        enum change change = refused                  ? CHANGE_REFUSED
                             : old->kind == LINE_KEPT ? CHANGE_GONE
                                                      : CHANGE_REMOVED;
        if ((refused && old->kind == LINE_KEPT) ||
            comparison->told(comparison->data, change, old, NULL))
            keep(comparison, old);
    }
    journal_line_clear(&taken.line);
}

/* Every product of this run that the last one did not have. */
static void tell_added(struct comparison *comparison)
{
    struct journal *journal = comparison->journal;
    char *text;
    fseeko(journal->file, 0, SEEK_SET);
    for (uint64_t at = 0; (text = journal_read(journal->file)) != NULL;
         at = (uint64_t)ftello(journal->file)) {
        struct journal_line line = {0};
        if (journal_line_parse(text, &line) && line.kind != LINE_REFUSED) {
            g_autofree char *folded = ids_fold(line.id);
            if (!offsets_marked(journal->by_id, folded, at))
                comparison->told(comparison->data, CHANGE_ADDED, NULL, &line);
        }
        journal_line_clear(&line);
        free(text);
    }
    fseeko(journal->file, 0, SEEK_END);
}

bool journal_compare(struct journal *journal, journal_told *told, void *data, struct diags *diags)
{
    struct comparison comparison = {journal, told, data, g_string_new(NULL)};
    struct journal_line old = {0};
    if (!journal_flush(journal, diags))
        return false;
    past_rewind(journal->state);
    while (past_next(journal->state, &old)) {
        if (old.kind != LINE_REFUSED)
            compare_old(&comparison, &old);
        journal_line_clear(&old);
    }
    tell_added(&comparison);
    bool good = past_good(journal->state, diags) && put(journal, comparison.kept->str, diags);
    g_string_free(comparison.kept, TRUE);
    return good;
}

static void print_index(FILE *from, FILE *index)
{
    char *text;
    fseeko(from, 0, SEEK_SET);
    while ((text = journal_read(from)) != NULL) {
        struct journal_line line = {0};
        if (journal_line_parse(text, &line) && line.kind != LINE_KEPT)
            for (char **label = line.labels; *label != NULL; label++)
                fprintf(index, "%s\n", *label);
        journal_line_clear(&line);
        free(text);
    }
    fseeko(from, 0, SEEK_END);
}

/* Every label's entry, in the order of the records. */
bool journal_publish(struct journal *journal, struct diags *diags)
{
    if (!journal_flush(journal, diags))
        return false;
    int descriptor = tree_create(journal->tree, "index", diags);
    FILE *index = descriptor >= 0 ? streams_open(descriptor, "w") : NULL;
    if (index == NULL)
        return false;
    print_index(journal->file, index);
    if (flush(journal, diags))
        return tree_publish(journal->tree, index, descriptor, "index", "index.ndjson", diags);
    fclose(index);
    return false;
}

/* What was interrupted goes first: until the new state is there, this journal stands for it. */
bool journal_close(struct journal *journal, struct diags *diags)
{
    return seal_end(journal, "E\n", diags) && tree_unlink(journal->tree, "interrupted", diags) &&
           tree_rename(journal->tree, "journal", "state", diags);
}

void journal_leave(struct journal *journal, struct diags *diags)
{
    if (put(journal, "B\n", diags))
        seal_end(journal, "S\n", diags);
}
