/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a profile: its XPath compiled, its texts left where they stand. */
#include "rules/profile.h"

#include "base/hash.h"
#include "base/source.h"
#include "model/market.h"
#include "read/read.h"
#include "rules/expression.h"
#include "rules/lint.h"

#include <string.h>

#define FOLDER "schemas/profiles/"

static const char *const mark_names[] = {
    [MARK_READ] = "read",
    [MARK_SECONDARY] = "secondary",
    [MARK_RECALLED] = "recalled",
};

static const char *const binds_names[] = {
    [BINDS_ON_AS_OF] = "asOf",
    [BINDS_ON_PLACING] = "placing",
    [BINDS_ON_AVAILABLE] = "available",
    [BINDS_ON_STATEMENT] = "statement",
};

static const char *const severity_names[] = {
    [SEVERITY_NOTE] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

const char *mark_name(enum mark mark)
{
    return mark_names[mark];
}

/* Position of a word; the schema has seen to it that it is there. `absent` for NULL. */
static unsigned index_of(const char *word, const char *const *words, unsigned count,
                         unsigned absent)
{
    for (unsigned i = 0; word && i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return absent;
}

static struct date date_of(const struct element *element, const char *name)
{
    struct date date = NO_DATE;
    const char *text = element_attribute(element, name);
    if (text)
        date_parse(text, &date);
    return date;
}

static void *block(struct profile *profile, size_t count, size_t size)
{
    void *memory = g_malloc0_n(MAX(count, 1), size);
    g_ptr_array_add(profile->blocks, memory);
    return memory;
}

static size_t count_named(const struct element *parent, const char *name)
{
    size_t count = 0;
    for (const struct element *e = element_first(parent); e; e = element_next(e))
        count += strcmp(e->name, name) == 0;
    return count;
}

static struct gates read_gates(struct profile *profile, const struct element *parent,
                               const char *name)
{
    struct gates gates = {block(profile, count_named(parent, name), sizeof(struct gate)), 0};
    for (const struct element *e = element_first(parent); e; e = element_next(e))
        if (strcmp(e->name, name) == 0)
            gates.first[gates.count++] = (struct gate){{e->text, NULL}, e};
    return gates;
}

static void free_gates(struct gates *gates)
{
    for (size_t i = 0; i < gates->count; i++)
        expression_free(gates->first[i].when.compiled);
}

static void read_source(struct rule_source *source, const struct element *element)
{
    source->id = element_attribute(element, "id");
    source->title = element_attribute(element, "title");
    source->url = element_attribute(element, "url");
    source->mark = index_of(element_attribute(element, "mark"), mark_names,
                            G_N_ELEMENTS(mark_names), MARK_RECALLED);
}

static void read_sources(struct profile *profile)
{
    const struct element *root = profile->document->root;
    profile->sources = block(profile, count_named(root, "source"), sizeof(struct rule_source));
    for (const struct element *e = element_first(root); e; e = element_next(e))
        if (strcmp(e->name, "source") == 0)
            read_source(&profile->sources[profile->source_count++], e);
}

static const struct rule_source *find_source(const struct profile *profile, const char *id)
{
    for (size_t i = 0; i < profile->source_count; i++)
        if (strcmp(profile->sources[i].id, id) == 0)
            return &profile->sources[i];
    return NULL;
}

/* What was not read in the primary text never becomes an error. */
static void read_weight(struct rule *rule, const struct element *element)
{
    enum mark best = rule->source ? rule->source->mark : MARK_RECALLED;
    enum mark mark =
        index_of(element_attribute(element, "mark"), mark_names, G_N_ELEMENTS(mark_names), best);
    rule->mark = MAX(mark, best);
    rule->severity = index_of(element_attribute(element, "severity"), severity_names,
                              G_N_ELEMENTS(severity_names), SEVERITY_NOTE);
    if (rule->mark != MARK_READ)
        rule->severity = MIN(rule->severity, SEVERITY_WARNING);
}

static void read_rule(struct profile *profile, struct rule *rule, const struct element *element)
{
    rule->profile = profile;
    rule->element = element;
    rule->id = element_attribute(element, "id");
    rule->code = g_strconcat("RULE:", profile->id, "/", rule->id, NULL);
    rule->clause = element_attribute(element, "clause");
    rule->source = find_source(profile, element_attribute(element, "source"));
    read_weight(rule, element);
    rule->binds_from = date_of(element, "bindsFrom");
    rule->binds_until = date_of(element, "bindsUntil");
    rule->binds_on = index_of(element_attribute(element, "bindsOn"), binds_names,
                              G_N_ELEMENTS(binds_names), BINDS_ON_AS_OF);
    rule->at.text = element_child_text(element, "at");
    rule->test.text = element_child_text(element, "test");
    rule->points.text = element_child_text(element, "points");
    rule->applies = read_gates(profile, element, "applies");
    rule->undetermined = read_gates(profile, element, "undetermined");
}

static void read_rules(struct profile *profile)
{
    const struct element *root = profile->document->root;
    profile->rules = block(profile, count_named(root, "rule"), sizeof(struct rule));
    for (const struct element *e = element_first(root); e; e = element_next(e))
        if (strcmp(e->name, "rule") == 0)
            read_rule(profile, &profile->rules[profile->rule_count++], e);
}

static bool is_text(const char *name)
{
    static const char *const names[] = {"title",   "about",  "otherwise", "because",
                                        "message", "advice", "report",    "settledBy"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Line breaks and indents in texts count as one blank. */
static void collapse_texts(struct document *document, struct element *element)
{
    for (struct element *e = element_first(element); e; e = element_next(e)) {
        collapse_texts(document, e);
        if (!is_text(e->name) || !strpbrk(e->text, "\n\t"))
            continue;
        g_auto(GStrv) words = g_strsplit_set(e->text, " \n\t", -1);
        g_autoptr(GString) text = g_string_new(NULL);
        for (char **word = words; *word; word++)
            if (**word)
                g_string_append_printf(text, "%s%s", text->len ? " " : "", *word);
        document_set_text(document, e, text->str);
    }
}

static struct profile *build(struct document *document)
{
    collapse_texts(document, document->root);
    struct profile *profile = g_new0(struct profile, 1);
    const struct element *root = document->root;
    profile->document = document;
    profile->blocks = g_ptr_array_new_with_free_func(g_free);
    profile->id = element_attribute(root, "id");
    profile->title = element_attribute(root, "title");
    profile->version = element_attribute(root, "version");
    profile->kind = element_attribute(root, "kind");
    profile->about = element_child_text(root, "about");
    const char *markets = element_attribute(root, "markets");
    profile->markets = markets ? markets : "";
    read_sources(profile);
    profile->applies = read_gates(profile, root, "applies");
    profile->undetermined = read_gates(profile, root, "undetermined");
    read_rules(profile);
    return profile;
}

static struct source *open_source(const struct assets *assets, const char *name,
                                  struct diags *diags)
{
    if (strchr(name, '/') || g_str_has_suffix(name, ".xml"))
        return source_read(name, NULL, SOURCE_MAX_BYTES, diags);
    g_autofree char *path = g_strconcat(FOLDER, name, ".xml", NULL);
    struct source *source = assets_open(assets, path, diags);
    if (!source && !diags_has_errors(diags)) {
        g_autoptr(GPtrArray) ids = profile_list(assets);
        g_ptr_array_add(ids, NULL);
        g_autofree char *list = g_strjoinv(", ", (char **)ids->pdata);
        diag_add(diags, CODE_PROFILE_MISSING, NOWHERE, "there is no profile \"%s\"; one of: %s",
                 name, list);
    }
    return source;
}

static struct profile *load(const struct assets *assets, const char *name, struct diags *diags)
{
    struct source *source = open_source(assets, name, diags);
    if (!source)
        return NULL;
    bool known = assets_include(source);
    struct document *document = read_data_file(source, "schemas/profile.xsd", "profile", diags);
    if (!document)
        return NULL;
    size_t before = diags_count_of(diags, SEVERITY_ERROR);
    if (!known)
        lint_profile(document, diags);
    if (diags_count_of(diags, SEVERITY_ERROR) > before) {
        document_free(document);
        return NULL;
    }
    return build(document);
}

struct profile *profile_load(const struct assets *assets, const char *name, struct diags *diags)
{
    diags_blame_use(diags, true);
    struct profile *profile = load(assets, name, diags);
    diags_blame_use(diags, false);
    return profile;
}

static void clear_rule(struct rule *rule)
{
    expression_free(rule->at.compiled);
    expression_free(rule->test.compiled);
    expression_free(rule->points.compiled);
    free_gates(&rule->applies);
    free_gates(&rule->undetermined);
    g_free(rule->code);
}

void profile_free(struct profile *profile)
{
    if (!profile)
        return;
    for (size_t i = 0; i < profile->rule_count; i++)
        clear_rule(&profile->rules[i]);
    free_gates(&profile->applies);
    free_gates(&profile->undetermined);
    document_free(profile->document);
    g_ptr_array_unref(profile->blocks);
    g_free(profile);
}

GPtrArray *profile_list(const struct assets *assets)
{
    g_autoptr(GPtrArray) paths = assets_list(assets, FOLDER);
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < paths->len; i++) {
        const char *name = (const char *)paths->pdata[i] + strlen(FOLDER);
        if (g_str_has_suffix(name, ".xml"))
            g_ptr_array_add(ids, g_strndup(name, strlen(name) - strlen(".xml")));
    }
    return ids;
}

static bool is_for(const char *codes, const char *market)
{
    g_auto(GStrv) markets = g_strsplit(codes, " ", -1);
    for (char **own = markets; *own; own++)
        if (**own && market_overlap(*own, market))
            return true;
    return false;
}

bool profile_is_for(const struct profile *profile, const char *market)
{
    return is_for(profile->markets, market);
}

/* Looks at the text before the first child: a single mention of markets there is the attribute, or
 * something that only reading it tells. */
bool profile_may_be_for(const struct assets *assets, const char *id, const char *market)
{
    static const char attribute[] = " markets=\"";
    g_autofree char *path = g_strconcat(FOLDER, id, ".xml", NULL);
    struct diags *diags = diags_new(0);
    struct source *source = assets_open(assets, path, diags);
    diags_free(diags);
    const char *end = source ? strstr(source->bytes, "<about") : NULL;
    g_autofree char *head = end ? g_strndup(source->bytes, (size_t)(end - source->bytes)) : NULL;
    source_free(source);
    const char *mention = head ? strstr(head, "markets") : NULL;
    if (!mention)
        return head == NULL;
    const char *found = strstr(head, attribute);
    if (!found || strstr(mention + 1, "markets"))
        return true;
    const char *codes = found + strlen(attribute);
    g_autofree char *value = g_strndup(codes, strcspn(codes, "\""));
    return is_for(value, market);
}

void profile_digest(const struct profile *profile, char hex[static 65])
{
    const struct source *source = profile->document->source;
    hash_sha256(source->bytes, source->size, hex);
}

/* The translation into the language, or into the language without region; NULL. */
static const struct element *translation_of(const struct element *parent, const char *language)
{
    g_autofree char *bare = g_strndup(language, strcspn(language, "-"));
    const struct element *near = NULL;
    for (const struct element *e = element_first(parent); e; e = element_next(e)) {
        const char *own =
            strcmp(e->name, "translation") == 0 ? element_attribute(e, "language") : NULL;
        if (own && strcmp(own, language) == 0)
            return e;
        if (own && strcmp(own, bare) == 0)
            near = e;
    }
    return near;
}

const char *rule_text(const struct rule *rule, const char *text, const char *language)
{
    const struct element *translation = translation_of(rule->element, language);
    const char *translated = translation ? element_child_text(translation, text) : NULL;
    return translated ? translated : element_child_text(rule->element, text);
}

/* The index-th child of that name. */
static const struct element *nth_child(const struct element *parent, const char *name, size_t index)
{
    const struct element *child = element_first(parent);
    for (; child; child = element_next(child))
        if (strcmp(child->name, name) == 0 && index-- == 0)
            return child;
    return NULL;
}

const char *rule_gate_reason(const struct rule *rule, const struct gate *gate, const char *language)
{
    bool applies = strcmp(gate->element->name, "applies") == 0;
    const struct element *owner = gate->element->parent;
    const struct gates *gates =
        owner == rule->element ? (applies ? &rule->applies : &rule->undetermined)
                               : (applies ? &rule->profile->applies : &rule->profile->undetermined);
    const char *name = applies ? "otherwise" : "because";
    const struct element *translation = translation_of(owner, language);
    const struct element *translated =
        translation ? nth_child(translation, name, (size_t)(gate - gates->first)) : NULL;
    return translated ? translated->text : element_attribute(gate->element, name);
}

const char *profile_title(const struct profile *profile, const char *language)
{
    const struct element *translation = translation_of(profile->document->root, language);
    const char *title = translation ? element_child_text(translation, "title") : NULL;
    return title ? title : profile->title;
}
