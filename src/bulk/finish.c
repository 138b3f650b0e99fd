/* SPDX-License-Identifier: Apache-2.0 */
/* Records at their end: outputs into place, findings out, all accounted for. */
#include "bulk/run.h"

#include "base/streams.h"
#include "bulk/stream.h"

#include <string.h>

enum {
    PLACED_AT_ONCE = 64, /* records between two writes of the journal */
    SYNC_EVERY = 1000,   /* records between two safe points */
};

/* Whether a line tells what is so of the words of a language, whichever record they are for, and
 * was told already. */
static bool was_said(struct run *run, const char *line)
{
    const char *known = strstr(line, ": STRINGS-UNREVIEWED: ");
    return known != NULL && !g_hash_table_add(run->said, g_strdup(known));
}

void run_say(struct run *run, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (run->options->progress)
        fputs("\r\033[K", run->options->err); /* the line that is written over makes room */
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0' && !was_said(run, *line))
            fprintf(run->options->err, "%s\n", *line);
}

void flush_lines(struct run *run)
{
    if (fflush(run->options->out) == 0 && !ferror(run->options->out))
        return;
    diag_add(run->diags, CODE_IO_WRITE, NOWHERE, "standard output: %s",
             strerror(streams_error()));
    run->failed = true;
}

static void give_line(struct run *run, const char *line)
{
    fputs(line, run->options->out);
    if (ferror(run->options->out))
        flush_lines(run);
}

/* A record that is refused, or lost, by the supervisor: said on err and, in a stream, on a line of
 * its own. Takes the findings. */
static void reject(struct run *run, struct slot *slot, enum code code, struct diags *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const struct result *result = slot->told.result;
    diags_sort(diags);
    run->options->print_findings(text, diags);
    run_say(run, text->str);
    totals_add(&run->totals, "code", code_info(code)->name);
    rejects_add(run->rejects, slot->source, code_info(code)->name, text->str);
    if (run->tree == NULL) {
        g_autofree char *line = stream_refusal(slot->source, slot->name, slot->digest,
                                               result != NULL ? result->id : NULL, diags);
        give_line(run, line);
    }
    run_fail_with(run, diags_status(diags, SEVERITY_ERROR));
    diags_free(diags);
}

/* Number of the record that has this id already; 0: none. Who asks on a stream may ask again. */
static uint64_t taken_by(struct run *run, const struct slot *slot, const char *id)
{
    if (run->journal != NULL)
        return journal_taken(run->journal, id);
    return slot->asked ? 0 : ids_take(run->ids, id, slot->number);
}

/* The same id twice would write over what is there: the first one stays. */
static bool is_taken(struct run *run, struct slot *slot, const char *id)
{
    uint64_t number = taken_by(run, slot, id);
    if (number == 0)
        return false;
    struct diags *diags = diags_new(0);
    diag_add(diags, CODE_BULK_DUPID, (struct place){slot->source, 0, "/id"},
             "the id \"%s\" is also that of record %" G_GUINT64_FORMAT ", which stays", id, number);
    reject(run, slot, CODE_BULK_DUPID, diags);
    run->totals.refused++;
    return true;
}

static bool place_files(struct run *run, const struct slot *slot)
{
    const struct result *result = slot->told.result;
    for (guint i = 0; i < result->paths->len; i++) {
        g_autofree char *staged = g_strdup_printf("%" G_GUINT64_FORMAT "-%u", slot->number, i);
        if (!tree_place(run->tree, slot->told.staging, staged, result->paths->pdata[i], run->diags))
            return false;
    }
    return true;
}

/* Into place with what is in the journal, and a word in it that this is done. */
static bool place(struct run *run)
{
    if (run->placing->len == 0)
        return true;
    if (!journal_flush(run->journal, run->diags))
        return false;
    for (guint i = 0; i < run->placing->len; i++) {
        if (!place_files(run, run->placing->pdata[i]))
            return false;
        run->totals.written++;
    }
    run->unsynced += run->placing->len;
    g_ptr_array_set_size(run->placing, 0);
    if (!journal_placed(run->journal, run->diags))
        return false;
    if (run->unsynced < SYNC_EVERY)
        return true;
    run->unsynced = 0;
    return journal_sync(run->journal, run->diags);
}

static void add_labels(struct run *run, char **labels)
{
    for (; *labels != NULL; labels++)
        totals_add_label(&run->totals, *labels, run->options->job.as_of);
}

/* True where the slot is kept until its files are in place. */
static bool finish_written(struct run *run, struct slot *slot)
{
    struct result *result = slot->told.result;
    if (is_taken(run, slot, result->id))
        return false;
    g_ptr_array_add(result->labels, NULL);
    struct journal_line line = {LINE_DONE,    slot->digest, result->id,
                                result->next, slot->number, (char **)result->labels->pdata};
    add_labels(run, line.labels);
    if (run->journal == NULL) {
        run->totals.written++;
        give_line(run, result->line);
        return false;
    }
    run->failed = !journal_add(run->journal, &line, run->diags);
    g_ptr_array_add(run->placing, slot);
    return true;
}

static void finish_unchanged(struct run *run, struct slot *slot)
{
    if (is_taken(run, slot, slot->known.id))
        return;
    slot->known.kind = LINE_UNCHANGED;
    slot->known.number = slot->number;
    add_labels(run, slot->known.labels);
    run->totals.unchanged++;
    run->failed = !journal_add(run->journal, &slot->known, run->diags);
}

/* The journal remembers that a product was there, though its record is none. */
static void note_refused(struct run *run, const struct slot *slot)
{
    const struct result *result = slot->told.result;
    static char none[] = "", *no_labels[] = {NULL};
    struct journal_line line = {LINE_REFUSED, none, result->id, none, slot->number, no_labels};
    if (result->id == NULL)
        run->nameless++;
    else if (run->journal != NULL)
        run->failed = !journal_add(run->journal, &line, run->diags);
}

static void count(struct run *run, const char *kind, char **values)
{
    for (; *values != NULL; values++)
        if (**values != '\0')
            totals_add(&run->totals, kind, *values);
}

static void count_tolerated(struct run *run, const struct result *result)
{
    g_auto(GStrv) codes = g_strsplit(result->tolerated != NULL ? result->tolerated : "", "\n", -1);
    count(run, "tolerated", codes);
}

static void finish_refused(struct run *run, struct slot *slot)
{
    const struct result *result = slot->told.result;
    g_auto(GStrv) codes = g_strsplit(result->codes != NULL ? result->codes : "", "\n", -1);
    count(run, "code", codes);
    rejects_add(run->rejects, slot->source, codes[0] != NULL ? codes[0] : "", result->findings);
    if (result->line != NULL)
        give_line(run, result->line);
    note_refused(run, slot);
    run->totals.refused++;
    run_fail_with(run, result->status);
}

/* A worker that fell costs its record: which one, and why. */
static void finish_lost(struct run *run, struct slot *slot)
{
    struct diags *diags = diags_new(0);
    const char *id = slot->told.result->id;
    g_autofree char *named = id != NULL ? g_strdup_printf(" (id \"%s\")", id) : g_strdup("");
    diag_add(diags, CODE_RESOURCE, (struct place){slot->source, 0, NULL},
             "record %" G_GUINT64_FORMAT "%s is lost: %s", slot->number, named,
             slot->told.result->findings);
    reject(run, slot, CODE_RESOURCE, diags);
    note_refused(run, slot);
    run->totals.failed++;
}

/* A file that is too long, or cannot be read. */
static void finish_unread(struct run *run, struct slot *slot)
{
    struct diags *diags = g_steal_pointer(&slot->unread);
    reject(run, slot, diags_count(diags) > 0 ? diags_at(diags, 0)->code : CODE_IO_READ, diags);
    run->totals.refused++;
    run->nameless++;
}

/* What a worker made of a record; true where the slot is kept. */
static bool finish_result(struct run *run, struct slot *slot)
{
    const struct result *result = slot->told.result;
    bool lost = result->outcome == OUTCOME_FAILED && result->codes == NULL;
    if (result->findings != NULL && !lost)
        run_say(run, result->findings);
    switch (result->outcome) {
    case OUTCOME_WRITTEN:
        count_tolerated(run, result);
        return finish_written(run, slot);
    case OUTCOME_REFUSED:
        finish_refused(run, slot);
        break;
    case OUTCOME_ELSEWHERE:
        run->totals.elsewhere++;
        break;
    case OUTCOME_FAILED:
        if (lost)
            finish_lost(run, slot);
        else
            run->failed = true;
        run_fail_with(run, result->status);
        break;
    }
    return false;
}

static bool finish(struct run *run, struct slot *slot)
{
    if (slot->unread != NULL)
        finish_unread(run, slot);
    else if (slot->unchanged)
        finish_unchanged(run, slot);
    else
        return finish_result(run, slot);
    return false;
}

static bool is_finished(const struct slot *slot)
{
    return slot->unchanged || slot->unread != NULL || slot->told.result != NULL;
}

void finish_all(struct run *run)
{
    struct slot *slot;
    while (!run->failed && (slot = g_queue_peek_head(&run->slots)) != NULL && is_finished(slot)) {
        g_queue_pop_head(&run->slots);
        if (!finish(run, slot))
            slot_free(slot);
        if (run->placing->len >= PLACED_AT_ONCE && !run->failed)
            run->failed = !place(run);
    }
    if (!run->failed)
        run->failed = !place(run);
}
