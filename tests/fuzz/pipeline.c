/* SPDX-License-Identifier: Apache-2.0 */
/* The way of an input through the program, with a judge at every stage. */
#include "fuzz.h"

#include "base/text.h"
#include "layout/layout.h"
#include "model/variant.h"
#include "read/read.h"
#include "report/report.h"
#include "rules/judged.h"
#include "write/declaration.h"
#include "write/label_json.h"
#include "write/writer.h"

#include <string.h>

#define DPI 150
#define AS_OF ((struct date){2026, 6, 15})

const char *const fuzz_layouts[FUZZ_LAYOUTS] = {
    "panel", "wide",          "compact",       "mark",          "mark-neutral",
    "badge", "shelf-250x122", "shelf-296x128", "shelf-400x300", "web",
};

/* The declaration's own and one of another direction or script. */
static const char *const languages[] = {"en", "ar", "ja", "de"};

struct workshop *fuzz_workshop(void)
{
    static struct workshop *workshop;
    if (!workshop)
        workshop = workshop_new((const char *const[]){NULL});
    return workshop;
}

static void judge_form(const struct report_format *format, const char *text, size_t size)
{
    fuzz_judge_safe(text);
    if (strcmp(format->name, "json") == 0 || strcmp(format->name, "sarif") == 0)
        fuzz_judge_json(text, size);
    if (strcmp(format->name, "junit") == 0)
        fuzz_judge_xml(text, size);
    if (strcmp(format->name, "html") == 0)
        fuzz_judge_page(text, size);
}

/* Text at one input in eight, each other form at one in 2048: all of them at each would cost far
 * more than reading it, and ten million inputs are enough for all. */
static bool is_report_wanted(const struct report_format *format)
{
    return fuzz_turn(format == report_formats ? 8 : 2048);
}

static void judge_report(const struct report_format *format, const struct report_run *run,
                         const struct report_input *input)
{
    struct report_totals totals;
    report_totals_init(&totals);
    report_totals_add(&totals, input);
    g_autoptr(GString) out = g_string_new(NULL);
    format->begin(out, run);
    format->input(out, run, input, 0);
    format->end(out, run, &totals);
    judge_form(format, out->str, out->len);
    report_totals_clear(&totals);
}

/* Findings and verdicts as reports. */
static void judge_reports(struct diags *diags, const GPtrArray *judged, const GPtrArray *profiles)
{
    diags_sort(diags);
    struct report_run run = {AS_OF, profiles, "en", NULL};
    struct report_input input = {
        .file = "input\x1b[31m\xe2\x80\xae\xff", .digest = "", .diags = diags, .judged = judged};
    for (const struct report_format *format = report_formats; format->name; format++)
        if (is_report_wanted(format))
            judge_report(format, &run, &input);
}

void fuzz_judge_findings(struct diags *diags)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    judge_reports(diags, NULL, none);
}

static void free_judged(void *judged)
{
    judged_free(judged);
}

static void judge_verdict(const struct verdict *verdict)
{
    bool failed = verdict->would == OUTCOME_FAIL || verdict->would == OUTCOME_WARN;
    bool open =
        verdict->outcome == OUTCOME_UNDETERMINED || verdict->outcome == OUTCOME_NOT_APPLICABLE;
    if (failed != (verdict->message != NULL) || open != (verdict->reason != NULL))
        fuzz_fail("%s says too much or too little", verdict->rule->code);
    if (verdict->outcome == OUTCOME_PASS && !verdict->rule->test.text)
        fuzz_fail("%s passes without a test", verdict->rule->code);
    if (verdict->outcome == OUTCOME_FAIL && verdict->rule->mark != MARK_READ)
        fuzz_fail("%s fails by a text that was not read", verdict->rule->code);
}

void fuzz_rules(struct document *document, const GPtrArray *profiles)
{
    struct judging judging = {.as_of = AS_OF, .language = "en"};
    struct judged *judged = judged_new(document, NULL, &judging);
    if (!judged_run(judged, profiles, judged->document, &judging))
        fuzz_fail("the rules did not run");
    for (unsigned i = 0; i < judged->judgements->len; i++) {
        const struct judgement *judgement = judged->judgements->pdata[i];
        for (unsigned j = 0; j < judgement->verdicts->len; j++)
            judge_verdict(judgement_at(judgement, j));
    }
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_judged);
    g_ptr_array_add(all, judged);
    struct diags *diags = diags_new(0);
    judge_reports(diags, all, profiles);
    diags_free(diags);
}

/* Every profile of the program, loaded once. */
static const GPtrArray *all_profiles(void)
{
    static GPtrArray *profiles;
    if (profiles)
        return profiles;
    profiles = g_ptr_array_new();
    struct diags *diags = diags_new(0);
    g_autoptr(GPtrArray) ids = profile_list(workshop_assets(fuzz_workshop()));
    for (unsigned i = 0; i < ids->len; i++)
        g_ptr_array_add(profiles,
                        (void *)(uintptr_t)workshop_profile(fuzz_workshop(), ids->pdata[i], diags));
    diags_free(diags);
    return profiles;
}

struct document *fuzz_read(const char *text, size_t size, struct diags *diags)
{
    struct document *document = read_declaration(source_new("input", text, size), diags);
    int status = diags_status(diags, SEVERITY_ERROR);
    if (document ? status != 0 : status != BLAME_INPUT)
        fuzz_fail("declaration %s with exit status %d", document ? "taken" : "refused", status);
    fuzz_judge_findings(diags);
    return document;
}

void fuzz_all_rules(struct document *document)
{
    fuzz_rules(document, all_profiles());
}

static void judge_spoken(const char *data, size_t size)
{
    g_autofree char *text = g_strndup(data, size);
    fuzz_judge_spoken(text);
}

static bool is_any(const char *name, const char *const *names)
{
    return g_strv_contains(names, name);
}

static void judge_output(const char *format, GBytes *bytes)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    static const char *const pages[] = {"svg", "html", "fragment", NULL};
    static const char *const values[] = {"json", "jsonld", "openeox", "cta2120", "cyclonedx", NULL};
    if (is_any(format, pages))
        fuzz_judge_page(data, size);
    else if (is_any(format, values))
        fuzz_judge_json(data, size);
    else if (strcmp(format, "text") == 0)
        judge_spoken(data, size);
    else if (strcmp(format, "pdf") == 0 &&
             (memcmp(data, "%PDF-", 5) != 0 || memcmp(data + size - 6, "%%EOF\n", 6) != 0))
        fuzz_fail("a PDF has no beginning or no end");
}

/* At times twice, because equal bytes are promised. */
static void run_writer(const struct writer *writer, const struct write_input *input)
{
    struct diags *diags = diags_new(0);
    GBytes *first = writer->write(input, diags);
    if (!first && !diags_has_errors(diags))
        fuzz_fail("%s failed without a finding", writer->name);
    if (first) {
        judge_output(writer->name, first);
        GBytes *second = fuzz_turn(4) ? writer->write(input, diags) : g_bytes_ref(first);
        if (!second || !g_bytes_equal(first, second))
            fuzz_fail("%s differs from run to run", writer->name);
        g_bytes_unref(second);
        g_bytes_unref(first);
    }
    fuzz_judge_findings(diags);
    diags_free(diags);
}

/* Every writer has its turn at one label in four; a picture of pixels, which costs more than all
 * the rest, at one in 64. */
static bool is_wanted(const struct writer *writer, const struct write_input *input)
{
    if (!writer->write || (writer->needs_scene && !input->scene))
        return false;
    return fuzz_turn(strcmp(writer->name, "png") == 0 ? 64 : 4);
}

static void write_all(const struct scene *scene, const struct wording *wording, GBytes *label_json)
{
    struct write_options options = {.live_text = fuzz_choice(2), .dpi = DPI};
    options.print = scene && !scene->dark && !scene->bitmap && fuzz_choice(4) == 0;
    options.bleed = options.print && fuzz_choice(2);
    options.crop_marks = options.print && fuzz_choice(2);
    options.press.outlines = options.print && fuzz_choice(2);
    struct write_input input = {.scene = scene,
                                .wordings = &wording,
                                .wording_count = 1,
                                .label_json = label_json,
                                .options = &options};
    for (const struct writer *writer = writers; writer->name; writer++)
        if (is_wanted(writer, &input))
            run_writer(writer, &input);
}

static struct scene *lay_out(const struct wording *wording, const char *layout, bool mono)
{
    struct diags *diags = diags_new(0);
    const struct template *template = workshop_template(fuzz_workshop(), layout, diags);
    struct layout_options options = {.mono = mono};
    options.dark = !mono && template_dark(template) && fuzz_choice(2);
    struct scene *scene =
        layout_label(template, wording, workshop_fontset(fuzz_workshop()), &options, diags);
    if (scene ? diags_has_errors(diags) : !diags_has_errors(diags))
        fuzz_fail("layout %s %s: %s", layout,
                  scene ? "drawn despite a finding" : "without a finding",
                  diags_count(diags) ? diags_at(diags, 0)->text : "");
    /* Not every machine has the fonts of every script. */
    if (!scene && diags_status(diags, SEVERITY_ERROR) != BLAME_INPUT &&
        diags_at(diags, 0)->code != CODE_FONT_MISSING)
        fuzz_fail("layout %s blames itself: %s", layout, diags_at(diags, 0)->text);
    fuzz_judge_findings(diags);
    diags_free(diags);
    return scene;
}

static void say(const struct facts *facts, const char *layout, bool mono)
{
    struct diags *diags = diags_new(0);
    const char *language = languages[fuzz_choice(G_N_ELEMENTS(languages))];
    const struct catalogue *catalogue = workshop_catalogue(fuzz_workshop(), language, diags);
    struct wording *wording = wording_new(facts, catalogue);
    GBytes *label_json = label_json_new((const struct wording *const[]){wording}, 1, diags);
    struct scene *scene = layout ? lay_out(wording, layout, mono) : NULL;
    if (scene)
        fuzz_judge_scene(scene);
    write_all(scene, wording, label_json);
    scene_free(scene);
    g_bytes_unref(label_json);
    wording_free(wording);
    diags_free(diags);
}

void fuzz_label(const struct document *document, struct date as_of, const char *layout, bool mono)
{
    g_autofree const char **ids = variant_ids(document);
    for (size_t i = 0; i == 0 || ids[i - 1]; i++) {
        struct document *chosen =
            variant_apply((struct document *)(uintptr_t)document, i == 0 ? NULL : ids[i - 1]);
        struct declaration *declaration = declaration_new(chosen);
        struct facts *facts = facts_new(declaration, as_of);
        fuzz_judge_facts(facts);
        say(facts, layout, mono);
        facts_free(facts);
        declaration_free(declaration);
        document_free(chosen);
        if (i >= 2 || !ids[0])
            break;
    }
}

/* What was written is taken again; the caller frees. */
static struct document *read_again(GBytes *bytes)
{
    size_t size;
    const char *text = g_bytes_get_data(bytes, &size);
    struct diags *diags = diags_new(0);
    struct document *document = read_declaration(source_new("written", text, size), diags);
    if (!document)
        fuzz_fail("what was written is refused: %s", diags_at(diags, 0)->text);
    diags_free(diags);
    return document;
}

void fuzz_round_trip(const struct document *document)
{
    enum syntax there = document->syntax == SYNTAX_XML ? SYNTAX_JSON : SYNTAX_XML;
    g_autoptr(GBytes) here = declaration_write(document, document->syntax);
    g_autoptr(GBytes) other = declaration_write(document, there);
    struct document *again = read_again(other);
    g_autoptr(GBytes) back = declaration_write(again, document->syntax);
    if (!g_bytes_equal(here, back))
        fuzz_fail("the other syntax says something else");
    document_free(again);
}
