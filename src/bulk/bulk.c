/* SPDX-License-Identifier: Apache-2.0 */
/* The supervisor: reads, hands out, and finishes records in the order in which they came. */
#include "bulk/bulk.h"

#include "base/assets.h"
#include "base/sandbox.h"
#include "base/hash.h"
#include "bulk/changes.h"
#include "bulk/crew.h"
#include "bulk/rejects.h"
#include "bulk/totals.h"
#include "bulk/worker.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

enum {
    WINDOW = 256,      /* records between the first that is not finished and the last one read */
    SYNC_EVERY = 1000, /* records between two safe points */
};

/* A record on its way. */
struct slot {
    uint64_t number;
    char *name;             /* of its file */
    struct source *source;  /* NULL: it could not be read */
    char digest[HASH_HEX_SIZE];
    bool unchanged;         /* `known` stands for it */
    struct journal_line known;
    struct told told;       /* result NULL: under way */
};

struct run {
    const struct bulk_options *options;
    struct workshop *workshop;
    struct diags *diags; /* of the run itself */
    struct tree *tree;   /* NULL: to the stream */
    struct journal *journal;
    struct crew *crew;
    struct rejects *rejects;
    struct totals totals;
    const char *const *source; /* the one under way, or next */
    struct records *records;   /* NULL: begin with the next source */
    GQueue slots;              /* of struct slot *, in order of the input */
    int status;
    bool failed;               /* nothing more can be written */
};

static void fail_with(struct run *run, int status)
{
    run->status = MAX(run->status, status);
}

/* Reading */

static void free_slot(struct slot *slot)
{
    g_free(slot->name);
    source_free(slot->source);
    journal_line_clear(&slot->known);
    result_free(slot->told.result);
    g_free(slot);
}

/* Whether all files of a label are still there. */
static bool has_files(const struct tree *tree, const char *entry)
{
    bool there = true;
    size_t index;
    json_t *file, *object = json_loads(entry, 0, NULL);
    json_array_foreach(json_object_get(object, "files"), index, file)
        there = there && tree_has(tree, json_string_value(json_object_get(file, "path")));
    json_decref(object);
    return there;
}

/* Whether the outputs of the same bytes are there and still right. */
static bool is_done(struct run *run, struct slot *slot)
{
    if (run->journal == NULL || !journal_find(run->journal, slot->digest, &slot->known))
        return false;
    for (char **label = slot->known.labels; *label != NULL; label++)
        if (!has_files(run->tree, *label)) {
            journal_line_clear(&slot->known);
            return false;
        }
    return true;
}

/* A record that could not be read: its findings are its result. */
static void refuse(struct run *run, struct slot *slot, struct diags *diags)
{
    GString *findings = g_string_new(NULL);
    struct result *result = result_new(slot->number);
    diags_sort(diags);
    run->options->print_findings(findings, diags);
    result->outcome = OUTCOME_REFUSED;
    result->status = diags_status(diags, SEVERITY_ERROR);
    result->codes = g_strdup(diags_count(diags) > 0 ? code_info(diags_at(diags, 0)->code)->name : "");
    result->findings = g_string_free(findings, FALSE);
    slot->told = (struct told){result, -1};
}

/* Reads the next record and hands it out, unless it is done; false where there is none. */
static bool read_record(struct run *run)
{
    const char *name;
    struct diags *diags = diags_new(0);
    struct slot *slot = g_new0(struct slot, 1);
    if (!records_next(run->records, diags, &slot->source, &name)) {
        diags_free(diags);
        free_slot(slot);
        return false;
    }
    slot->number = ++run->totals.read;
    slot->name = g_strdup(name);
    if (slot->source != NULL) {
        hash_sha256(slot->source->bytes, slot->source->size, slot->digest);
        slot->unchanged = is_done(run, slot);
        if (!slot->unchanged)
            crew_send(run->crew, slot->number, worker_request(slot->number, slot->source));
    } else {
        refuse(run, slot, diags);
    }
    diags_free(diags);
    g_queue_push_tail(&run->slots, slot);
    return true;
}

/* Goes on to the next source; false behind the last. */
static bool next_source(struct run *run)
{
    records_free(run->records);
    run->records = NULL;
    if (*run->source == NULL)
        return false;
    run->records = records_open_lines(*run->source++, run->options->in);
    return true;
}

static bool has_input(const struct run *run)
{
    return run->records != NULL || *run->source != NULL;
}

/* Reads on as long as that needs no waiting and there are hands. */
static void read_on(struct run *run)
{
    while (!run->failed && has_input(run) && crew_has_room(run->crew) &&
           g_queue_get_length(&run->slots) < WINDOW) {
        if (run->records == NULL) {
            if (!next_source(run))
                return;
        } else if (records_waits(run->records) >= 0 && records_is_stream(run->records)) {
            return;
        }
        if (!read_record(run))
            next_source(run);
    }
}

/* Finishing */

static void say(struct run *run, const char *text)
{
    fputs(text, run->options->err);
}

/* The same id twice would write over what is there: the first one stays. */
static bool is_taken(struct run *run, const struct slot *slot, const char *id)
{
    size_t number = run->journal != NULL ? journal_taken(run->journal, id) : 0;
    if (number == 0)
        return false;
    struct diags *diags = diags_new(0);
    GString *text = g_string_new(NULL);
    diag_add(diags, CODE_BULK_DUPID, (struct place){slot->source, 0, "/id"},
             "the id \"%s\" is also that of record %zu, which stays", id, number);
    diags_sort(diags);
    run->options->print_findings(text, diags);
    say(run, text->str);
    totals_add(&run->totals, "code", code_info(CODE_BULK_DUPID)->name);
    rejects_add(run->rejects, slot->source, code_info(CODE_BULK_DUPID)->name, text->str);
    run->totals.refused++;
    fail_with(run, BLAME_INPUT);
    g_string_free(text, TRUE);
    diags_free(diags);
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

/* What is in the journal is done: it comes last. */
static bool note(struct run *run, const struct journal_line *line, size_t number)
{
    if (!journal_add(run->journal, line, number, run->diags))
        return false;
    for (char **label = line->labels; *label != NULL; label++)
        totals_add_label(&run->totals, *label, run->options->job.as_of);
    return number % SYNC_EVERY != 0 || journal_sync(run->journal, run->diags);
}

static void finish_written(struct run *run, struct slot *slot)
{
    struct result *result = slot->told.result;
    if (is_taken(run, slot, result->id))
        return;
    g_ptr_array_add(result->labels, NULL);
    struct journal_line line = {slot->digest, result->id, result->next,
                                (char **)result->labels->pdata};
    run->totals.written++;
    if (run->journal == NULL) {
        for (char **label = line.labels; *label != NULL; label++)
            totals_add_label(&run->totals, *label, run->options->job.as_of);
    } else if (!place_files(run, slot) || !note(run, &line, slot->number)) {
        run->totals.written--;
        run->failed = true;
    }
}

static void finish_unchanged(struct run *run, struct slot *slot)
{
    if (is_taken(run, slot, slot->known.id))
        return;
    run->totals.unchanged++;
    if (!note(run, &slot->known, slot->number)) {
        run->totals.unchanged--;
        run->failed = true;
    }
}

static void finish_refused(struct run *run, struct slot *slot)
{
    const struct result *result = slot->told.result;
    g_auto(GStrv) codes = g_strsplit(result->codes != NULL ? result->codes : "", "\n", -1);
    for (char **code = codes; *code != NULL; code++)
        if (**code != '\0')
            totals_add(&run->totals, "code", *code);
    rejects_add(run->rejects, slot->source, codes[0] != NULL ? codes[0] : "", result->findings);
    run->totals.refused++;
    fail_with(run, result->status);
}

/* A worker that fell costs its record: which one, and why. */
static void finish_failed(struct run *run, struct slot *slot)
{
    const struct result *result = slot->told.result;
    struct diags *diags = diags_new(0);
    GString *text = g_string_new(NULL);
    struct place place = {slot->source, 0, NULL};
    diag_add(diags, CODE_RESOURCE, place, "record %" G_GUINT64_FORMAT " is lost: %s", slot->number,
             result->findings);
    diags_sort(diags);
    run->options->print_findings(text, diags);
    say(run, text->str);
    totals_add(&run->totals, "code", code_info(CODE_RESOURCE)->name);
    rejects_add(run->rejects, slot->source, code_info(CODE_RESOURCE)->name, text->str);
    run->totals.failed++;
    fail_with(run, result->status);
    g_string_free(text, TRUE);
    diags_free(diags);
}

static void finish(struct run *run, struct slot *slot)
{
    const struct result *result = slot->told.result;
    if (slot->unchanged) {
        finish_unchanged(run, slot);
        return;
    }
    bool lost = result->outcome == OUTCOME_FAILED && result->codes == NULL;
    if (result->findings != NULL && !lost)
        say(run, result->findings);
    if (result->line != NULL)
        fputs(result->line, run->options->out);
    switch (result->outcome) {
    case OUTCOME_WRITTEN:
        finish_written(run, slot);
        break;
    case OUTCOME_REFUSED:
        finish_refused(run, slot);
        break;
    case OUTCOME_ELSEWHERE:
        run->totals.elsewhere++;
        break;
    case OUTCOME_FAILED:
        if (lost)
            finish_failed(run, slot);
        else
            run->failed = true;
        fail_with(run, result->status);
        break;
    }
}

static bool is_finished(const struct slot *slot)
{
    return slot->unchanged || slot->told.result != NULL;
}

static void finish_all(struct run *run)
{
    struct slot *slot;
    while (!run->failed && (slot = g_queue_peek_head(&run->slots)) != NULL && is_finished(slot)) {
        finish(run, slot);
        free_slot(g_queue_pop_head(&run->slots));
    }
}

/* Results come in any order; slots are in that of their numbers. */
static void take(struct run *run, const struct told *told)
{
    const struct slot *first = g_queue_peek_head(&run->slots);
    struct slot *slot =
        first != NULL && told->result->number >= first->number
            ? g_queue_peek_nth(&run->slots, (guint)(told->result->number - first->number))
            : NULL;
    if (slot != NULL)
        slot->told = *told;
    else
        result_free(told->result);
}

/* The whole run */

static void progress(struct run *run, int64_t begun, int64_t *shown)
{
    int64_t now = g_get_monotonic_time();
    if (!run->options->progress || now - *shown < 500000)
        return;
    *shown = now;
    double seconds = (double)(now - begun) / 1e6;
    fprintf(run->options->err, "\r%zu records, %.0f/s, %zu refused \033[K", run->totals.read,
            (double)run->totals.read / seconds, run->totals.refused);
    fflush(run->options->err);
}

static void work(struct run *run)
{
    g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(struct told));
    int64_t begun = g_get_monotonic_time(), shown = begun;
    while (!run->failed && (has_input(run) || g_queue_get_length(&run->slots) > 0)) {
        read_on(run);
        finish_all(run);
        bool waits = run->records != NULL && crew_has_room(run->crew);
        int descriptor = waits ? records_waits(run->records) : -1;
        if (g_queue_get_length(&run->slots) == 0)
            fflush(run->options->out); /* whoever asked may be waiting for the answer */
        if (descriptor >= 0 || g_queue_get_length(&run->slots) > 0)
            if (crew_wait(run->crew, descriptor, told))
                records_fill(run->records);
        for (guint i = 0; i < told->len; i++)
            take(run, &g_array_index(told, struct told, i));
        g_array_set_size(told, 0);
        progress(run, begun, &shown);
    }
    if (run->options->progress)
        fputs("\r\033[K", run->options->err);
}

/* What every worker would otherwise work out for itself: schemas, vocabulary, fonts. */
static void warm_up(struct workshop *workshop)
{
    struct diags *diags = diags_new(0);
    struct source *source =
        assets_open(workshop_assets(workshop), "templates/new/declaration.xml", diags);
    if (source != NULL)
        job_free(job_read_source(source));
    diags_free(diags);
}

/* Says once what the kernel cannot do; false where that ends the run. */
static bool check_sandbox(struct run *run)
{
    const char *lacks = sandbox_lacks();
    if (lacks == NULL)
        return true;
    diag_add(run->diags,
             run->options->require_sandbox ? CODE_SANDBOX_MISSING : CODE_SANDBOX_WEAK, NOWHERE,
             "this kernel lacks %s: the workers are not confined by it", lacks);
    return !run->options->require_sandbox;
}

static bool open_run(struct run *run)
{
    const struct bulk_options *options = run->options;
    if (!check_sandbox(run))
        return false;
    if (options->folder != NULL) {
        run->tree = tree_open(options->folder, run->diags);
        if (run->tree != NULL)
            run->journal = journal_open(run->tree, options->fingerprint, options->job.as_of,
                                        options->resume, run->diags);
        if (run->journal == NULL)
            return false;
    }
    if (options->rejects != NULL &&
        (run->rejects = rejects_open(options->rejects, run->diags)) == NULL)
        return false;
    warm_up(run->workshop);
    run->crew = crew_new(options, run->workshop, run->tree, run->diags);
    return run->crew != NULL;
}

/* Index, changes and journal; a run that failed leaves its journal for the next. */
static void close_run(struct run *run)
{
    if (run->journal != NULL && !run->failed) {
        changes_write(run->journal, run->tree, run->options->prune, &run->totals, run->diags);
        journal_close(run->journal, run->diags);
    }
    if (run->rejects != NULL)
        rejects_close(run->rejects, run->diags);
    if (fflush(run->options->out) != 0 && errno != EPIPE)
        diag_add(run->diags, CODE_IO_WRITE, NOWHERE, "standard output: %s", g_strerror(errno));
}

static void print_findings(struct run *run)
{
    GString *text = g_string_new(NULL);
    diags_sort(run->diags);
    run->options->print_findings(text, run->diags);
    say(run, text->str);
    g_string_free(text, TRUE);
    fail_with(run, diags_status(run->diags, SEVERITY_ERROR));
}

/* Refused records are no failure where their share is one that is put up with. */
static int final_status(const struct run *run)
{
    const struct bulk_options *options = run->options;
    size_t allowed = run->totals.read * options->max_refused / 1000;
    if (run->status == BLAME_INPUT && options->tolerates && run->totals.refused <= allowed)
        return 0;
    return run->status;
}

int bulk_run(const struct bulk_options *options, struct workshop *workshop)
{
    struct run run = {.options = options, .workshop = workshop, .source = options->sources};
    run.diags = diags_new(0);
    g_queue_init(&run.slots);
    totals_init(&run.totals);
    bool opened = open_run(&run);
    if (opened)
        work(&run);
    crew_free(run.crew);
    if (opened)
        close_run(&run);
    print_findings(&run);
    if (opened) {
        GString *text = g_string_new(NULL);
        totals_print(text, &run.totals);
        say(&run, text->str);
        g_string_free(text, TRUE);
    }
    records_free(run.records);
    g_queue_clear_full(&run.slots, (GDestroyNotify)(void (*)(void))free_slot);
    journal_free(run.journal);
    tree_free(run.tree);
    totals_clear(&run.totals);
    diags_free(run.diags);
    return final_status(&run);
}
