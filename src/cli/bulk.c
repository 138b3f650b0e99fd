/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel bulk`: a whole catalogue into a folder, or into a stream. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/number.h"
#include "base/url.h"
#include "bulk/bulk.h"
#include "bulk/site.h"
#include "cli/fingerprint.h"
#include "cli/looks.h"
#include "read/map.h"
#include "read/tolerance.h"
#include "report/report.h"

#include <string.h>
#include <unistd.h>

#define WORKERS_MAX 256

struct bulk_arguments {
    struct looks_words looks;
    GPtrArray *data_dirs, *tolerated;
    const char *map, *output, *workers, *shard, *rejects, *max_refused, *site;
    bool flat, resume, prune, require_sandbox;
};

#define FIELD(field) offsetof(struct bulk_arguments, field)

static const struct option_row rows[] = {
    {"output", 'o', "WHERE", "the folder for all outputs, or - for a line per record", OPTION_PLACE,
     FIELD(output)},
    {"map", 0, "FILE", "sources are CSV: this says what their columns mean", OPTION_FILE,
     FIELD(map)},
    {"tolerate", 0, "CODE,…", "leave out optional fields with such faults, and count them",
     OPTION_LIST, FIELD(tolerated)},
    {"jobs", 'j', "N", "workers at a time; default: one per processor", OPTION_TEXT,
     FIELD(workers)},
    {"resume", 0, NULL, "keep what an earlier run made and is still right", OPTION_FLAG,
     FIELD(resume)},
    {"site", 0, "URL", "an index of all pages, a feed and a calendar too, for this address",
     OPTION_MAYBE, FIELD(site)},
    {"prune", 0, NULL, "remove the files of products that are gone", OPTION_FLAG, FIELD(prune)},
    {"flat", 0, NULL, "all files in one folder", OPTION_FLAG, FIELD(flat)},
    {"shard", 0, "K/N", "only the K-th of N parts, by the records' ids", OPTION_TEXT, FIELD(shard)},
    {"rejects", 0, "FILE", "the bytes of refused records, to be mended and fed again", OPTION_OUTPUT,
     FIELD(rejects)},
    {"max-refused", 0, "N%", "exit with 0 while no more are refused", OPTION_TEXT,
     FIELD(max_refused)},
    {"require-sandbox", 0, NULL, "run only where the kernel can confine the workers", OPTION_FLAG,
     FIELD(require_sandbox)},
    {"layout", 'l', "LAYOUT,…", "layouts; default: panel", OPTION_NAMES, FIELD(looks.layouts)},
    {"lang", 'L', "LANG,…", "languages; default: each declaration's, else en", OPTION_LIST,
     FIELD(looks.languages)},
    {"format", 'f', "FORMAT,…", "formats; default: svg,json", OPTION_LIST, FIELD(looks.formats)},
    {"ink", 0, "INK,…", "colour (default), mono, or colour,mono", OPTION_LIST, FIELD(looks.inks)},
    {"theme", 0, "THEME,…", "the ground on a screen: light (default), dark, or light,dark",
     OPTION_LIST, FIELD(looks.themes)},
    {"as-of", 0, "DATE", "the day the labels are true for, YYYY-MM-DD; default: today (UTC)",
     OPTION_TEXT, FIELD(looks.as_of)},
    LOOKS_ROWS(struct bulk_arguments),
    {"allow-unreviewed", 0, NULL, "with --print: even words that no native speaker has read",
     OPTION_FLAG, FIELD(looks.allow_unreviewed)},
    {"strings", 0, "FILE", "approved wording that overlays a language's own (repeatable)",
     OPTION_FILES, FIELD(looks.strings)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_bulk = {
    .name = "bulk",
    .summary = "make the labels of a whole catalogue",
    .synopsis = "-o WHERE [OPTION]… SOURCE…",
    .description =
        "Makes the labels of every record of NDJSON catalogues, folders and files ('-' reads\n"
        "NDJSON from standard input), or with --map of CSV files. A bad record costs that\n"
        "record alone.",
    .options = rows,
    .reads_operands = true,
    .supervises = true,
    .run = run,
};

static int plan_formats(const struct cli *cli, const struct bulk_arguments *arguments,
                        GPtrArray *wanted, struct job_options *job)
{
    const GPtrArray *names = arguments->looks.formats;
    int status = looks_plan_formats(cli, &command_bulk, names, wanted);
    if (names->len == 0) {
        looks_add_writer(wanted, writer_find(arguments->looks.press.print ? "pdf" : "svg"));
        looks_add_writer(wanted, writer_find("json"));
        if (arguments->site)
            looks_add_writer(wanted, writer_find("html"));
    }
    job->formats = (const struct writer *const *)(const void *)options_end(wanted);
    return status;
}

static bool has_writer(GPtrArray *wanted, const char *name)
{
    return g_ptr_array_find(wanted, writer_find(name), NULL);
}

/* Takes the address as ASCII, with its last slash. */
static int plan_site(const struct cli *cli, const struct bulk_arguments *arguments,
                     GPtrArray *wanted, char **url, struct bulk_options *bulk)
{
    if (!arguments->site)
        return 0;
    bulk->site = true;
    if (!bulk->folder)
        return options_wrong(cli, &command_bulk, "--site makes files: say with -o in which folder");
    if (!has_writer(wanted, "html"))
        return options_wrong(cli, &command_bulk, "--site lists pages: add html to --format");
    if (!*arguments->site)
        return 0;
    g_autofree char *ascii = url_ascii(arguments->site);
    if (!ascii || strpbrk(ascii, "?#"))
        return options_wrong(cli, &command_bulk,
                             "--site=URL is where the folder will stand, such as "
                             "https://shop.example/updates/, not '%s'",
                             arguments->site);
    *url = g_strconcat(ascii, g_str_has_suffix(ascii, "/") ? "" : "/", NULL);
    bulk->site_url = *url;
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

static int plan(const struct cli *cli, struct bulk_arguments *arguments, GPtrArray *wanted,
                char **url, struct bulk_options *bulk)
{
    if (!arguments->output)
        return options_wrong(cli, &command_bulk, "say where with -o: a folder, or -");
    bulk->job.by_id = true;
    bulk->folder = strcmp(arguments->output, "-") == 0 ? NULL : arguments->output;
    bulk->flat = arguments->flat;
    bulk->resume = arguments->resume;
    bulk->prune = arguments->prune;
    bulk->require_sandbox = arguments->require_sandbox;
    bulk->rejects = arguments->rejects;
    int status = plan_formats(cli, arguments, wanted, &bulk->job);
    if (status == 0)
        status = looks_plan(cli, &command_bulk, &arguments->looks, NULL, &bulk->job);
    if (status == 0)
        status = plan_site(cli, arguments, wanted, url, bulk);
    if (status == 0)
        status = plan_workers(cli, arguments->workers, &bulk->workers);
    if (status == 0)
        status = plan_shard(cli, arguments->shard, bulk);
    if (status == 0)
        status = plan_refused(cli, arguments->max_refused, bulk);
    return status;
}

static int bulk(const struct cli *cli, struct bulk_arguments *arguments, char **sources)
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
    g_autofree char *url = NULL;
    int status = plan(cli, arguments, writers_wanted, &url, &options);
    if (status == 0)
        status = plan_tolerance(cli, arguments->tolerated, &tolerance);
    if (status == 0 && arguments->map)
        map = labels_load_map(cli, arguments->map, &status);
    options.map = map;
    options.tolerance = arguments->tolerated->len > 0 ? &tolerance : NULL;
    struct workshop *workshop = workshop_new(options_end(arguments->data_dirs));
    if (status == 0)
        status = labels_prepare(cli, &command_bulk, &options.job, workshop);
    if (status == 0) {
        fingerprint_take(&options, &arguments->looks, arguments->map, arguments->tolerated,
                         workshop_assets(workshop), fingerprint);
        options.fingerprint = fingerprint;
        status = *sources ? bulk_run(&options, workshop) : site_run(&options, workshop);
    }
    workshop_free(workshop);
    map_free(map);
    press_clear(&options.job.press);
    return status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    g_autoptr(GPtrArray) tolerated = options_list_new();
    g_autofree char **sources = NULL;
    struct bulk_arguments arguments = {.data_dirs = data_dirs, .tolerated = tolerated};
    looks_init(&arguments.looks);
    enum options_result parsed =
        options_parse(cli, &command_bulk, argc, argv, &arguments, &sources);
    int status = parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    if (parsed == OPTIONS_RUN)
        status = *sources || arguments.site
                     ? bulk(cli, &arguments, sources)
                     : options_wrong(cli, &command_bulk,
                                     "a SOURCE is missing ('-' reads standard input)");
    looks_clear(&arguments.looks);
    return status;
}
