/* SPDX-License-Identifier: Apache-2.0 */
/* A label's data back out of it, and whether the label shows what follows from them. */
#include "job/extract.h"

#include "base/gs1.h"
#include "base/url.h"
#include "job/job.h"
#include "job/made.h"
#include "read/carrier.h"
#include "write/html_files.h"

#include <string.h>

/* One label under judgement. */
struct extraction {
    struct source *source;
    struct workshop *workshop;
    const char *layout;
    enum carrier kind;
    const struct carried *carried;
    struct made made;
    struct job *job; /* of the declaration in it */
    struct diags *diags;
};

static struct place place_of(const struct extraction *extraction)
{
    return (struct place){extraction->source, NO_OFFSET, NULL};
}

/* The declaration, read and judged as any other; false after findings. */
static bool read_again(struct extraction *extraction)
{
    const char *json = extraction->carried->json;
    struct source *source = source_new(extraction->source->name, json, strlen(json));
    carrier_uncover(source);
    extraction->job = job_read_source(source, NULL);
    if (extraction->job->document)
        return true;
    for (size_t i = 0; i < diags_count(extraction->job->diags); i++) {
        const struct diag *diag = diags_at(extraction->job->diags, i);
        if (diag->severity == SEVERITY_ERROR)
            diag_add(extraction->diags, diag->code,
                     (struct place){extraction->source, NO_OFFSET, diag->pointer}, "%s",
                     diag->text);
    }
    return false;
}

/* The template of the label: the file that was given where it is that. */
static const char *layout_of(const struct extraction *extraction)
{
    const char *name = extraction->made.layout;
    if (!extraction->layout)
        return name ? name : "panel";
    struct diags *known = diags_new(0); /* the command has reported */
    const struct template *template =
        workshop_template(extraction->workshop, extraction->layout, known);
    bool same = template && g_strcmp0(template_name(template), name) == 0;
    diags_free(known);
    return same ? extraction->layout : name ? name : "panel";
}

static void say_unjudged(const struct extraction *extraction, const char *why)
{
    diag_add(extraction->diags, CODE_CARRIER_UNJUDGED, place_of(extraction),
             "whether it shows what its data says cannot be judged: %s", why);
}

/* What stood in the way of making a label. */
static const struct diag *first_error(const struct diags *diags)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        if (diags_at(diags, i)->severity == SEVERITY_ERROR)
            return diags_at(diags, i);
    return NULL;
}

/* Says why the label cannot be made again. What the rules refuse this program never drew. */
static void say_unmade(const struct extraction *extraction, const struct diag *error)
{
    bool ours =
        extraction->kind == CARRIER_JSON || g_strcmp0(extraction->made.program, MADE_PROGRAM) == 0;
    if (ours && error && error->rule)
        diag_add(extraction->diags, CODE_CARRIER_DIFFERS, place_of(extraction),
                 "no label is made of the declaration it carries: %s", error->text);
    else
        say_unjudged(extraction, error ? error->text : "it cannot be made here");
}

/* What a page names beside itself, NULL at the end: it is no part of the data. The caller frees
 * with g_strfreev. */
static char **files_of(const struct extraction *extraction)
{
    GPtrArray *files = g_ptr_array_new();
    g_autofree char *page = g_strndup(extraction->source->bytes, extraction->source->size);
    for (const char *at = page; (at = strstr(at, HTML_FILE_LINK)) != NULL;) {
        at += strlen(HTML_FILE_LINK);
        g_autofree char *href = g_strndup(at, strcspn(at, "\""));
        char *name = g_uri_unescape_string(href, "/");
        if (name && writer_of_file(name))
            g_ptr_array_add(files, name);
        else
            g_free(name);
    }
    g_ptr_array_add(files, NULL);
    return (char **)g_ptr_array_free(files, FALSE);
}

/* The host that its user chose for the label's link (--gs1), as the data alone tell it; NULL where
 * it leads to the declared page. The caller frees. */
static char *gs1_of(const struct extraction *extraction)
{
    const struct element *root = extraction->job->document->root;
    const char *declared = element_find_text(root, "evidence/information/url");
    const char *link = extraction->carried->link;
    g_autofree char *page = declared ? url_ascii(declared) : NULL;
    return link && g_strcmp0(link, page) != 0 ? gs1_link_host(link) : NULL;
}

/* Makes a format of the label again; NULL after a finding. */
static GBytes *make_again(struct extraction *extraction, const struct writer *writer)
{
    const struct made *made = &extraction->made;
    const char *layouts[] = {layout_of(extraction), NULL};
    const char *languages[] = {extraction->carried->language, NULL};
    const struct writer *formats[] = {writer, NULL};
    bool page = writer_is_page(writer);
    g_auto(GStrv) files = page ? files_of(extraction) : NULL;
    g_autofree char *gs1 = gs1_of(extraction);
    struct job_options options = {
        .layouts = layouts,
        .languages = languages,
        .formats = formats,
        .colour = !made->mono,
        .mono = made->mono,
        .dark = made->dark,
        .dark_only = made->dark,
        .as_of = extraction->carried->as_of,
        .gs1 = made->gs1 ? made->gs1 : gs1,
        .live_text = made->live_text,
        .dpi = made->dpi ? made->dpi : 300,
        .scale = made->scale,
        .picture = page && made->layout,
        .files = (const char *const *)files,
    };
    struct diags *own = extraction->job->diags;
    extraction->job->diags = diags_new(0);
    struct outputs *outputs = outputs_new(NULL, NULL);
    GBytes *bytes = NULL;
    if (job_render(extraction->job, extraction->workshop, &options, outputs))
        bytes = g_bytes_ref(outputs_bytes(outputs, 0));
    if (!bytes)
        say_unmade(extraction, first_error(extraction->job->diags));
    outputs_free(outputs);
    diags_free(extraction->job->diags);
    extraction->job->diags = own;
    return bytes;
}

/* How another output of the same came to be; cleared by made_clear. */
static void made_of(const struct extraction *extraction, GBytes *bytes, struct made *made)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    struct source *source = source_new(extraction->source->name, data, size);
    struct diags *known = diags_new(0);
    GPtrArray *list = carrier_read(source, known);
    const struct carried *carried = list ? list->pdata[0] : NULL;
    made_parse(carried && carried->made ? carried->made : "", made);
    if (list)
        g_ptr_array_unref(list);
    diags_free(known);
    source_free(source);
}

/* Why this program cannot tell how another one drew; NULL where it can. The caller frees. */
static char *obstacle(const struct extraction *extraction, GBytes *bytes)
{
    const struct made *theirs = &extraction->made;
    struct made ours;
    made_of(extraction, bytes, &ours);
    char *text = NULL;
    if (g_strcmp0(theirs->program, ours.program) != 0)
        text =
            g_strdup_printf("it was made by %s, and this is %s",
                            theirs->program ? theirs->program : "an unknown program", MADE_PROGRAM);
    else if (g_strcmp0(theirs->fonts, ours.fonts) != 0)
        text = g_strdup("it was made with other versions of the fonts");
    else if (g_strcmp0(theirs->data, ours.data) != 0)
        text = g_strdup("it was made with templates or words that are not at hand: name them with "
                        "--data-dir, --layout or --strings");
    made_clear(&ours);
    return text;
}

/* Judges something that is not as it would be made now. */
static void say_unlike(const struct extraction *extraction, GBytes *bytes, enum likeness likeness,
                       const char *difference)
{
    g_autofree char *why = obstacle(extraction, bytes);
    g_autofree char *said = carrier_said_difference(extraction->carried);
    if (said)
        diag_add(extraction->diags, CODE_CARRIER_DIFFERS, place_of(extraction),
                 "it does not agree with the data it carries: %s", said);
    else if (why)
        say_unjudged(extraction, why);
    else if (likeness == LIKENESS_LABEL)
        diag_add(extraction->diags, CODE_CARRIER_UNJUDGED, place_of(extraction),
                 "the label on the page agrees with the data it carries; the rest of the page may "
                 "have more, as other variants and earlier revisions, and is not as these data "
                 "alone give it: %s",
                 difference);
    else if (likeness == LIKENESS_WORDS)
        diag_add(extraction->diags, CODE_CARRIER_UNJUDGED, place_of(extraction),
                 "its words agree with its data, and the markup around them was changed: %s",
                 difference);
    else
        diag_add(extraction->diags, CODE_CARRIER_DIFFERS, place_of(extraction),
                 "it does not agree with the data it carries: %s", difference);
}

/* Whether facts and words follow from the declaration; false after a finding. */
static bool judge_data(struct extraction *extraction)
{
    g_autoptr(GBytes) again = make_again(extraction, writer_find("json"));
    if (!again)
        return false;
    g_autofree char *difference =
        carrier_data_difference(extraction->carried->json, g_bytes_get_data(again, NULL));
    if (!difference)
        return true;
    if (extraction->kind == CARRIER_JSON) {
        diag_add(extraction->diags, CODE_CARRIER_DIFFERS, place_of(extraction),
                 "it is not what this program makes of the declaration in it: %s", difference);
        return false;
    }
    g_autoptr(GBytes) drawn = make_again(extraction, writer_find(extraction->made.format));
    if (drawn)
        say_unlike(extraction, drawn, LIKENESS_NONE, difference);
    return false;
}

/* Of data that are right. */
static void judge_picture(struct extraction *extraction)
{
    if (extraction->kind == CARRIER_JSON) {
        diag_add(extraction->diags, CODE_CARRIER_AGREES, place_of(extraction),
                 "its facts and words follow from the declaration in it");
        return;
    }
    g_autofree char *difference = NULL;
    g_autoptr(GBytes) again = make_again(extraction, writer_find(extraction->made.format));
    if (!again)
        return;
    enum likeness likeness = carrier_compare(extraction->kind, extraction->source,
                                             extraction->carried, again, &difference);
    if (likeness == LIKENESS_SAME)
        diag_add(extraction->diags, CODE_CARRIER_AGREES, place_of(extraction),
                 "what it shows agrees with the data it carries");
    else
        say_unlike(extraction, again, likeness, difference);
}

/* Whether the file says of itself that it is what it is. */
static bool is_plausible(const struct extraction *extraction)
{
    static const char *const formats[] = {
        [CARRIER_SVG] = "svg", [CARRIER_PDF] = "pdf", [CARRIER_PNG] = "png"};
    const char *format = extraction->made.format;
    if (!writer_find(format))
        return false;
    if (extraction->kind == CARRIER_HTML)
        return strcmp(format, "html") == 0 || strcmp(format, "fragment") == 0;
    return strcmp(format, formats[extraction->kind]) == 0 && extraction->made.layout;
}

static void judge(struct extraction *extraction)
{
    bool known =
        extraction->kind == CARRIER_JSON ||
        (extraction->carried->made && made_parse(extraction->carried->made, &extraction->made));
    if (!read_again(extraction))
        return;
    if (!known || (extraction->kind != CARRIER_JSON && !is_plausible(extraction)))
        say_unjudged(extraction, "it does not say how it was made");
    else if (judge_data(extraction))
        judge_picture(extraction);
}

bool extract_labels(struct source *source, struct workshop *workshop, const char *layout,
                    GString *out, struct diags *diags)
{
    GPtrArray *list = carrier_read(source, diags);
    for (guint i = 0; list && i < list->len; i++) {
        struct extraction extraction = {
            .source = source,
            .workshop = workshop,
            .layout = layout,
            .kind = carrier_kind(source),
            .carried = list->pdata[i],
            .diags = diags,
        };
        judge(&extraction);
        job_free(extraction.job);
        made_clear(&extraction.made);
        g_string_append(out, extraction.carried->json);
    }
    bool done = list != NULL;
    if (list)
        g_ptr_array_unref(list);
    source_free(source);
    return done;
}
