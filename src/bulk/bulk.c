/* SPDX-License-Identifier: Apache-2.0 */
/* The supervisor: reads, hands out, and finishes records in the order in which they came. */
#include "bulk/bulk.h"

#include "base/assets.h"
#include "base/fatal.h"
#include "base/sandbox.h"
#include "bulk/changes.h"
#include "bulk/entry.h"
#include "bulk/run.h"
#include "bulk/site.h"
#include "bulk/worker.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#define NOT_WHOLE "the run is not whole: --resume goes on from here"

enum { WINDOW = 256 /* records between the first that is not finished and the last one read */ };

/* Being stopped: what is under way is finished, then the run ends; a second signal ends it at once.
 */

static volatile sig_atomic_t stopped_by;

static const int stopping[] = {SIGINT, SIGTERM, SIGHUP};

static void note_signal(int number)
{
    stopped_by = number;
}

/* Signals that are ignored, as under nohup, stay so. */
static void catch_signals(struct sigaction *before)
{
    stopped_by = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(stopping); i++) {
        struct sigaction action = {.sa_handler = note_signal,
                                   .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
        sigaction(stopping[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(stopping[i], &action, NULL);
    }
}

static void leave_signals(const struct sigaction *before)
{
    for (size_t i = 0; i < G_N_ELEMENTS(stopping); i++)
        sigaction(stopping[i], &before[i], NULL);
}

/* Reading */

void slot_free(struct slot *slot)
{
    diags_free(slot->unread);
    g_free(slot->name);
    source_free(slot->source);
    journal_line_clear(&slot->known);
    result_free(slot->told.result);
    g_free(slot);
}

/* Whether a file of a label is still there, and, where that is in doubt, still the same. */
static bool has_file(struct tree *tree, const char *path, const char *digest, bool doubtful)
{
    char hex[HASH_HEX_SIZE];
    return tree_has(tree, path) &&
           (!doubtful || (tree_digest(tree, path, hex) && strcmp(hex, digest) == 0));
}

/* The files of a label. */
struct files {
    struct tree *tree;
    bool doubtful, told, there;
};

/* [{"path":"…","sha256":"…"},…]: eight pieces between quotation marks for each file; neither paths
 * nor digests have escapes. */
static void look_for(void *data, const char *key, size_t key_size, const char *value,
                     size_t value_size)
{
    struct files *files = data;
    if (key_size != 5 || memcmp(key, "files", 5) != 0)
        return;
    g_autofree char *list = g_strndup(value, value_size);
    g_auto(GStrv) texts = g_strsplit(list, "\"", -1);
    guint count = g_strv_length(texts);
    files->told = true;
    for (guint i = 0; i + 8 < count; i += 8)
        files->there = files->there && strcmp(texts[i + 1], "path") == 0 &&
                       has_file(files->tree, texts[i + 3], texts[i + 7], files->doubtful);
}

static bool has_files(struct tree *tree, const char *entry, bool doubtful)
{
    struct files files = {.tree = tree, .doubtful = doubtful, .there = true};
    entry_walk(entry, look_for, &files);
    return files.told && files.there;
}

/* Whether the outputs of the same bytes are there and still right. */
static bool is_done(struct run *run, struct slot *slot)
{
    if (run->journal == NULL || !journal_find(run->journal, slot->digest, &slot->known))
        return false;
    for (char **label = slot->known.labels; *label != NULL; label++)
        if (!has_files(run->tree, *label, journal_doubtful(run->journal))) {
            journal_line_clear(&slot->known);
            return false;
        }
    return true;
}

/* What a row means depends on the header. */
static void take_digest(struct slot *slot)
{
    const struct source *source = slot->source;
    if (source->header == NULL) {
        hash_sha256(source->bytes, source->size, slot->digest);
        return;
    }
    g_autoptr(GString) whole = g_string_new(source->header);
    g_string_append_c(whole, '\n');
    g_string_append_len(whole, source->bytes, (gssize)source->size);
    hash_sha256(whole->str, whole->len, slot->digest);
}

/* Notes about the file that a record comes from. */
static void say_findings(struct run *run, struct diags *diags)
{
    if (diags_count(diags) == 0)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    diags_sort(diags);
    run->options->print_findings(text, diags);
    run_say(run, text->str);
}

/* Reads the next record and hands it out, unless it is done; false where there is none. */
static bool take_record(struct run *run)
{
    const char *name;
    struct diags *diags = diags_new(0);
    struct slot *slot = g_new0(struct slot, 1);
    if (!records_next(run->records, diags, &slot->source, &name)) {
        diags_free(diags);
        slot_free(slot);
        return false;
    }
    slot->number = ++run->totals.read;
    slot->name = g_strdup(name);
    if (slot->source != NULL) {
        say_findings(run, diags);
        take_digest(slot);
        run->bytes_read += slot->source->size + 1;
        slot->asked = records_is_stream(run->records);
        slot->unchanged = is_done(run, slot);
        if (!slot->unchanged)
            crew_send(run->crew, slot->number, worker_request(slot->number, slot->source));
    } else {
        slot->unread = g_steal_pointer(&diags);
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
    if (run->options->map != NULL)
        records_set_map(run->records, run->options->map);
    return true;
}

static bool has_input(const struct run *run)
{
    return stopped_by == 0 && (run->records != NULL || *run->source != NULL);
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
        if (!take_record(run))
            next_source(run);
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

/* Bytes of all sources, 0 where one is no plain file: what is left is known only of files. */
static uint64_t count_bytes(const char *const *sources)
{
    uint64_t bytes = 0;
    struct stat status;
    for (; *sources != NULL; sources++) {
        if (stat(*sources, &status) != 0 || !S_ISREG(status.st_mode))
            return 0;
        bytes += (uint64_t)status.st_size;
    }
    return bytes;
}

static void progress(struct run *run, int64_t begun, int64_t *shown)
{
    int64_t now = g_get_monotonic_time();
    if (!run->options->progress || now - *shown < 500000)
        return;
    *shown = now;
    double seconds = (double)(now - begun) / 1e6;
    fprintf(run->options->err, "\r%zu records, %.0f/s, %zu refused", run->totals.read,
            (double)run->totals.read / seconds, run->totals.refused);
    if (run->bytes > run->bytes_read && run->bytes_read > 0) {
        uint64_t left =
            (uint64_t)(seconds * (double)(run->bytes - run->bytes_read) / (double)run->bytes_read);
        fprintf(run->options->err, ", %" PRIu64 ":%02" PRIu64 ":%02" PRIu64 " left", left / 3600,
                left / 60 % 60, left % 60);
    }
    fputs(" \033[K", run->options->err);
    fflush(run->options->err);
}

/* What the workers told, and whether they go on. */
static void hear(struct run *run, int descriptor, GArray *told)
{
    if (crew_wait(run->crew, descriptor, told))
        records_fill(run->records);
    for (guint i = 0; i < told->len; i++)
        take(run, &g_array_index(told, struct told, i));
    g_array_set_size(told, 0);
    if (crew_failure(run->crew) == NULL)
        return;
    diag_add(run->diags, CODE_RESOURCE, NOWHERE, "%s", crew_failure(run->crew));
    run->failed = true;
}

static void work(struct run *run)
{
    g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(struct told));
    int64_t begun = g_get_monotonic_time(), shown = begun;
    while (!run->failed && (has_input(run) || g_queue_get_length(&run->slots) > 0)) {
        read_on(run);
        finish_all(run);
        bool waits = has_input(run) && run->records != NULL && crew_has_room(run->crew);
        int descriptor = waits ? records_waits(run->records) : -1;
        bool busy = g_queue_get_length(&run->slots) > 0;
        if (descriptor >= 0 || !busy)
            flush_lines(run); /* whoever asked may be waiting for the answer */
        if (!run->failed && (descriptor >= 0 || busy))
            hear(run, descriptor, told);
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
        job_free(job_read_source(source, NULL));
    diags_free(diags);
}

/* Says once what the kernel cannot do; false where that ends the run. */
static bool check_sandbox(struct run *run)
{
    const char *lacks = sandbox_lacks();
    if (lacks == NULL)
        return true;
    if (run->options->require_sandbox)
        diag_add(run->diags, CODE_SANDBOX_MISSING, NOWHERE,
                 "this kernel lacks %s, which --require-sandbox asks for", lacks);
    else
        diag_add(run->diags, CODE_SANDBOX_WEAK, NOWHERE,
                 "this kernel lacks %s: the workers are not confined by it", lacks);
    return !run->options->require_sandbox;
}

/* Rejects that were mended are fed again: from another file than the new ones go to. */
static bool is_source(struct run *run, const char *rejects)
{
    struct stat one, other;
    if (stat(rejects, &one) != 0)
        return false;
    for (const char *const *source = run->options->sources; *source != NULL; source++)
        if (stat(*source, &other) == 0 && one.st_dev == other.st_dev &&
            one.st_ino == other.st_ino) {
            diag_add(run->diags, CODE_OUTPUT_INPUT, NOWHERE,
                     "--rejects %s is a file that this run reads: choose another name", rejects);
            return true;
        }
    return false;
}

static bool open_run(struct run *run)
{
    const struct bulk_options *options = run->options;
    if (!check_sandbox(run))
        return false;
    if (options->rejects != NULL && is_source(run, options->rejects))
        return false;
    if (options->folder != NULL) {
        run->tree = tree_open(options->folder, run->diags);
        if (run->tree != NULL && (!options->site || options->shards > 0 ||
                                  tree_site_check(run->tree, run->diags)))
            run->journal = journal_open(run->tree, options->fingerprint, options->job.as_of,
                                        options->resume, run->diags);
        if (run->journal == NULL)
            return false;
    } else if ((run->ids = ids_new()) == NULL) {
        diag_add(run->diags, CODE_IO_WRITE, NOWHERE, "%s: %s", P_tmpdir, strerror(errno));
        return false;
    }
    if (options->rejects != NULL &&
        (run->rejects = rejects_open(options->rejects, run->diags)) == NULL)
        return false;
    warm_up(run->workshop);
    run->crew = crew_new(options, run->workshop, run->tree, run->diags);
    return run->crew != NULL;
}

static bool is_whole(const struct run *run)
{
    return !run->failed && stopped_by == 0;
}

/* Products whose records were lost, or refused without a word of their ids, only seem to be gone.
 */
static bool may_prune(const struct run *run)
{
    return run->options->prune && run->nameless == 0;
}

/* Of the index and the changes that are in place; a part's would not be the catalogue's. */
static bool write_site(struct run *run)
{
    return !run->options->site || run->options->shards > 0 ||
           site_write(run->tree, run->options, run->workshop, run->diags);
}

/* Changes, index, site and journal; a run that ended early leaves its journal to the next. */
static void close_run(struct run *run)
{
    if (run->journal != NULL && !is_whole(run))
        journal_leave(run->journal, run->diags);
    else if (run->journal != NULL)
        run->failed = !changes_write(run->journal, run->tree, may_prune(run), &run->totals,
                                     run->diags) ||
                      !journal_publish(run->journal, run->diags) || !write_site(run) ||
                      !journal_close(run->journal, run->diags);
    if (run->ids != NULL && !ids_good(run->ids))
        diag_add(run->diags, CODE_IO_WRITE, NOWHERE, "%s: %s", P_tmpdir, strerror(errno));
    if (run->rejects != NULL)
        rejects_close(run->rejects, run->diags);
    if (!run->failed)
        flush_lines(run);
}

static void print_findings(struct run *run)
{
    g_autoptr(GString) text = g_string_new(NULL);
    diags_sort(run->diags);
    run->options->print_findings(text, run->diags);
    fputs(text->str, run->options->err);
    run_fail_with(run, diags_status(run->diags, SEVERITY_ERROR));
}

static void print_summary(const struct run *run)
{
    g_autoptr(GString) text = g_string_new(NULL);
    totals_print(text, &run->totals);
    if (run->options->prune && !may_prune(run) && is_whole(run))
        g_string_append_printf(
            text, "nothing was pruned: %zu %s, so products may only seem to be gone\n",
            run->nameless,
            run->nameless == 1 ? "record is lost or has no id that can be read"
                               : "records are lost or have no id that can be read");
    if (!is_whole(run))
        g_string_append(text, NOT_WHOLE "\n");
    fputs(text->str, run->options->err);
}

/* Refused records are no failure where their share is one that is put up with. */
static int final_status(const struct run *run)
{
    const struct bulk_options *options = run->options;
    size_t allowed = run->totals.read * options->max_refused / 1000;
    if (stopped_by != 0 && run->status < BLAME_IO)
        return 128 + stopped_by;
    if (run->status == BLAME_INPUT && options->tolerates && run->totals.refused <= allowed)
        return 0;
    return run->status;
}

static void clear(struct run *run)
{
    records_free(run->records);
    g_queue_clear_full(&run->slots, (GDestroyNotify)(void (*)(void))slot_free);
    g_ptr_array_unref(run->placing);
    journal_free(run->journal);
    ids_free(run->ids);
    tree_free(run->tree);
    totals_clear(&run->totals);
    g_hash_table_unref(run->said);
    diags_free(run->diags);
}

int bulk_run(const struct bulk_options *options, struct workshop *workshop)
{
    struct sigaction before[G_N_ELEMENTS(stopping)];
    struct run run = {.options = options, .workshop = workshop, .source = options->sources};
    run.diags = diags_new(0);
    run.bytes = count_bytes(options->sources);
    run.placing = g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))slot_free);
    g_queue_init(&run.slots);
    totals_init(&run.totals);
    run.said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    catch_signals(before);
    fatal_say(options->folder != NULL ? NOT_WHOLE : "the run is not whole");
    bool opened = open_run(&run);
    if (opened)
        work(&run);
    crew_free(run.crew);
    if (opened)
        close_run(&run);
    fatal_say("no output is half written");
    print_findings(&run);
    if (opened)
        print_summary(&run);
    int status = final_status(&run);
    clear(&run);
    leave_signals(before);
    return status;
}
