/* SPDX-License-Identifier: Apache-2.0 */
/* `uplabel proof`: labels for those who judge them: every state of a layout, or those of a job. */
#include "cli/labels.h"
#include "cli/options.h"

#include "base/text.h"
#include "layout/proof.h"
#include "model/variant.h"
#include "read/records.h"
#include "write/copy.h"
#include "write/pdf.h"

#include <string.h>

struct proof_options {
    GPtrArray *layouts, *languages, *inks, *strings, *data_dirs;
    const char *output, *copy, *variant, *market, *as_of, *gs1;
};

#define PAGES_NAME "proof.pdf"
#define COPY_NAME "copy.csv"

#define FIELD(field) offsetof(struct proof_options, field)

static const struct option_row rows[] = {
    {"layout", 'l', "LAYOUT,…", "layouts, or template FILEs; default: panel", OPTION_NAMES,
     FIELD(layouts)},
    {"lang", 'L', "LANG,…", "languages; default: en, of a SOURCE the declaration's", OPTION_LIST,
     FIELD(languages)},
    {"ink", 0, "INK,…", "colour, mono; default: colour, of the states both", OPTION_LIST,
     FIELD(inks)},
    {"output", 'o', "WHERE", "a folder, a file, or - for standard output; default: proof.pdf",
     OPTION_PLACE, FIELD(output)},
    {"copy", 0, "FILE", "every printed word as a table: CSV, or - for standard output", OPTION_PLACE,
     FIELD(copy)},
    {"variant", 0, "ID", "of a SOURCE: the product variant the label is for", OPTION_TEXT,
     FIELD(variant)},
    {"market", 0, "XX", "of a SOURCE: the market that chooses the variant", OPTION_TEXT,
     FIELD(market)},
    {"as-of", 0, "DATE", "the day labels are true for; default: today, of the states 2026-06-15",
     OPTION_TEXT, FIELD(as_of)},
    {"gs1", 0, "HOST", "of a SOURCE: the code leads to https://HOST/01/GTIN", OPTION_TEXT,
     FIELD(gs1)},
    {"strings", 0, "FILE", "approved wording that overlays a language's own (repeatable)",
     OPTION_FILES, FIELD(strings)},
    {"data-dir", 0, "DIR", "look for templates and strings here first (repeatable)", OPTION_DATA,
     FIELD(data_dirs)},
    {0},
};

static int run(const struct cli *cli, int argc, char **argv);

const struct command command_proof = {
    .name = "proof",
    .summary = "lay out labels for approval, or every state of a layout",
    .synopsis = "[OPTION]… [SOURCE…]",
    .description =
        "Lays out the labels of declarations at true size, each with what identifies it and a box\n"
        "for approval. Without SOURCE: every state of a layout in a language on one sheet, for "
        "those\n"
        "who translate or design. Makes one PDF.",
    .options = rows,
    .reads_operands = true,
    .run = run,
};

/* A proof under work. */
struct proofing {
    const struct cli *cli;
    struct workshop *workshop;
    struct job_options job;
    GPtrArray *labels; /* of struct label, until they are laid out … */
    bool listed;       /* … and their words are listed */
    GPtrArray *pages;  /* of struct scene */
    int status;
};

/* Pages */

static void free_page(void *page)
{
    scene_free(page);
}

/* Lays a proof out behind the pages there are, and frees it. */
static void add_pages(struct proofing *proofing, struct proof *proof)
{
    struct diags *diags = diags_new(0);
    GPtrArray *pages = proof_pages(proof, workshop_fontset(proofing->workshop), diags);
    if (pages)
        g_ptr_array_extend_and_steal(proofing->pages, pages);
    proofing->status = worst(proofing->status, diags_status(diags, SEVERITY_ERROR));
    labels_print_findings(proofing->cli, diags);
    diags_free(diags);
    proof_free(proof);
}

static char *safe_basename(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    return text_safe(name);
}

/* What went wrong, as sentences. */
static char *reasons(struct diags *diags)
{
    GString *text = g_string_new(NULL);
    diags_sort(diags);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->severity == SEVERITY_ERROR)
            g_string_append_printf(text, "%s%s: %s", text->len > 0 ? " — " : "",
                                   code_info(diag->code)->name, diag->text);
    }
    g_autofree char *raw = g_string_free(text, FALSE);
    return text_safe(raw);
}

static void add_missing(struct proofing *proofing, struct proof *proof, const char *layout,
                        struct diags *diags, const char *title)
{
    const struct template *template = workshop_template(proofing->workshop, layout, diags);
    int32_t width, height;
    g_autofree char *why = reasons(diags);
    template_size(template, &width, &height);
    proof_add_missing(proof, width, height, why, title);
}

/* Labels of a job */

static char *words_fact(const struct label *label)
{
    if (label->texts == 0)
        return g_strdup("none");
    if (label->drafts == 0)
        return g_strdup_printf("%u texts, all reviewed", label->texts);
    return g_strdup_printf("%u texts, %u unreviewed", label->texts, label->drafts);
}

/* In groups that lines can be broken between. */
static char *digest_fact(const struct label *label)
{
    GString *groups = g_string_new(NULL);
    for (size_t i = 0; label->digest[i] != '\0'; i++) {
        if (i > 0 && i % 16 == 0)
            g_string_append_c(groups, ' ');
        g_string_append_c(groups, label->digest[i]);
    }
    return g_string_free(groups, FALSE);
}

static void add_label(struct proof *proof, const struct label *label)
{
    g_autofree char *title = g_path_get_basename(label->file);
    g_autofree char *language = g_strdup_printf("%s (%s)", label->language_name, label->language);
    g_autofree char *layout =
        g_strdup_printf("%s, %s", label->scene->layout, label->scene->mono ? "mono" : "colour");
    g_autofree char *words = words_fact(label);
    g_autofree char *digest = digest_fact(label);
    proof_add(proof, label->scene, title);
    proof_say(proof, "SKU", label->sku);
    if (label->variant)
        proof_say(proof, "Variant", label->variant);
    proof_say(proof, "Language", language);
    proof_say(proof, "Layout", layout);
    proof_say(proof, "Revision", label->revision ? label->revision : "none declared");
    proof_say(proof, "Words", words);
    proof_say(proof, "SHA-256", digest);
    proof_ask_approval(proof);
}

/* A refused file has a frame too, so that nobody takes its labels for approved. */
static void add_job(struct proofing *proofing, struct proof *proof, struct job *job)
{
    unsigned first = proofing->labels->len;
    job_draw(job, proofing->workshop, &proofing->job, proofing->labels);
    for (unsigned i = first; i < proofing->labels->len; i++)
        add_label(proof, label_at(proofing->labels, i));
    labels_print_findings(proofing->cli, job->diags);
    if (first == proofing->labels->len) {
        g_autofree char *name = safe_basename(job->file);
        g_autofree char *title =
            job->line > 0 ? g_strdup_printf("%s:%zu", name, job->line) : g_strdup(name);
        add_missing(proofing, proof, proofing->job.layouts[0], job->diags, title);
    }
    proofing->status = worst(proofing->status, diags_status(job->diags, SEVERITY_ERROR));
}

static void add_source(struct proofing *proofing, struct proof *proof, const char *source,
                       struct outputs *outputs)
{
    struct records *records = records_open(source, proofing->cli->in);
    for (struct job *job; (job = job_next(records)); job_free(job)) {
        outputs_protect(outputs, job->file);
        add_job(proofing, proof, job);
    }
    records_free(records);
}

static void prove_files(struct proofing *proofing, char **files, struct outputs *outputs)
{
    char as_of[11];
    g_autofree char *details =
        g_strdup_printf("Labels as of %s at true size, made by uplabel %s. Judge colours on a "
                        "proof of the press.",
                        date_format(proofing->job.as_of, as_of), PACKAGE_VERSION);
    struct proof *proof = proof_new(PROOF_PAGES, "Proof for approval", details);
    for (; *files; files++)
        add_source(proofing, proof, *files, outputs);
    add_pages(proofing, proof);
}

/* States of a layout */

/* The errors of a state, with their place; its warnings are those of all others. */
static void print_errors(const struct cli *cli, const struct job *job, const char *state)
{
    struct diags *errors = diags_new(0);
    for (size_t i = 0; i < diags_count(job->diags); i++) {
        const struct diag *diag = diags_at(job->diags, i);
        if (diag->severity == SEVERITY_ERROR)
            diag_add(errors, diag->code, (struct place){NULL, NO_OFFSET, diag->pointer},
                     "state %s: %s", state, diag->text);
    }
    labels_print_findings(cli, errors);
    diags_free(errors);
}

/* One state in one ink, which proofing->job tells. */
static void add_state(struct proofing *proofing, struct proof *proof, struct job *job,
                      const char *state)
{
    struct diags *others = job->diags;
    unsigned first = proofing->labels->len;
    g_autofree char *file = safe_basename(job->file);
    g_autofree char *origin =
        g_strdup_printf("%s, %s", file, proofing->job.mono ? "mono" : "colour");
    job->diags = diags_new(0);
    proofing->job.variant = state;
    if (job_draw(job, proofing->workshop, &proofing->job, proofing->labels)) {
        proof_add(proof, label_at(proofing->labels, first)->scene, state);
    } else {
        print_errors(proofing->cli, job, state);
        add_missing(proofing, proof, proofing->job.layouts[0], job->diags, state);
        proofing->status = worst(proofing->status, BLAME_INPUT);
    }
    proof_say(proof, NULL, origin);
    diags_free(job->diags);
    job->diags = others;
}

/* Every state that a data file declares. */
static void add_states(struct proofing *proofing, struct proof *proof, const char *path,
                       bool colour, bool mono)
{
    struct diags *diags = diags_new(0);
    struct source *source = assets_open(workshop_assets(proofing->workshop), path, diags);
    struct job *job = source ? job_read_source(source, NULL) : NULL;
    g_autofree const char **states = job && job->document ? variant_ids(job->document) : NULL;
    for (size_t i = 0; states && states[i]; i++) {
        for (int ink = 0; ink < 2; ink++) {
            if (ink == 0 ? !colour : !mono)
                continue;
            proofing->job.colour = ink == 0;
            proofing->job.mono = ink == 1;
            add_state(proofing, proof, job, states[i]);
        }
    }
    struct diags *said = job ? job->diags : diags;
    proofing->status = worst(proofing->status, diags_status(said, SEVERITY_ERROR));
    labels_print_findings(proofing->cli, said);
    job_free(job);
    diags_free(diags);
}

static char *sheet_title(struct proofing *proofing, const char *layout, const char *languages)
{
    g_auto(GStrv) tags = g_strsplit(languages, "+", -1);
    g_autoptr(GString) names = g_string_new(NULL);
    for (char **tag = tags; *tag; tag++) {
        const struct catalogue *catalogue = workshop_catalogue(proofing->workshop, *tag, NULL);
        g_string_append_printf(names, "%s%s (%s%s)", names->len > 0 ? ", " : "",
                               catalogue_name(catalogue), *tag,
                               catalogue_reviewed(catalogue) ? "" : ", unreviewed draft");
    }
    return g_strdup_printf("Layout %s in %s", layout, names->str);
}

static void prove_states(struct proofing *proofing, const char *layout, const char *language)
{
    const char *const layouts[] = {layout, NULL}, *const languages[] = {language, NULL};
    const struct job_options whole = proofing->job;
    const struct template *template = workshop_template(proofing->workshop, layout, NULL);
    char as_of[11];
    g_autofree char *title = sheet_title(proofing, template_name(template), language);
    g_autofree char *details =
        g_strdup_printf("Every state of the label as of %s, at true size, made by uplabel %s.",
                        date_format(whole.as_of, as_of), PACKAGE_VERSION);
    struct proof *proof = proof_new(PROOF_ONE_SHEET, title, details);
    g_autoptr(GPtrArray) paths =
        assets_list(workshop_assets(proofing->workshop), "templates/proof/");
    proofing->job.layouts = layouts;
    proofing->job.languages = languages;
    for (unsigned i = 0; i < paths->len; i++)
        add_states(proofing, proof, paths->pdata[i], whole.colour, whole.mono);
    proofing->job = whole;
    add_pages(proofing, proof);
    if (!proofing->listed)
        g_ptr_array_set_size(proofing->labels, 0);
}

static void prove_layouts(struct proofing *proofing)
{
    for (const char *const *language = proofing->job.languages; *language; language++)
        for (const char *const *layout = proofing->job.layouts; *layout; layout++)
            prove_states(proofing, *layout, *language);
}

/* Outputs */

static int take_pages(struct proofing *proofing, const char *name, struct outputs *outputs)
{
    struct write_options options = {0};
    struct pdf_pages pdf = {
        .scenes = (const struct scene *const *)(const void *)proofing->pages->pdata,
        .count = proofing->pages->len,
        .language = "en",
        .options = &options,
    };
    struct diags *diags = diags_new(0);
    GBytes *bytes = pdf_write_pages(&pdf, diags);
    if (bytes)
        outputs_take(outputs, g_strdup(name), bytes);
    int status = diags_status(diags, SEVERITY_ERROR);
    labels_print_findings(proofing->cli, diags);
    diags_free(diags);
    return status;
}

/* The copy goes to a place of its own. */
static int write_copy(const struct proofing *proofing, const struct labels_where *where,
                      char **files)
{
    struct outputs *outputs = outputs_new(where->folder, proofing->cli->out);
    for (; *files; files++)
        if (strcmp(*files, "-") != 0)
            outputs_protect(outputs, *files);
    outputs_take(outputs, g_strdup(where->file ? where->file : COPY_NAME),
                 copy_write(proofing->labels));
    int status = labels_commit(proofing->cli, outputs);
    outputs_free(outputs);
    return status;
}

static void prove(struct proofing *proofing, const struct labels_where *where,
                  const struct labels_where *copy, char **files)
{
    struct outputs *outputs = outputs_new(where->folder, proofing->cli->out);
    if (*files)
        prove_files(proofing, files, outputs);
    else
        prove_layouts(proofing);
    if (proofing->pages->len > 0)
        proofing->status =
            worst(proofing->status,
                  take_pages(proofing, where->file ? where->file : PAGES_NAME, outputs));
    proofing->status = worst(proofing->status, labels_commit(proofing->cli, outputs));
    if (copy)
        proofing->status = worst(proofing->status, write_copy(proofing, copy, files));
    outputs_free(outputs);
}

/* The command line */

static int plan_inks(const struct cli *cli, const struct proof_options *options, bool states,
                     struct job_options *job)
{
    int status = labels_plan_inks(cli, &command_proof, options->inks, job);
    if (states && options->inks->len == 0)
        job->mono = true;
    return status;
}

/* States are those of a day that does not change, unless one is named. */
static int plan(const struct cli *cli, const struct proof_options *options, bool states,
                struct job_options *job)
{
    static char panel[] = "panel", english[] = "en";
    if (options->layouts->len == 0)
        g_ptr_array_add(options->layouts, panel);
    if (states && options->languages->len == 0)
        g_ptr_array_add(options->languages, english);
    job->layouts = options_end(options->layouts);
    job->languages = options_end(options->languages);
    job->variant = options->variant;
    job->market = options->market;
    job->strings = options_end(options->strings);
    if (states && (options->variant || options->market || options->gs1))
        return options_wrong(cli, &command_proof, "--%s is for a SOURCE",
                             options->variant  ? "variant"
                             : options->market ? "market"
                                               : "gs1");
    if (g_strcmp0(options->output, "-") == 0 && g_strcmp0(options->copy, "-") == 0)
        return options_wrong(cli, &command_proof, "-o and --copy cannot both be standard output");
    int status = plan_inks(cli, options, states, job);
    if (status == 0)
        status = labels_plan_gs1(cli, &command_proof, options->gs1, job);
    return status != 0
               ? status
               : labels_plan_date(cli, &command_proof,
                                  states && !options->as_of ? "2026-06-15" : options->as_of, job);
}

/* Whether the table would replace the pages. */
static bool same_place(const struct labels_where *where, const struct labels_where *copy)
{
    return where->folder && copy->folder && strcmp(where->folder, copy->folder) == 0 &&
           strcmp(where->file ? where->file : PAGES_NAME, copy->file ? copy->file : COPY_NAME) == 0;
}

static int proof(const struct cli *cli, const struct proof_options *options, char **files)
{
    struct proofing proofing = {.cli = cli, .listed = options->copy != NULL};
    int status = plan(cli, options, !*files, &proofing.job);
    if (status != 0)
        return status;
    struct labels_where where, copy = {0};
    labels_plan_where(options->output, &where);
    if (options->copy)
        labels_plan_where(options->copy, &copy);
    if (options->copy && same_place(&where, &copy)) {
        labels_where_clear(&where);
        labels_where_clear(&copy);
        return options_wrong(cli, &command_proof, "-o and --copy name the same file");
    }
    proofing.workshop = workshop_new(options_end(options->data_dirs));
    proofing.labels = labels_new();
    proofing.pages = g_ptr_array_new_with_free_func(free_page);
    proofing.status = labels_prepare(cli, &command_proof, &proofing.job, proofing.workshop);
    if (proofing.status == 0)
        prove(&proofing, &where, options->copy ? &copy : NULL, files);
    if (proofing.status == 0)
        labels_judge_use(cli, proofing.workshop);
    g_ptr_array_unref(proofing.pages);
    g_ptr_array_unref(proofing.labels);
    workshop_free(proofing.workshop);
    labels_where_clear(&where);
    labels_where_clear(&copy);
    return proofing.status;
}

static int run(const struct cli *cli, int argc, char **argv)
{
    g_autoptr(GPtrArray) layouts = options_list_new();
    g_autoptr(GPtrArray) languages = options_list_new();
    g_autoptr(GPtrArray) inks = options_list_new();
    g_autoptr(GPtrArray) strings = options_list_new();
    g_autoptr(GPtrArray) data_dirs = options_list_new();
    struct proof_options options = {.layouts = layouts,
                                    .languages = languages,
                                    .inks = inks,
                                    .strings = strings,
                                    .data_dirs = data_dirs,
                                    .output = "."};
    g_autofree char **files = NULL;
    enum options_result parsed = options_parse(cli, &command_proof, argc, argv, &options, &files);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_DONE ? 0 : BLAME_USE;
    return proof(cli, &options, files);
}
