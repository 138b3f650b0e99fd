/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: records in, results out, nothing kept between them. */
#include "bulk/worker.h"

#include "base/hash.h"
#include "bulk/entry.h"
#include "bulk/result.h"
#include "bulk/stream.h"
#include "bulk/tree.h"
#include "model/variant.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <sys/resource.h>

GString *worker_request(uint64_t number, const struct source *source)
{
    GString *message = message_new();
    message_add_number(message, number);
    message_add_text(message, source->name);
    message_add_number(message, source->line);
    message_add_text(message, source->header);
    message_add(message, source->bytes, source->size);
    message_seal(message);
    return message;
}

void worker_ask_id(GString *request)
{
    message_add_number(request, true);
    message_seal(request);
}

/* Only what one record needs. */
struct work {
    const struct bulk_options *options;
    struct workshop *workshop;
    int staging;
    const char *bytes; /* of the record */
    size_t size;
    bool id_only;
    struct job *job;
    struct outputs *outputs;
    struct entry_files files;
    struct date next;
    struct result *result;
};

static struct source *take_source(struct message *message, struct work *work)
{
    size_t size;
    g_autofree char *name = message_text(message);
    size_t line = message_number(message);
    g_autofree char *header = message_text(message);
    const char *bytes = message_bytes(message, &size);
    if (message->broken || name == NULL)
        return NULL;
    work->bytes = bytes;
    work->size = size;
    work->id_only = message->at < message->end;
    struct source *source = source_new(name, bytes, size);
    source->line = line;
    source->header = g_steal_pointer(&header);
    return source;
}

/* Whether the record is of the shard that is asked for: by its id, or its bytes where it has none
 * that can be read, so that every machine agrees. */
static bool is_mine(const struct work *work)
{
    unsigned shards = work->options->shards;
    const char *id = work->result->id;
    char hex[HASH_HEX_SIZE];
    if (shards == 0)
        return true;
    if (id != NULL)
        hash_sha256(id, strlen(id), hex);
    g_autofree char *head = g_strndup(id != NULL ? hex : work->job->digest, 8);
    return g_ascii_strtoull(head, NULL, 16) % shards + 1 == work->options->shard;
}

/* Notes where the outputs belong that were handed over since. */
static void note_files(struct work *work)
{
    for (size_t i = work->files.paths->len; i < outputs_count(work->outputs); i++) {
        size_t size;
        const char *bytes = g_bytes_get_data(outputs_bytes(work->outputs, i), &size);
        char hex[HASH_HEX_SIZE];
        hash_sha256(bytes, size, hex);
        g_ptr_array_add(work->files.digests, g_strdup(hex));
        g_ptr_array_add(
            work->files.paths,
            tree_path(work->result->id, outputs_name(work->outputs, i), work->options->flat));
    }
}

/* The label of one variant and its index entry. */
static bool make_label(struct work *work, const char *variant)
{
    struct job_options options = work->options->job;
    struct job *job = work->job;
    options.variant = variant;
    work->files.first = work->files.paths->len;
    if (!job_render(job, work->workshop, &options, work->outputs))
        return false;
    note_files(work);
    g_ptr_array_add(work->result->labels, entry_new(job->document, variant, work->options,
                                                    work->workshop, &work->files, &work->next));
    return true;
}

static bool make_labels(struct work *work)
{
    g_autofree const char **ids = variant_ids(work->job->document);
    if (ids[0] == NULL)
        return make_label(work, NULL);
    bool done = true;
    for (size_t i = 0; done && ids[i] != NULL; i++)
        done = make_label(work, ids[i]);
    return done;
}

static void report_staging(struct work *work, int error)
{
    work->result->outcome = OUTCOME_FAILED;
    g_autofree char *path =
        g_build_filename(work->options->folder, work->files.paths->pdata[0], NULL);
    diag_add(work->job->diags, CODE_IO_WRITE, NOWHERE, "%s: %s", path, strerror(error));
}

/* Puts the outputs where the supervisor finds them. */
static void hand_in(struct work *work)
{
    struct result *result = work->result;
    char buffer[11];
    result->outcome = OUTCOME_WRITTEN;
    result->next = g_strdup(date_known(work->next) ? date_format(work->next, buffer) : "");
    if (work->staging < 0)
        return;
    g_autofree char *prefix = g_strdup_printf("%" G_GUINT64_FORMAT, result->number);
    if (!outputs_stage(work->outputs, work->staging, prefix))
        report_staging(work, errno);
    for (guint i = 0; i < work->files.paths->len; i++)
        g_ptr_array_add(result->paths, g_strdup(work->files.paths->pdata[i]));
}

/* The id of a record that is JSON at least, so that its product is known where the rest is refused;
 * NULL: there is none that could be one. The caller frees. */
static char *find_id(const struct work *work)
{
    enum { LONGEST = 80 };
    json_t *object = json_loadb(work->bytes, work->size, JSON_REJECT_DUPLICATES, NULL);
    const char *id = json_string_value(json_object_get(object, "id"));
    bool good = id != NULL && *id != '\0' && strlen(id) <= LONGEST;
    for (const char *c = id; good && *c != '\0'; c++)
        good = g_ascii_isalnum(*c) || (c > id && strchr("._:-", *c) != NULL);
    char *copy = good ? g_strdup(id) : NULL;
    json_decref(object);
    return copy;
}

/* The id of a record that was lost: of JSON without judging it, which may be what it was lost to.
 */
static struct result *tell_id(struct work *work, uint64_t number, struct source *source)
{
    struct result *result = work->result = result_new(number);
    result->outcome = OUTCOME_FAILED;
    result->status = BLAME_INTERNAL;
    result->id = find_id(work);
    if (result->id != NULL) {
        source_free(source);
    } else {
        struct read_options reading = {work->options->map, work->options->tolerance, NULL};
        work->job = job_read_source(source, &reading);
        if (work->job->document != NULL)
            result->id = g_strdup(element_child_text(work->job->document->root, "id"));
        job_free(work->job);
        work->job = NULL;
    }
    if (result->id != NULL && !is_mine(work))
        result->outcome = OUTCOME_ELSEWHERE;
    return result;
}

static void judge(struct work *work)
{
    struct result *result = work->result;
    struct document *document = work->job->document;
    result->outcome = OUTCOME_REFUSED;
    if (document != NULL)
        result->id = g_strdup(element_child_text(document->root, "id"));
    else
        result->id = find_id(work);
    if (!is_mine(work))
        result->outcome = OUTCOME_ELSEWHERE;
    else if (document != NULL && make_labels(work))
        hand_in(work);
}

/* What was found, as text and as the codes of what refused the record. */
static void note_findings(struct work *work)
{
    struct diags *diags = work->job->diags;
    GString *text = g_string_new(NULL), *codes = g_string_new(NULL);
    diags_sort(diags);
    work->options->print_findings(text, diags);
    for (size_t i = 0; i < diags_count(diags); i++)
        if (diags_at(diags, i)->severity == SEVERITY_ERROR)
            g_string_append_printf(codes, "%s\n", code_info(diags_at(diags, i)->code)->name);
    work->result->findings = g_string_free(text, FALSE);
    work->result->codes = g_string_free(codes, FALSE);
    work->result->status = diags_status(diags, SEVERITY_ERROR);
}

static struct result *do_work(struct work *work, uint64_t number, struct source *source)
{
    work->result = result_new(number);
    work->next = NO_DATE;
    g_autoptr(GString) tolerated = g_string_new(NULL);
    struct read_options reading = {work->options->map, work->options->tolerance, tolerated};
    work->job = job_read_source(source, &reading);
    work->result->tolerated = g_strdup(tolerated->str);
    work->outputs = outputs_new(NULL, NULL);
    work->files = (struct entry_files){g_ptr_array_new_with_free_func(g_free),
                                       g_ptr_array_new_with_free_func(g_free), 0};
    judge(work);
    if (work->result->outcome != OUTCOME_ELSEWHERE)
        note_findings(work);
    if (work->staging < 0 && work->result->outcome != OUTCOME_ELSEWHERE)
        work->result->line = stream_line(work->result, work->job, work->outputs);
    g_ptr_array_unref(work->files.paths);
    g_ptr_array_unref(work->files.digests);
    outputs_free(work->outputs);
    job_free(work->job);
    return work->result;
}

/* So much time of the processor for the next record: then the kernel ends the process. */
static void limit_time(void)
{
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0)
        return;
    rlim_t wanted = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + WORKER_CPU_SECONDS;
    limit.rlim_cur = MIN(wanted, limit.rlim_max);
    setrlimit(RLIMIT_CPU, &limit);
}

void worker_run(int descriptor, int staging, const struct bulk_options *options,
                struct workshop *workshop)
{
    g_autoptr(GString) buffer = g_string_new(NULL);
    struct message message;
    while (message_receive(descriptor, buffer, &message)) {
        uint64_t number = message_number(&message);
        struct work work = {.options = options, .workshop = workshop, .staging = staging};
        struct source *source = take_source(&message, &work);
        if (source == NULL)
            return;
        limit_time();
        struct result *result =
            work.id_only ? tell_id(&work, number, source) : do_work(&work, number, source);
        GString *answer = result_pack(result);
        bool sent = message_send(descriptor, answer);
        g_string_free(answer, TRUE);
        result_free(result);
        if (!sent)
            return;
    }
}
