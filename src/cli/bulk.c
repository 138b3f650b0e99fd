/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel bulk`: a whole catalogue into a folder, or into a stream. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/hash.h"
#include "base/number.h"
#include "bulk/bulk.h"
#include "cli/version.h"
#include "job/name.h"
#include "read/map.h"
#include "read/tolerance.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORKERS_MAX 256

struct bulk_arguments {
    GPtrArray *layouts, *languages, *formats, *inks, *data_dirs, *tolerated;
    const char *map, *output, *workers, *shard, *rejects, *max_refused, *as_of, *text;
    bool flat, resume, prune, require_sandbox;
};

#define FIELD(field) offsetof(struct bulk_arguments, field)

static const struct option_row rows[] = {
    {"output", 'o', "WHERE", "the folder for all outputs, or - for a line per record", OPTION_TEXT,
     FIELD(output)},
    {"map", 0, "FILE", "sources are CSV: this says what their columns mean", OPTION_TEXT, FIELD(map)},
    {"tolerate", 0, "CODE,…", "leave out optional fields with such faults, and count them",
     OPTION_LIST, FIELD(tolerated)},
    {"jobs", 'j', "N", "workers at a time; default: one per processor", OPTION_TEXT, FIELD(workers)},
    {"resume", 0, NULL, "keep what an earlier run made and is still right", OPTION_FLAG,
     FIELD(resume)},
    {"prune", 0, NULL, "remove the files of products that are gone", OPTION_FLAG, FIELD(prune)},
    {"flat", 0, NULL, "all files in one folder", OPTION_FLAG, FIELD(flat)},
    {"shard", 0, "K/N", "only the K-th of N parts, by the records' ids", OPTION_TEXT, FIELD(shard)},
    {"rejects", 0, "FILE", "the bytes of refused records, to be mended and fed again", OPTION_TEXT,
     FIELD(rejects)},
    {"max-refused", 0, "N%", "exit with 0 while no more are refused", OPTION_TEXT,
     FIELD(max_refused)},
    {"require-sandbox", 0, NULL, "run only where the kernel can confine the workers", OPTION_FLAG,
     FIELD(require_sandbox)},
    {"layout", 'l', "LAYOUT,…", "layouts; default: panel", OPTION_LIST, FIELD(layouts)},
    {"lang", 'L', "LANG,…", "languages; default: each declaration's, else en", OPTION_LIST,
     FIELD(languages)},
    {"format", 'f', "FORMAT,…", "formats; default: svg,json", OPTION_LIST, FIELD(formats)},
    {"ink", 0, "INK,…", "colour (default), mono, or both", OPTION_LIST, FIELD(inks)},
    {"as-of", 0, "DATE", "the day the labels are true for, YYYY-MM-DD; default: today (UTC)",
     OPTION_TEXT, FIELD(as_of)},
    {"text", 0, "KIND", "SVG text as outline (default) or live", OPTION_TEXT, FIELD(text)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_EACH,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_bulk = {
    .name = "bulk",
    .summary = "make the labels of a whole catalogue",
    .synopsis = "-o WHERE [OPTION]… SOURCE…",
    .description = "Makes the labels of every record of NDJSON catalogues, folders and files ('-' reads\n"
                   "NDJSON from standard input), or with --map of CSV files. A bad record costs that\n"
                   "record alone.",
    .options = rows,
    .run = run,
};

static int plan_formats(const struct cli *cli, const GPtrArray *names, GPtrArray *writers_wanted)
{
    static const char *const customary[] = {"svg", "json"};
    for (guint i = 0; i < names->len; i++) {
        const struct writer *writer = writer_find(names->pdata[i]);
        if (writer == NULL)
            return options_wrong(cli, &command_bulk, "there is no format '%s'",
                                 (const char *)names->pdata[i]);
        if (!g_ptr_array_find(writers_wanted, writer, NULL))
            g_ptr_array_add(writers_wanted, (void *)(uintptr_t)writer);
    }
    for (size_t i = 0; names->len == 0 && i < G_N_ELEMENTS(customary); i++)
        g_ptr_array_add(writers_wanted, (void *)(uintptr_t)writer_find(customary[i]));
    return 0;
}

static int plan_workers(const struct cli *cli, const char *text, unsigned *workers)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    *workers = (unsigned)CLAMP(processors, 1, WORKERS_MAX);
    if (text && (!number_parse_uint(text, workers) || *workers < 1 || *workers > WORKERS_MAX))
        return options_wrong(cli, &command_bulk, "--jobs is a number from 1 to %d, not '%s'",
                             WORKERS_MAX, text);
    return 0;
}

static int plan_shard(const struct cli *cli, const char *text, struct bulk_options *bulk)
{
    if (!text)
        return 0;
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    if (g_strv_length(parts) != 2 || !number_parse_uint(parts[0], &bulk->shard) ||
        !number_parse_uint(parts[1], &bulk->shards) || bulk->shard < 1 ||
        bulk->shard > bulk->shards)
        return options_wrong(cli, &command_bulk, "--shard is K/N such as 2/8, not '%s'", text);
    return 0;
}

/* "2%" or "0.5%" in thousandths. */
static int plan_refused(const struct cli *cli, const char *text, struct bulk_options *bulk)
{
    int32_t milli = 0;
    if (!text)
        return 0;
    g_autofree char *figure = g_strndup(text, MAX(strlen(text), 1) - 1);
    if (!g_str_has_suffix(text, "%") || !number_parse_milli(figure, &milli) || milli < 0 ||
        milli > 100000)
        return options_wrong(cli, &command_bulk, "--max-refused is a share such as 2%%, not '%s'",
                             text);
    bulk->tolerates = true;
    bulk->max_refused = (unsigned)milli / 100;
    return 0;
}

static int plan_text(const struct cli *cli, const char *text, struct job_options *job)
{
    job->live_text = text && strcmp(text, "live") == 0;
    if (text && !job->live_text && strcmp(text, "outline") != 0)
        return options_wrong(cli, &command_bulk, "--text is outline or live, not '%s'", text);
    return 0;
}

static int plan_tolerance(const struct cli *cli, const GPtrArray *names,
                          struct tolerance *tolerance)
{
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *why = NULL;
        if (!tolerance_add(tolerance, names->pdata[i], &why))
            return options_wrong(cli, &command_bulk, "--tolerate: %s", why);
    }
    return 0;
}

static int plan(const struct cli *cli, const struct bulk_arguments *arguments,
                GPtrArray *writers_wanted, struct bulk_options *bulk)
{
    static char panel[] = "panel";
    if (!arguments->output)
        return options_wrong(cli, &command_bulk, "say where with -o: a folder, or -");
    if (arguments->layouts->len == 0)
        g_ptr_array_add(arguments->layouts, panel);
    bulk->job.layouts = options_end(arguments->layouts);
    bulk->job.languages = options_end(arguments->languages);
    bulk->job.dpi = 300;
    bulk->job.by_id = true;
    bulk->folder = strcmp(arguments->output, "-") == 0 ? NULL : arguments->output;
    bulk->flat = arguments->flat;
    bulk->resume = arguments->resume;
    bulk->prune = arguments->prune;
    bulk->require_sandbox = arguments->require_sandbox;
    bulk->rejects = arguments->rejects;
    int status = plan_formats(cli, arguments->formats, writers_wanted);
    bulk->job.formats = (const struct writer *const *)(const void *)options_end(writers_wanted);
    if (status == 0)
        status = labels_plan_inks(cli, &command_bulk, arguments->inks, &bulk->job);
    if (status == 0)
        status = labels_plan_date(cli, &command_bulk, arguments->as_of, &bulk->job);
    if (status == 0)
        status = plan_text(cli, arguments->text, &bulk->job);
    if (status == 0)
        status = plan_workers(cli, arguments->workers, &bulk->workers);
    if (status == 0)
        status = plan_shard(cli, arguments->shard, bulk);
    if (status == 0)
        status = plan_refused(cli, arguments->max_refused, bulk);
    return status;
}

static void print_list(FILE *out, const char *name, const char *const *list)
{
    fprintf(out, "%s", name);
    for (; *list; list++)
        fprintf(out, " %s", *list);
    fputc('\n', out);
}

static void print_digest(FILE *out, const char *name, struct source *source)
{
    char hex[HASH_HEX_SIZE];
    if (source) {
        hash_sha256(source->bytes, source->size, hex);
        fprintf(out, "%s %s\n", name, hex);
    }
    source_free(source);
}

/* The digest of a file of the user's own. */
static void print_file(FILE *out, const char *path)
{
    struct diags *diags = diags_new(0);
    print_digest(out, path, source_read(path, NULL, SOURCE_MAX_BYTES, diags));
    diags_free(diags);
}

/* The digest of a template's or catalogue's file. */
static void print_asset(FILE *out, const struct assets *assets, const char *path)
{
    struct diags *diags = diags_new(0);
    if (strchr(path, '/') && g_str_has_suffix(path, ".xml") && path[0] != 't')
        print_file(out, path);
    else
        print_digest(out, path, assets_open(assets, path, diags));
    diags_free(diags);
}

static void print_reading(FILE *out, const struct bulk_arguments *arguments)
{
    for (guint i = 0; i < arguments->tolerated->len; i++)
        fprintf(out, "tolerate %s\n", (const char *)arguments->tolerated->pdata[i]);
    fprintf(out, "map %d\n", arguments->map != NULL);
    if (arguments->map)
        print_file(out, arguments->map);
}

static void print_assets(FILE *out, const struct assets *assets, const struct job_options *job)
{
    g_autoptr(GPtrArray) strings = assets_list(assets, "templates/strings/");
    for (guint i = 0; i < strings->len; i++)
        print_asset(out, assets, strings->pdata[i]);
    for (const char *const *layout = job->layouts; *layout; layout++) {
        bool own = strchr(*layout, '/') || g_str_has_suffix(*layout, ".xml");
        g_autofree char *path =
            own ? g_strdup(*layout) : g_strconcat("templates/", *layout, ".xml", NULL);
        print_asset(out, assets, path);
    }
    print_asset(out, assets, "templates/icons.xml");
}

/* All that decides outputs besides record and day: program, fonts, data, options. */
static void take_fingerprint(const struct bulk_options *bulk,
                             const struct bulk_arguments *arguments, const struct assets *assets,
                             char hex[HASH_HEX_SIZE])
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        abort();
    version_print(out);
    print_list(out, "layouts", bulk->job.layouts);
    print_list(out, "languages", bulk->job.languages);
    for (const struct writer *const *format = bulk->job.formats; *format; format++)
        fprintf(out, "format %s\n", (*format)->name);
    fprintf(out, "%d %d %d %d %u/%u\n", bulk->job.colour, bulk->job.mono, bulk->job.live_text,
            bulk->flat, bulk->shard, bulk->shards);
    print_assets(out, assets, &bulk->job);
    print_reading(out, arguments);
    fclose(out);
    hash_sha256(text, size, hex);
    free(text);
}

static int bulk(const struct cli *cli, const struct bulk_arguments *arguments, char **sources)
{
    char fingerprint[HASH_HEX_SIZE];
    g_autoptr(GPtrArray) writers_wanted = g_ptr_array_new();
    struct bulk_options options = {.sources = (const char *const *)sources,
                                   .print_findings = report_text_findings,
                                   .in = cli->in,
                                   .out = cli->out,
                                   .err = cli->err,
                                   .progress = isatty(fileno(cli->err)) == 1};
    struct tolerance tolerance = {0};
    struct map *map = NULL;
    int status = plan(cli, arguments, writers_wanted, &options);
    if (status == 0)
        status = plan_tolerance(cli, arguments->tolerated, &tolerance);
    if (status == 0 && arguments->map)
        map = labels_load_map(cli, arguments->map, &status);
    if (status != 0)
        return status;
    options.map = map;
    options.tolerance = arguments->tolerated->len > 0 ? &tolerance : NULL;
    struct workshop *workshop = workshop_new(options_end(arguments->data_dirs));
    status = labels_prepare(cli, &command_bulk, &options.job, workshop);
    if (status == 0) {
        take_fingerprint(&options, arguments, workshop_assets(workshop), fingerprint);
        options.fingerprint = fingerprint;
        status = bulk_run(&options, workshop);
    }
    workshop_free(workshop);
    map_free(map);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) layouts = options_list_new();
    g_autoptr(GPtrArray) languages = options_list_new();
    g_autoptr(GPtrArray) formats = options_list_new();
    g_autoptr(GPtrArray) inks = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autoptr(GPtrArray) tolerated = options_list_new();
    struct bulk_arguments arguments = {.layouts = layouts,
                                       .languages = languages,
                                       .formats = formats,
                                       .inks = inks,
                                       .data_dirs = data_dirs,
                                       .tolerated = tolerated};
    g_autofree char **sources = NULL;
    enum options_result parsed =
        options_parse(cli, &command_bulk, argc, argv, &arguments, &sources);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (!*sources)
        return options_wrong(cli, &command_bulk, "a SOURCE is missing ('-' reads standard input)");
    return bulk(cli, &arguments, sources);
}
