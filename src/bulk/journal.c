/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has done, record by record: what a next run may leave as it is, and what has changed.
 *
 * A journal is lines of fields between tabs: H fingerprint day boot; D digest id next number label…;
 * S where all before is safe on the disk; E at its end. ".uplabel/state" is that of the last whole
 * run, "journal" the one under way, "interrupted" one that was not finished. */
#include "bulk/journal.h"

#include "base/text.h"
#include "bulk/offsets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A journal that is read: of the last run, or of one that was killed. */
struct past {
    FILE *file;               /* NULL: there is none */
    struct offsets *by_digest; /* of lines that may be used again */
};

enum { STATE, INTERRUPTED, PASTS };

struct journal {
    struct tree *tree;
    FILE *file; /* under way */
    uint64_t at;
    struct offsets *by_id; /* in this run, letter case and composition apart */
    struct past pasts[PASTS];
    struct date as_of;
};

static const char *const past_names[PASTS] = {"state", "interrupted"};

/* Lines */

void journal_line_clear(struct journal_line *line)
{
    g_free(line->digest);
    g_free(line->id);
    g_free(line->next);
    g_strfreev(line->labels);
    *line = (struct journal_line){0};
}

enum { FIELD_KIND, FIELD_DIGEST, FIELD_ID, FIELD_NEXT, FIELD_NUMBER, FIELD_LABELS };

/* Splits a D line without its end; false for any other. *number may be NULL. */
static bool parse(const char *text, struct journal_line *line, size_t *number)
{
    if (text[0] != 'D' || text[1] != '\t')
        return false;
    g_auto(GStrv) fields = g_strsplit(text, "\t", -1);
    if (g_strv_length(fields) < FIELD_LABELS)
        return false;
    line->digest = g_strdup(fields[FIELD_DIGEST]);
    line->id = g_strdup(fields[FIELD_ID]);
    line->next = g_strdup(fields[FIELD_NEXT]);
    line->labels = g_strdupv(fields + FIELD_LABELS);
    if (number != NULL)
        *number = (size_t)g_ascii_strtoull(fields[FIELD_NUMBER], NULL, 10);
    return true;
}

/* The line at an offset, without its end; NULL at the end of the file. The caller frees with
 * free. */
static char *read_line(FILE *file)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t size = getline(&text, &room, file);
    if (size > 0 && text[size - 1] == '\n') {
        text[size - 1] = '\0';
        return text;
    }
    free(text); /* a torn line is none */
    return NULL;
}

static bool line_at(FILE *file, uint64_t offset, struct journal_line *line, size_t *number)
{
    if (fseeko(file, (off_t)offset, SEEK_SET) != 0)
        return false;
    char *text = read_line(file);
    bool good = text != NULL && parse(text, line, number);
    free(text);
    return good;
}

/* Ids are the same for a file system, or a reader, that does not tell case or composition apart. */
static char *fold(const char *id)
{
    g_autofree char *folded = g_utf8_casefold(id, -1);
    return text_nfc(folded);
}

/* The past */

/* Whether a journal with this first line can serve this run. */
static bool serves(const char *head, const char *fingerprint, struct date as_of)
{
    struct date day;
    g_auto(GStrv) fields = g_strsplit(head, "\t", -1);
    return g_strv_length(fields) == 4 && strcmp(fields[0], "H") == 0 &&
           strcmp(fields[1], fingerprint) == 0 && date_parse(fields[2], &day) &&
           date_compare(day, as_of) <= 0;
}

/* Names the time since the system was started: what was written in it cannot have been lost. "" where
 * the system does not tell. */
static char *boot_name(void)
{
    char *name = NULL;
    if (!g_file_get_contents("/proc/sys/kernel/random/boot_id", &name, NULL, NULL))
        return g_strdup("");
    return g_strstrip(name);
}

/* Indexes the lines whose outputs are known to be there: those before the last S or E, and all
 * where the system has not been started anew since. */
static void index_past(struct past *past, bool same_boot)
{
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
    char *text;
    for (uint64_t at = (uint64_t)ftello(past->file); (text = read_line(past->file)) != NULL;
         at = (uint64_t)ftello(past->file)) {
        if (text[0] == 'D' && strlen(text) > 66) {
            g_ptr_array_add(digests, g_strndup(text + 2, 64));
            g_array_append_val(waiting, at);
        }
        bool safe = same_boot || text[0] == 'S' || text[0] == 'E';
        for (guint i = 0; i < waiting->len && safe; i++)
            offsets_add(past->by_digest, digests->pdata[i], g_array_index(waiting, uint64_t, i));
        if (safe) {
            g_array_set_size(waiting, 0);
            g_ptr_array_set_size(digests, 0);
        }
        free(text);
    }
}

static void open_past(struct journal *journal, int which, const char *fingerprint, bool reuse)
{
    struct past *past = &journal->pasts[which];
    past->by_digest = offsets_new();
    past->file = tree_read(journal->tree, past_names[which]);
    char *head = past->file != NULL ? read_line(past->file) : NULL;
    g_autofree char *boot = boot_name();
    if (head != NULL && reuse && serves(head, fingerprint, journal->as_of))
        index_past(past, *boot != '\0' && g_str_has_suffix(head, boot));
    free(head);
}

/* A killed run's journal is kept, the longer one where there are two of them. */
static void keep_interrupted(struct tree *tree)
{
    if (tree_size(tree, "journal") > tree_size(tree, "interrupted"))
        tree_rename(tree, "journal", "interrupted");
}

struct journal *journal_open(struct tree *tree, const char *fingerprint, struct date as_of,
                             bool reuse, struct diags *diags)
{
    struct journal *journal = g_new0(struct journal, 1);
    journal->tree = tree;
    journal->as_of = as_of;
    journal->by_id = offsets_new();
    keep_interrupted(tree);
    for (int i = 0; i < PASTS; i++)
        open_past(journal, i, fingerprint, reuse);
    int file = tree_create(tree, "journal", diags);
    journal->file = file >= 0 ? fdopen(file, "w+") : NULL;
    if (journal->file == NULL) {
        journal_free(journal);
        return NULL;
    }
    char day[11];
    g_autofree char *boot = boot_name();
    journal->at = (uint64_t)fprintf(journal->file, "H\t%s\t%s\t%s\n", fingerprint,
                                    date_format(as_of, day), boot);
    return journal;
}

void journal_free(struct journal *journal)
{
    if (journal == NULL)
        return;
    for (int i = 0; i < PASTS; i++) {
        if (journal->pasts[i].file != NULL)
            fclose(journal->pasts[i].file);
        offsets_free(journal->pasts[i].by_digest);
    }
    if (journal->file != NULL)
        fclose(journal->file);
    offsets_free(journal->by_id);
    g_free(journal);
}

/* A line that is looked for: by its digest, and still true. */
struct wanted {
    FILE *file;
    const char *digest;
    char day[11];
    struct journal_line *line;
};

static bool is_wanted(void *data, uint64_t offset)
{
    struct wanted *wanted = data;
    if (!line_at(wanted->file, offset, wanted->line, NULL))
        return false;
    if (strcmp(wanted->line->digest, wanted->digest) == 0 &&
        (wanted->line->next[0] == '\0' || strcmp(wanted->day, wanted->line->next) < 0))
        return true;
    journal_line_clear(wanted->line);
    return false;
}

bool journal_find(const struct journal *journal, const char *digest, struct journal_line *line)
{
    struct wanted wanted = {.digest = digest, .line = line};
    date_format(journal->as_of, wanted.day);
    for (int i = 0; i < PASTS; i++) {
        wanted.file = journal->pasts[i].file;
        if (wanted.file != NULL &&
            offsets_find(journal->pasts[i].by_digest, digest, is_wanted, &wanted) != 0)
            return true;
    }
    return false;
}

/* This run */

struct taken {
    const struct journal *journal;
    const char *folded;
    struct journal_line *line; /* NULL: not asked for */
    size_t number;
};

static bool is_taken(void *data, uint64_t offset)
{
    struct taken *taken = data;
    struct journal_line line = {0};
    fflush(taken->journal->file);
    bool same = false;
    if (line_at(taken->journal->file, offset, &line, &taken->number)) {
        g_autofree char *folded = fold(line.id);
        same = strcmp(folded, taken->folded) == 0;
    }
    fseeko(taken->journal->file, 0, SEEK_END);
    if (same && taken->line != NULL)
        *taken->line = line;
    else
        journal_line_clear(&line);
    return same;
}

size_t journal_taken(const struct journal *journal, const char *id)
{
    g_autofree char *folded = fold(id);
    struct taken taken = {.journal = journal, .folded = folded};
    return offsets_find(journal->by_id, folded, is_taken, &taken) != 0 ? taken.number : 0;
}

static bool fail(struct diags *diags)
{
    diag_add(diags, CODE_IO_WRITE, NOWHERE, "the journal in .uplabel: %s", g_strerror(errno));
    return false;
}

bool journal_add(struct journal *journal, const struct journal_line *line, size_t number,
                 struct diags *diags)
{
    g_autofree char *labels = g_strjoinv("\t", line->labels);
    g_autofree char *folded = fold(line->id);
    offsets_add(journal->by_id, folded, journal->at);
    int size = fprintf(journal->file, "D\t%s\t%s\t%s\t%zu\t%s\n", line->digest, line->id,
                       line->next, number, labels);
    journal->at += size > 0 ? (uint64_t)size : 0;
    return size > 0 || fail(diags);
}

static bool mark(struct journal *journal, const char *kind, struct diags *diags)
{
    if (fflush(journal->file) != 0 || !tree_sync(journal->tree, diags))
        return fail(diags);
    int size = fprintf(journal->file, "%s\n", kind);
    journal->at += size > 0 ? (uint64_t)size : 0;
    return (size > 0 && fflush(journal->file) == 0 && fsync(fileno(journal->file)) == 0) ||
           fail(diags);
}

bool journal_sync(struct journal *journal, struct diags *diags)
{
    return mark(journal, "S", diags);
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

/* One product of the last run: changed, removed, or as it was. */
static void compare_old(struct journal *journal, const struct journal_line *old,
                        journal_told *told, void *data)
{
    struct journal_line new = {0};
    g_autofree char *folded = fold(old->id);
    struct taken taken = {.journal = journal, .folded = folded, .line = &new};
    uint64_t offset = offsets_find(journal->by_id, folded, is_taken, &taken);
    if (offset == 0) {
        told(data, CHANGE_REMOVED, old, NULL);
        return;
    }
    offsets_mark(journal->by_id, folded, offset);
    if (!same_labels(old, &new))
        told(data, CHANGE_CHANGED, old, &new);
    journal_line_clear(&new);
}

/* Every product of this run that the last one did not have. */
static void tell_added(struct journal *journal, journal_told *told, void *data)
{
    char *text;
    rewind(journal->file);
    for (uint64_t at = 0; (text = read_line(journal->file)) != NULL;
         at = (uint64_t)ftello(journal->file)) {
        struct journal_line line = {0};
        if (parse(text, &line, NULL)) {
            g_autofree char *folded = fold(line.id);
            if (!offsets_marked(journal->by_id, folded, at))
                told(data, CHANGE_ADDED, NULL, &line);
        }
        journal_line_clear(&line);
        free(text);
    }
    fseeko(journal->file, 0, SEEK_END);
}

void journal_compare(struct journal *journal, journal_told *told, void *data)
{
    FILE *state = journal->pasts[STATE].file;
    char *text;
    fflush(journal->file);
    if (state != NULL)
        rewind(state);
    while (state != NULL && (text = read_line(state)) != NULL) {
        struct journal_line line = {0};
        if (parse(text, &line, NULL))
            compare_old(journal, &line, told, data);
        journal_line_clear(&line);
        free(text);
    }
    tell_added(journal, told, data);
}

/* The index: every label's entry, in the order of the records. */
static bool write_index(struct journal *journal, struct diags *diags)
{
    int descriptor = tree_create(journal->tree, "index", diags);
    FILE *index = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (index == NULL)
        return false;
    char *text;
    rewind(journal->file);
    while ((text = read_line(journal->file)) != NULL) {
        struct journal_line line = {0};
        if (parse(text, &line, NULL))
            for (char **label = line.labels; *label != NULL; label++)
                fprintf(index, "%s\n", *label);
        journal_line_clear(&line);
        free(text);
    }
    fseeko(journal->file, 0, SEEK_END);
    bool good = !ferror(index);
    good = fflush(index) == 0 && fsync(fileno(index)) == 0 && good;
    good = fclose(index) == 0 && good;
    return good ? tree_publish(journal->tree, "index", "index.ndjson", diags) : fail(diags);
}

bool journal_close(struct journal *journal, struct diags *diags)
{
    if (fflush(journal->file) != 0)
        return fail(diags);
    if (!write_index(journal, diags) || !mark(journal, "E", diags) ||
        !tree_rename(journal->tree, "journal", "state"))
        return false;
    tree_unlink(journal->tree, "interrupted");
    return true;
}
