/* SPDX-License-Identifier: Apache-2.0 */
/* Findings: collected without exact repeats, capped, sorted, and summed up as an exit status. */
#include "base/diag.h"

#include "base/source.h"

#include <stdarg.h>
#include <string.h>

#define CAP_DEFAULT 100
#define SEVERITY_COUNT (SEVERITY_ERROR + 1)

struct diags {
    GArray *kept; /* of struct diag */
    size_t cap;
    size_t dropped;
    size_t counts[SEVERITY_COUNT]; /* dropped ones included */
    int statuses[SEVERITY_COUNT];  /* the highest each severity leads to, likewise */
    unsigned blame_use;
    struct place place; /* of findings that are NOWHERE */
};

static const struct code_info codes[CODE_COUNT] = {
#define CODE(id, name, severity, blame, title, explanation)                                        \
    [CODE_##id] = {name, severity, blame, title, explanation},
#include "base/codes.def"
#undef CODE
};

const struct code_info *code_info(enum code code)
{
    g_assert(code < CODE_COUNT);
    return &codes[code];
}

enum code code_find(const char *name)
{
    enum code code = 0;
    while (code < CODE_COUNT && strcmp(codes[code].name, name) != 0)
        code++;
    return code;
}

static void diag_clear(void *data)
{
    struct diag *diag = data;
    g_free(diag->file);
    g_free(diag->pointer);
    g_free(diag->text);
    g_free(diag->rule);
}

struct diags *diags_new(size_t cap)
{
    struct diags *diags = g_new0(struct diags, 1);
    diags->cap = cap ? cap : CAP_DEFAULT;
    diags->place = NOWHERE;
    diags->kept = g_array_new(false, false, sizeof(struct diag));
    g_array_set_clear_func(diags->kept, diag_clear);
    return diags;
}

void diags_free(struct diags *diags)
{
    if (!diags)
        return;
    g_array_unref(diags->kept);
    g_free(diags);
}

/* A finding before it is kept; strings are borrowed. */
struct find {
    enum code code;
    enum severity severity;
    const char *rule;
    struct place at;
    const char *text;
};

static bool is_repeat(const struct diag *diag, const struct find *find)
{
    return diag->code == find->code && diag->offset == find->at.offset &&
           strcmp(diag->text, find->text) == 0 &&
           g_strcmp0(diag->pointer, find->at.pointer) == 0 &&
           g_strcmp0(diag->rule, find->rule) == 0 &&
           g_strcmp0(diag->file, find->at.source ? find->at.source->name : NULL) == 0;
}

static bool already_kept(const struct diags *diags, const struct find *find)
{
    for (size_t i = 0; i < diags->kept->len; i++) {
        if (is_repeat(&g_array_index(diags->kept, struct diag, i), find))
            return true;
    }
    return false;
}

/* Makes room for a finding of that severity: warnings must not crowd out an error. The last kept
 * finding of the lowest severity leaves, where that is below the new one. */
static bool make_room(struct diags *diags, enum severity severity)
{
    if (diags->kept->len < diags->cap)
        return true;

    size_t victim = 0;
    for (size_t i = 1; i < diags->kept->len; i++) {
        if (g_array_index(diags->kept, struct diag, i).severity <=
            g_array_index(diags->kept, struct diag, victim).severity)
            victim = i;
    }
    diags->dropped++;
    if (g_array_index(diags->kept, struct diag, victim).severity >= severity)
        return false;
    g_array_remove_index(diags->kept, (unsigned)victim);
    return true;
}

static void keep(struct diags *diags, enum blame blame, const struct find *find)
{
    struct source *source = find->at.source;
    struct diag diag = {
        .code = find->code,
        .severity = find->severity,
        .blame = blame,
        .file = g_strdup(source ? source->name : NULL),
        .offset = find->at.offset,
        .pointer = g_strdup(find->at.pointer),
        .text = g_strdup(find->text),
        .rule = g_strdup(find->rule),
    };
    if (source && find->at.offset != NO_OFFSET)
        source_locate(source, find->at.offset, &diag.line, &diag.column);
    g_array_append_val(diags->kept, diag);
}

static void add(struct diags *diags, struct find find)
{
    if (!find.at.source && !find.at.pointer)
        find.at = diags->place;
    const char *label = find.at.source ? source_find_label(find.at.source, find.at.pointer) : NULL;
    g_autofree char *labelled = label ? g_strdup_printf("%s: %s", label, find.text) : NULL;
    if (labelled)
        find.text = labelled;
    if (already_kept(diags, &find))
        return;

    enum blame blame = codes[find.code].blame;
    if (blame == BLAME_INPUT && diags->blame_use > 0)
        blame = BLAME_USE;
    diags->counts[find.severity]++;
    diags->statuses[find.severity] = MAX(diags->statuses[find.severity], (int)blame);
    if (make_room(diags, find.severity))
        keep(diags, blame, &find);
}

void diags_set_place(struct diags *diags, struct place place)
{
    diags->place = place;
}

void diag_add(struct diags *diags, enum code code, struct place at, const char *format, ...)
{
    g_assert(code < CODE_COUNT);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    add(diags, (struct find){code, codes[code].severity, NULL, at, text});
}

void diag_add_rule(struct diags *diags, const char *rule, enum severity severity, struct place at,
                   const char *text)
{
    add(diags, (struct find){CODE_RULE, severity, rule, at, text});
}

void diag_add_copy(struct diags *diags, const struct diag *diag)
{
    struct place at = {NULL, NO_OFFSET, diag->pointer};
    add(diags, (struct find){diag->code, diag->severity, diag->rule, at, diag->text});
}

void diags_move(struct diags *to, struct diags *from)
{
    for (unsigned i = 0; i < from->kept->len; i++) {
        struct diag *diag = &g_array_index(from->kept, struct diag, i);
        to->counts[diag->severity]++;
        to->statuses[diag->severity] = MAX(to->statuses[diag->severity], (int)diag->blame);
        if (make_room(to, diag->severity)) {
            g_array_append_val(to->kept, *diag);
            *diag = (struct diag){0};
        }
    }
    to->dropped += from->dropped;
    diags_free(from);
}

const char *diag_name(const struct diag *diag)
{
    return diag->rule ? diag->rule : codes[diag->code].name;
}

void diags_blame_use(struct diags *diags, bool on)
{
    g_assert(on || diags->blame_use > 0);
    if (on)
        diags->blame_use++;
    else
        diags->blame_use--;
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_diags(const void *left, const void *right)
{
    const struct diag *a = left, *b = right;
    int order = g_strcmp0(a->file, b->file);
    if (!order) /* NO_OFFSET wraps to 0: what concerns the whole file comes first */
        order = compare_sizes(a->offset + 1, b->offset + 1);
    if (!order)
        order = (int)b->severity - (int)a->severity;
    if (!order)
        order = strcmp(diag_name(a), diag_name(b));
    if (!order)
        order = strcmp(a->text, b->text);
    if (!order)
        order = g_strcmp0(a->pointer, b->pointer);
    return order;
}

void diags_sort(struct diags *diags)
{
    g_array_sort(diags->kept, compare_diags);
}

size_t diags_count(const struct diags *diags)
{
    return diags->kept->len;
}

const struct diag *diags_at(const struct diags *diags, size_t index)
{
    g_assert(index < diags->kept->len);
    return &g_array_index(diags->kept, struct diag, index);
}

size_t diags_dropped(const struct diags *diags)
{
    return diags->dropped;
}

bool diags_has_errors(const struct diags *diags)
{
    return diags->counts[SEVERITY_ERROR] > 0;
}

size_t diags_count_of(const struct diags *diags, enum severity severity)
{
    return diags->counts[severity];
}

int diags_status(const struct diags *diags, enum severity fail_on)
{
    int status = 0;
    for (size_t severity = fail_on; severity < SEVERITY_COUNT; severity++)
        status = MAX(status, diags->statuses[severity]);
    return status;
}
