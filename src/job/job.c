/* SPDX-License-Identifier: Apache-2.0 */
/* Everything one input owns on its way: read → variant → facts → words → scenes → outputs. */
#include "job/job.h"

#include "base/hash.h"
#include "base/text.h"
#include "job/check.h"
#include "job/history.h"
#include "job/identify.h"
#include "job/made.h"
#include "job/name.h"
#include "job/statement.h"
#include "job/wordings.h"
#include "layout/layout.h"
#include "layout/slug.h"
#include "model/choice.h"
#include "model/link.h"
#include "model/variant.h"
#include "read/carrier.h"
#include "read/foreign.h"
#include "write/label_json.h"

#include <string.h>

static struct job *job_new(const char *file)
{
    struct job *job = g_new0(struct job, 1);
    job->file = g_strdup(file);
    job->diags = diags_new(0);
    return job;
}

/* Takes the source. */
static void judge(struct job *job, struct source *source, const struct read_options *options)
{
    job->line = source->line;
    hash_sha256(source->bytes, source->size, job->digest);
    if (carrier_unpack(source, job->diags))
        job->document = read_record(source, options, job->diags);
    else
        source_free(source);
}

struct job *job_read(const char *file, FILE *in)
{
    struct job *job = job_new(strcmp(file, "-") == 0 ? "<stdin>" : file);
    struct source *source = source_read(file, in, SOURCE_MAX_BYTES, job->diags);
    if (source)
        judge(job, source, &(struct read_options){0});
    return job;
}

/* The next record's bytes in *source, NULL after a finding; NULL behind the last record. */
static struct job *next(struct records *records, struct source **source)
{
    struct job *job = job_new(NULL);
    const char *file;
    if (!records_next(records, job->diags, source, &file)) {
        job_free(job);
        return NULL;
    }
    job->file = g_strdup(strcmp(file, "-") == 0 ? "<stdin>" : file);
    return job;
}

struct job *job_next(struct records *records)
{
    struct source *source;
    struct job *job = next(records, &source);
    if (job && source)
        judge(job, source, &(struct read_options){.map = records_map(records)});
    return job;
}

struct job *job_next_draft(struct records *records, bool *draft)
{
    struct source *source;
    struct job *job = next(records, &source);
    *draft = false;
    if (job && source) {
        job->line = source->line;
        job->document = draft_read(source, records_map(records), draft, job->diags);
    }
    return job;
}

struct job *job_read_source(struct source *source, const struct read_options *options)
{
    struct job *job = job_new(source->name);
    judge(job, source, options ? options : &(struct read_options){0});
    return job;
}

void job_free(struct job *job)
{
    if (!job)
        return;
    document_free(job->document);
    diags_free(job->diags);
    g_free(job->file);
    g_free(job);
}

/* What is computed of one variant, and what every output of one language shares. */
struct rendering {
    struct job *job;
    struct workshop *workshop;
    const struct job_options *options;
    struct declaration *declaration;
    struct facts *facts;
    const char *layout;   /* of the label under work, as asked for */
    const char *language; /* of the labels under work, or several as "de+fr" … */
    GPtrArray *wordings;  /* … of struct wording *, one for each */
    GBytes *label_json;
    guint documents;     /* names that are of no language … */
    guint language_from; /* … and where those of this one begin */
    GPtrArray *names;    /* of char *, beside … */
    GPtrArray *bytes;    /* … of GBytes *: handed over only when all is done */
    GPtrArray *labels;   /* of struct label *, for whoever asked for them; NULL: outputs are made */
    struct write_picture picture; /* of the first label drawn, where there is a page … */
    char *page_made;              /* … and how the page comes to be with it */
    bool whole_names;             /* more than one label of this input: names tell them apart */
};

static void take_output(struct rendering *rendering, const struct writer *writer,
                        const struct scene *scene, const char *layout, GBytes *bytes)
{
    struct name_parts parts = {
        .file = rendering->job->file,
        .id = rendering->declaration->id,
        .variant = rendering->declaration->variant,
        .language = rendering->language,
        .layout = layout,
        .mono = scene && scene->mono,
        .dark = scene && scene->dark,
        .by_id = rendering->options->by_id,
        .whole = rendering->whole_names,
        .suffix = writer->suffix,
    };
    const struct job_options *options = rendering->options;
    char *name = options->file ? g_strdup(options->file) : name_output(options->name, &parts);
    g_ptr_array_add(rendering->names, name);
    g_ptr_array_add(rendering->bytes, bytes);
}

static const struct wording *const *wordings_of(const struct rendering *rendering)
{
    return (const struct wording *const *)(const void *)rendering->wordings->pdata;
}

/* Other outputs that a page names, NULL at the end: those of the run in the page's language, and
 * documents. */
static GPtrArray *files_beside(const struct rendering *rendering)
{
    GPtrArray *files = g_ptr_array_new();
    const char *const *given = rendering->options->files;
    for (; given && *given; given++)
        g_ptr_array_add(files, (void *)(uintptr_t)*given);
    for (guint i = 0; !rendering->options->files && i < rendering->names->len; i++)
        if (i < rendering->documents || i >= rendering->language_from)
            g_ptr_array_add(files, rendering->names->pdata[i]);
    g_ptr_array_add(files, NULL);
    return files;
}

/* What is carried beside the label JSON; the caller frees. */
static char *how_made(const struct rendering *rendering, const struct writer *writer,
                      const struct scene *scene)
{
    g_autofree char *data = workshop_own_data(
        rendering->workshop, scene ? rendering->layout : NULL, rendering->language);
    return made_of_output(rendering->options, writer, scene, data);
}

static struct write_options write_options_of(const struct job_options *options)
{
    return (struct write_options){
        .live_text = options->live_text,
        .style_apart = options->style_apart,
        .dpi = options->dpi,
        .print = options->print,
        .bleed = options->bleed,
        .crop_marks = options->crop_marks,
        .press = options->press,
    };
}

/* What a page tells of earlier revisions; NULL: none were given. */
static GPtrArray *history_of(const struct rendering *rendering)
{
    struct revision *const *against = rendering->options->against;
    const struct wording *wording = rendering->wordings->pdata[0];
    return against
               ? history_new(against, rendering->job->document, rendering->declaration->variant,
                             rendering->options->as_of, wording->catalogue, rendering->job->diags)
               : NULL;
}

static bool run_writer(struct rendering *rendering, const struct writer *writer,
                       const struct scene *scene, const struct scene *slug)
{
    struct write_options write_options = write_options_of(rendering->options);
    bool page = writer_is_page(writer);
    g_autoptr(GPtrArray) files = page ? files_beside(rendering) : NULL;
    g_autofree char *made = page && rendering->page_made ? g_strdup(rendering->page_made)
                                                         : how_made(rendering, writer, scene);
    g_autoptr(GPtrArray) history = page ? history_of(rendering) : NULL;
    struct write_input input = {
        .scene = scene,
        .slug = slug,
        .wordings = wordings_of(rendering),
        .wording_count = rendering->wordings->len,
        .label_json = rendering->label_json,
        .options = &write_options,
        .picture = page && rendering->picture.svg ? &rendering->picture : NULL,
        .history = history,
        .files = files ? (const char *const *)(const void *)files->pdata : NULL,
        .made = made,
    };
    GBytes *bytes = writer->write(&input, rendering->job->diags);
    if (!bytes)
        return false;
    take_output(rendering, writer, scene, scene ? scene->layout : NULL, bytes);
    return true;
}

/* The documents of a declaration, once, in English. */
static bool write_statement(struct rendering *rendering, const struct writer *writer)
{
    static const struct writer pdf = {"statement", "statement.pdf", "", false, NULL};
    struct documents documents;
    if (!statement_documents(rendering->declaration, rendering->options->market,
                             rendering->workshop, rendering->job->diags, &documents))
        return false;
    rendering->language = "en";
    take_output(rendering, writer, NULL, NULL, documents.html);
    take_output(rendering, &pdf, NULL, NULL, documents.pdf);
    return true;
}

static bool write_documents(struct rendering *rendering)
{
    bool done = true;
    for (const struct writer *const *format = rendering->options->formats; format && *format;
         format++)
        if (!(*format)->write)
            done = write_statement(rendering, *format) && done;
    rendering->documents = rendering->names->len;
    return done;
}

/* Enlarges the label where that is asked for; false after a finding. */
static bool enlarge(const struct rendering *rendering, struct scene *scene)
{
    int32_t scale = rendering->options->scale;
    if (scale == 0 || scene_scale(scene, scale))
        return true;
    diag_add(rendering->job->diags, CODE_USAGE, NOWHERE,
             "at --scale %d.%03d the layout %s would be longer than %d m; choose a smaller --scale",
             scale / 1000, scale % 1000, scene->layout, SCENE_MAX_SIDE / 1000000);
    return false;
}

/* The file's name as text, whatever its bytes; of a catalogue's record with its line. */
static char *safe_name(const struct job *job)
{
    char *name = text_safe(job->file);
    if (job->line == 0)
        return name;
    char *with_line = g_strdup_printf("%s:%zu", name, job->line);
    g_free(name);
    return with_line;
}

/* Adds a label to a list, which takes the scene. */
static const struct label *add_label(struct rendering *rendering, GPtrArray *labels,
                                     struct scene *scene)
{
    struct label *label = labels_add(labels, scene);
    label->file = safe_name(rendering->job);
    label->digest = g_strdup(rendering->job->digest);
    identify(label, rendering->declaration, rendering->language, wordings_of(rendering),
             rendering->wordings->len);
    return label;
}

static const struct writer *page_writer(const struct job_options *options)
{
    const struct writer *const *format = options->formats;
    while (*format && !writer_is_page(*format))
        format++;
    return *format;
}

/* The first label of a language is what its page shows. */
static void take_picture(struct rendering *rendering, const struct scene *scene)
{
    const struct writer *page = page_writer(rendering->options);
    if (!page || rendering->picture.svg)
        return;
    struct write_options options = write_options_of(rendering->options);
    struct write_input input = {.scene = scene, .options = &options};
    rendering->picture.svg = writer_find("svg")->write(&input, rendering->job->diags);
    rendering->picture.width = scene->width;
    rendering->picture.height = scene->height;
    rendering->page_made = how_made(rendering, page, scene);
}

static void drop_picture(struct rendering *rendering)
{
    g_clear_pointer(&rendering->picture.svg, g_bytes_unref);
    g_clear_pointer(&rendering->page_made, g_free);
}

/* Every format that draws, of a label; false after a finding. */
static bool write_scene(struct rendering *rendering, const struct scene *scene,
                        const struct scene *slug)
{
    bool done = true;
    take_picture(rendering, scene);
    const struct writer *const *format = rendering->options->formats;
    for (; done && *format; format++)
        if ((*format)->needs_scene)
            done = run_writer(rendering, *format, scene, slug);
    return done;
}

/* The same with a slug. Takes the scene. */
static bool write_with_slug(struct rendering *rendering, struct scene *scene)
{
    g_autoptr(GPtrArray) labels = labels_new();
    struct scene *slug = slug_new(add_label(rendering, labels, scene),
                                  workshop_fontset(rendering->workshop), rendering->job->diags);
    bool done = slug && write_scene(rendering, scene, slug);
    scene_free(slug);
    return done;
}

/* One layout in one look. */
static bool render_scene(struct rendering *rendering, const char *layout,
                         struct layout_options layout_options)
{
    struct diags *diags = rendering->job->diags;
    const struct template *template = workshop_template(rendering->workshop, layout, diags);
    rendering->layout = layout;
    if (!template)
        return false;
    size_t least, most;
    template_languages(template, &least, &most);
    if (most > 1) {
        layout_options.lines = wordings_of(rendering);
        layout_options.line_count = rendering->wordings->len;
    }
    struct scene *scene =
        layout_label(template, rendering->wordings->pdata[0], workshop_fontset(rendering->workshop),
                     &layout_options, diags);
    if (scene == NULL || !enlarge(rendering, scene)) {
        scene_free(scene);
        return false;
    }
    if (rendering->labels)
        return add_label(rendering, rendering->labels, scene) != NULL;
    if (rendering->options->slug)
        return write_with_slug(rendering, scene);
    bool done = write_scene(rendering, scene, NULL);
    scene_free(scene);
    return done;
}

static bool any_scene_wanted(const struct job_options *options)
{
    for (const struct writer *const *format = options->formats; *format; format++)
        if ((*format)->needs_scene)
            return true;
    return options->picture;
}

static bool render_layouts(struct rendering *rendering)
{
    const struct job_options *options = rendering->options;
    bool done = true;
    for (const char *const *layout = options->layouts; *layout; layout++) {
        if (options->colour && !options->dark_only)
            done = render_scene(rendering, *layout, (struct layout_options){0}) && done;
        if (options->colour && options->dark)
            done = render_scene(rendering, *layout, (struct layout_options){.dark = true}) && done;
        if (options->mono)
            done = render_scene(rendering, *layout, (struct layout_options){.mono = true}) && done;
    }
    return done;
}

/* Every output in these words. label_json is made before any layout, so that it holds the findings
 * of the declaration alone. */
static bool render_worded(struct rendering *rendering, const struct diags *findings)
{
    if (rendering->labels)
        return render_layouts(rendering);
    rendering->label_json =
        label_json_new(wordings_of(rendering), rendering->wordings->len, findings);
    bool done = true;
    rendering->language_from = rendering->names->len;
    for (const struct writer *const *format = rendering->options->formats; *format; format++)
        if (!(*format)->needs_scene && (*format)->write && !writer_is_page(*format))
            done = run_writer(rendering, *format, NULL, NULL) && done;
    if (any_scene_wanted(rendering->options))
        done = render_layouts(rendering) && done;
    const struct writer *page = page_writer(rendering->options);
    if (page)
        done = run_writer(rendering, page, NULL, NULL) && done;
    drop_picture(rendering);
    g_bytes_unref(rendering->label_json);
    return done;
}

static bool render_language(struct rendering *rendering, const char *language,
                            const struct diags *findings)
{
    rendering->language = language;
    rendering->wordings = wordings_new(rendering->facts, rendering->workshop, rendering->options,
                                       language, rendering->job->diags);
    bool done = rendering->wordings && render_worded(rendering, findings);
    g_clear_pointer(&rendering->wordings, g_ptr_array_unref);
    return done;
}

static bool render_languages(struct rendering *rendering, const struct diags *findings)
{
    const char *const *languages = rendering->options->languages;
    if (!*languages)
        return render_language(
            rendering,
            workshop_default_language(rendering->workshop, rendering->declaration->language),
            findings);
    bool done = true;
    for (; *languages; languages++)
        done = render_language(rendering, *languages, findings) && done;
    return done;
}

static bool several_labels(const struct job_options *options)
{
    bool layouts = options->layouts[0] && options->layouts[1];
    bool languages = options->languages[0] && options->languages[1];
    return layouts || languages || (options->colour && options->mono) ||
           (options->dark && !options->dark_only);
}

/* The findings of reading alone: a list of its own that later stages do not add to. */
static struct diags *findings_so_far(const struct diags *diags)
{
    struct diags *copy = diags_new(0);
    for (size_t i = 0; i < diags_count(diags); i++)
        diag_add_copy(copy, diags_at(diags, i));
    diags_sort(copy);
    return copy;
}

static void hand_over(struct rendering *rendering, struct outputs *outputs, GPtrArray *labels)
{
    if (labels)
        g_ptr_array_extend_and_steal(labels, g_steal_pointer(&rendering->labels));
    for (guint i = 0; i < rendering->names->len; i++)
        outputs_take(outputs, g_strdup(rendering->names->pdata[i]),
                     g_bytes_ref(rendering->bytes->pdata[i]));
}

/* Findings of layout and writers are about the declaration as a whole. */
static void set_place(struct job *job)
{
    struct document *document = job->document;
    struct place place = {document->source, document_offset(document, document->root), ""};
    diags_set_place(job->diags, place);
}

/* What core refuses is not drawn. False after such a finding; what it warns of is added too. */
static bool obeys_core(struct rendering *rendering, struct judged *judged,
                       const struct judging *judging)
{
    struct diags *diags = rendering->job->diags;
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    check_core(rendering->workshop, judged, judging, diags);
    return diags_count_of(diags, SEVERITY_ERROR) == before;
}

/* To where the options say; false after a finding. */
static bool leads_on(const struct rendering *rendering, const struct judged *judged)
{
    const char *host = rendering->options->gs1;
    return !host || link_to_gs1(judged->declaration, host, rendering->job->diags);
}

/* Into outputs or labels, the other being NULL. */
static bool render(struct job *job, struct workshop *workshop, const struct job_options *options,
                   struct outputs *outputs, GPtrArray *labels)
{
    const char *variant = NULL;
    struct choice choice = {options->variant, options->market, options->as_of, options->gs1};
    if (!job->document || !variant_choose(job->document, &choice, &variant, job->diags))
        return false;
    set_place(job);
    struct rendering rendering = {
        .job = job,
        .workshop = workshop,
        .options = options,
        .names = g_ptr_array_new_with_free_func(g_free),
        .bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
        .labels = labels ? labels_new() : NULL,
    };
    struct judging judging = {.as_of = options->as_of, .market = options->market, .language = "en"};
    struct judged *judged = judged_new(job->document, variant, &judging);
    rendering.declaration = judged->declaration;
    rendering.facts = judged->facts;
    rendering.whole_names = several_labels(options) || variant;
    bool drawable = leads_on(&rendering, judged) && obeys_core(&rendering, judged, &judging);
    struct diags *findings = findings_so_far(job->diags);
    /* A finding that something was drawn in spite of counts too: nothing may leave by mistake. */
    bool done = drawable && (labels || write_documents(&rendering)) &&
                render_languages(&rendering, findings) && !diags_has_errors(job->diags);
    if (done)
        hand_over(&rendering, outputs, labels);
    diags_free(findings);
    judged_free(judged);
    g_ptr_array_unref(rendering.names);
    g_ptr_array_unref(rendering.bytes);
    g_clear_pointer(&rendering.labels, g_ptr_array_unref);
    return done;
}

bool job_render(struct job *job, struct workshop *workshop, const struct job_options *options,
                struct outputs *outputs)
{
    return render(job, workshop, options, outputs, NULL);
}

bool job_draw(struct job *job, struct workshop *workshop, const struct job_options *options,
              GPtrArray *labels)
{
    return render(job, workshop, options, NULL, labels);
}
