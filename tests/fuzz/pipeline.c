/* SPDX-License-Identifier: Apache-2.0 */
/* The way of an input through the program, with a judge at every stage. */
#include "fuzz.h"

#include "base/text.h"
#include "layout/layout.h"
#include "model/variant.h"
#include "read/read.h"
#include "report/report.h"
#include "rules/judged.h"
#include "write/label_json.h"
#include "write/writer.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DPI 150
#define AS_OF ((struct date){2026, 6, 15})

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("fuzz: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

struct workshop *fuzz_workshop(void)
{
    static struct workshop *workshop;
    if (!workshop)
        workshop = workshop_new((const char *const[]){NULL});
    return workshop;
}

/* What a terminal would obey, or what nobody could see; joiners stand where script or emoji need
 * them. */
static bool is_unsafe(gunichar c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200B ||
           c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

static void judge_report(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        fuzz_fail("a report is not UTF-8: %s", text);
    for (; *text; text += g_utf8_skip[(unsigned char)*text])
        if (is_unsafe(g_utf8_get_char(text)) && strncmp(text, "\r\n", 2) != 0)
            fuzz_fail("a report has U+%04X", g_utf8_get_char(text));
}

/* An isolate with or without a direction of its own. */
static bool begins_isolate(gunichar c)
{
    return c >= 0x2066 && c <= 0x2068;
}

#define END_OF_ISOLATE 0x2069

/* What is spoken is one line, in which values that run the other way are isolated, and a product
 * and its model once more together. */
static void judge_spoken(const char *text)
{
    int depth = 0;
    for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
        gunichar c = g_utf8_get_char(text);
        depth += begins_isolate(c) - (c == END_OF_ISOLATE);
        bool own = begins_isolate(c) || c == END_OF_ISOLATE;
        if (depth < 0 || depth > 2 || (is_unsafe(c) && !own) || (c == '\n' && text[1]))
            fuzz_fail("what is spoken has U+%04X", c);
    }
    if (depth != 0)
        fuzz_fail("what is spoken leaves a value open");
}

static void judge_json(const char *text, size_t size)
{
    json_error_t error;
    json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (!value)
        fuzz_fail("JSON: %s at byte %d", error.text, error.position);
    json_decref(value);
}

static void judge_xml(const char *text, size_t size)
{
    xmlDoc *document = xmlReadMemory(text, (int)size, "output", NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!document)
        fuzz_fail("XML is not well formed");
    xmlFreeDoc(document);
}

static void judge_form(const struct report_format *format, const char *text, size_t size)
{
    judge_report(text);
    if (strcmp(format->name, "json") == 0 || strcmp(format->name, "sarif") == 0)
        judge_json(text, size);
    if (strcmp(format->name, "junit") == 0)
        judge_xml(text, size);
}

/* Findings and verdicts in every report format. */
static void judge_reports(struct diags *diags, const GPtrArray *judged, const GPtrArray *profiles)
{
    diags_sort(diags);
    struct report_run run = {AS_OF, profiles, "en", NULL};
    struct report_input input = {
        .file = "input\x1b[31m\xe2\x80\xae\xff", .digest = "", .diags = diags, .judged = judged};
    struct report_totals totals;
    report_totals_init(&totals);
    report_totals_add(&totals, &input);
    for (const struct report_format *format = report_formats; format->name; format++) {
        g_autoptr(GString) out = g_string_new(NULL);
        format->begin(out, &run);
        format->input(out, &run, &input, 0);
        format->end(out, &run, &totals);
        judge_form(format, out->str, out->len);
    }
    report_totals_clear(&totals);
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
    if (document)
        fuzz_rules(document, all_profiles());
    return document;
}

static void judge_spoken_bytes(const char *data, size_t size)
{
    g_autofree char *text = g_strndup(data, size);
    judge_spoken(text);
}

static void judge_output(const char *format, GBytes *bytes)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (strcmp(format, "svg") == 0)
        judge_xml(data, size);
    else if (strcmp(format, "json") == 0)
        judge_json(data, size);
    else if (strcmp(format, "text") == 0)
        judge_spoken_bytes(data, size);
    else if (strcmp(format, "pdf") == 0 &&
             (memcmp(data, "%PDF-", 5) != 0 || memcmp(data + size - 6, "%%EOF\n", 6) != 0))
        fuzz_fail("a PDF has no beginning or no end");
}

/* Twice, because equal bytes are promised. */
static void run_writer(const struct writer *writer, const struct write_input *input)
{
    struct diags *diags = diags_new(0);
    GBytes *first = writer->write(input, diags);
    if (!first && !diags_has_errors(diags))
        fuzz_fail("%s failed without a finding", writer->name);
    if (first) {
        judge_output(writer->name, first);
        GBytes *second = writer->write(input, diags);
        if (!second || !g_bytes_equal(first, second))
            fuzz_fail("%s differs from run to run", writer->name);
        g_bytes_unref(second);
        g_bytes_unref(first);
    }
    fuzz_judge_findings(diags);
    diags_free(diags);
}

/* Live text is SVG's alone; a picture, which costs more than all the rest, is made of one label in
 * eight. */
static bool is_wanted(const struct writer *writer, const struct write_input *input)
{
    if (!writer->write || (writer->needs_scene && !input->scene))
        return false;
    if (input->options->live_text)
        return strcmp(writer->name, "svg") == 0;
    return strcmp(writer->name, "png") != 0 || g_str_hash(input->wordings[0]->spoken) % 8 == 0;
}

static void write_all(const struct scene *scene, const struct wording *wording, GBytes *label_json)
{
    for (int live = 0; live < 2; live++) {
        struct write_options options = {.live_text = live != 0, .dpi = DPI};
        struct write_input input = {.scene = scene,
                                    .wordings = &wording,
                                    .wording_count = 1,
                                    .label_json = label_json,
                                    .options = &options};
        for (const struct writer *writer = writers; writer->name; writer++)
            if (is_wanted(writer, &input))
                run_writer(writer, &input);
    }
}

static struct scene *lay_out(const struct wording *wording, const char *layout, bool mono)
{
    struct diags *diags = diags_new(0);
    const struct template *template = workshop_template(fuzz_workshop(), layout, diags);
    struct layout_options options = {.mono = mono};
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
    const struct catalogue *catalogue = workshop_catalogue(fuzz_workshop(), "en", diags);
    struct wording *wording = wording_new(facts, catalogue);
    GBytes *label_json = label_json_new((const struct wording *const[]){wording}, 1, diags);
    struct scene *scene = lay_out(wording, layout, mono);
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
