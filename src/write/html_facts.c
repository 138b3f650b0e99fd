/* SPDX-License-Identifier: Apache-2.0 */
/* Every declared fact in groups, each with its meaning. */
#include "write/html_facts.h"

#include "read/vocabulary.h"
#include "write/html_text.h"

#include <stdint.h>
#include <string.h>

#define MEMBERS_MAX 5

/* Members of the declaration under one heading; the last group has what no other names. */
static const struct group {
    const char *name; /* of its text in the catalogue, behind "page."; its id */
    const char *heading;
    const char *members[MEMBERS_MAX];
} groups[] = {
    {"support", "Support period", {"support"}},
    {"updates", "How updates arrive", {"updates"}},
    {"parts", "Parts", {"components"}},
    {"after", "After support ends", {"endOfSupport"}},
    {"why", "Why updates are limited", {"barriers"}},
    {"product", "Product", {"product"}},
    {"versions", "Versions of the product", {"variants"}},
    {"companies", "Companies", {"manufacturer", "brandOwner", "representatives", "signatory"}},
    {"contacts", "Contacts", {"contacts"}},
    {"evidence", "Evidence", {"evidence"}},
    {"sources", "Sources", {"sources"}},
    {"declaration", "About this declaration", {NULL}},
};

struct listing {
    GString *out;
    const struct wording *wording;
    const char *language; /* of the declaration's texts */
    GPtrArray *fields;    /* of const struct field *: what has been listed, each once */
};

static bool group_has(const struct group *group, const char *member)
{
    for (size_t i = 0; i < MEMBERS_MAX && group->members[i]; i++)
        if (strcmp(group->members[i], member) == 0)
            return true;
    return false;
}

static const struct group *group_of(const char *member)
{
    size_t last = G_N_ELEMENTS(groups) - 1;
    for (size_t i = 0; i < last; i++)
        if (group_has(&groups[i], member))
            return &groups[i];
    return &groups[last];
}

/* "postalAddress" as "Postal address"; names are ASCII. */
static char *spaced(const char *name)
{
    GString *text = g_string_new(NULL);
    for (const char *c = name; *c; c++) {
        if (g_ascii_isupper(*c) && c > name)
            g_string_append_c(text, ' ');
        g_string_append_c(text, c == name ? g_ascii_toupper(*c) : g_ascii_tolower(*c));
    }
    return g_string_free(text, FALSE);
}

/* The meaning alone, without who asks for it. */
static char *meaning_of(const char *documentation)
{
    const char *asked = strstr(documentation, " Asked for by: ");
    return asked ? g_strndup(documentation, (size_t)(asked - documentation))
                 : g_strdup(documentation);
}

static const char *documentation_of(const struct field *field, const char *value)
{
    for (size_t i = 0; i < field->type->value_count; i++)
        if (strcmp(field->type->values[i].name, value) == 0)
            return field->type->values[i].documentation;
    return NULL;
}

/* The chosen word and what it means. */
static void put_choice(GString *out, const struct field *field, const char *value)
{
    const char *documentation = documentation_of(field, value);
    g_autofree char *meaning = documentation ? meaning_of(documentation) : NULL;
    if (meaning && *meaning)
        html_say(out, "", meaning, " ");
    html_say(out, "<code>", value, "</code>");
}

static void put_scalar(struct listing *listing, const struct element *element)
{
    GString *out = listing->out;
    const struct field *field = element->field;
    struct date date;
    switch (field ? field->type->kind : FIELD_TEXT) {
    case FIELD_ENUMERATION:
        put_choice(out, field, element->text);
        return;
    case FIELD_BOOLEAN:
        html_say(out, "", strcmp(element->text, "true") == 0 ? "Yes" : "No", "");
        return;
    case FIELD_DATE:
        if (date_parse(element->text, &date) && html_open_time(out, date)) {
            html_say(out, "", element->text, "</time>");
            return;
        }
        break;
    case FIELD_URL:
        if (html_open_link(out, element->text)) {
            html_say(out, "", element->text, "</a>");
            return;
        }
        break;
    case FIELD_TEXT:
        html_put_value(out, element->text, listing->language);
        return;
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_TOKEN:
    case FIELD_INTEGER:
        break;
    }
    html_put_value(out, element->text, NULL);
}

static void put_object(struct listing *listing, const struct element *element);

static bool is_kind(const struct element *element, enum field_kind kind)
{
    return element->field && element->field->type->kind == kind;
}

/* A description each: of the value, or of each item. The depth is that of the schema. */
static void put_descriptions(struct listing *listing, const struct element *element)
{
    if (is_kind(element, FIELD_LIST)) {
        for (struct element *item = element_first(element); item; item = element_next(item))
            put_descriptions(listing, item);
        return;
    }
    g_string_append(listing->out, "<dd>");
    if (is_kind(element, FIELD_OBJECT))
        put_object(listing, element);
    else
        put_scalar(listing, element);
    g_string_append(listing->out, "</dd>\n");
}

/* An empty list says nothing, and a name without a description would not do. */
static bool is_empty_list(const struct element *element)
{
    return is_kind(element, FIELD_LIST) && !element_first(element);
}

static void put_field(struct listing *listing, const struct element *element)
{
    if (is_empty_list(element))
        return;
    if (element->field && !g_ptr_array_find(listing->fields, element->field, NULL))
        g_ptr_array_add(listing->fields, (void *)(uintptr_t)element->field);
    g_autofree char *name = spaced(element->name);
    html_say(listing->out, "<div><dt>", name, "</dt>\n");
    put_descriptions(listing, element);
    g_string_append(listing->out, "</div>\n");
}

static void put_object(struct listing *listing, const struct element *element)
{
    const struct field_type *type = element->field->type;
    g_string_append(listing->out, "<dl>\n");
    for (size_t i = 0; i < type->field_count; i++) {
        const struct element *child = element_child(element, type->fields[i].name);
        if (child)
            put_field(listing, child);
    }
    g_string_append(listing->out, "</dl>\n");
}

/* What the names in a section mean. */
static void put_meanings(struct listing *listing)
{
    GString *out = listing->out;
    g_string_append(out,
                    "<details lang=\"en\" dir=\"ltr\"><summary>What these names mean</summary>\n"
                    "<ul>\n");
    for (guint i = 0; i < listing->fields->len; i++) {
        const struct field *field = listing->fields->pdata[i];
        g_autofree char *name = spaced(field->name);
        g_autofree char *meaning = meaning_of(field->documentation ? field->documentation : "");
        html_say(out, "<li><b>", name, "</b>: ");
        html_say(out, "", meaning, "</li>\n");
    }
    g_string_append(out, "</ul></details>\n");
}

static void put_heading(GString *out, const struct wording *wording, const struct group *group)
{
    g_autofree char *id = g_strconcat("page.", group->name, NULL);
    const char *text = catalogue_text(wording->catalogue, id, 0);
    html_say(out, "<h2 id=\"", group->name, "\"");
    if (text)
        html_say(out, ">", text, "</h2>\n");
    else
        html_say(out, " lang=\"en\" dir=\"ltr\">", group->heading, "</h2>\n");
}

/* Buyers find their unit by what selects a variant; the one this page is about is marked. */
static void put_variants(struct listing *listing, const struct element *variants)
{
    const char *chosen = listing->wording->facts->declaration->variant;
    for (struct element *item = element_first(variants); item; item = element_next(item)) {
        const char *id = element_child_text(item, "id");
        html_say(listing->out, "<h3><bdi>", id ? id : "", "</bdi>");
        if (chosen && g_strcmp0(chosen, id) == 0)
            g_string_append(listing->out, " (this page)");
        g_string_append(listing->out, "</h3>\n");
        put_object(listing, item);
    }
}

/* A member that has a group for itself needs no name of its own. */
static void put_alone(struct listing *listing, const struct element *member)
{
    if (is_kind(member, FIELD_OBJECT)) {
        put_object(listing, member);
        return;
    }
    for (struct element *item = element_first(member); item; item = element_next(item)) {
        g_string_append(listing->out, "<div class=\"item\">\n");
        put_object(listing, item);
        g_string_append(listing->out, "</div>\n");
    }
}

static void put_named(struct listing *listing, const GPtrArray *members)
{
    g_string_append(listing->out, "<dl>\n");
    for (guint i = 0; i < members->len; i++)
        put_field(listing, members->pdata[i]);
    g_string_append(listing->out, "</dl>\n");
}

static void put_group(GString *out, const struct wording *wording, const struct group *group,
                      const GPtrArray *members)
{
    struct listing listing = {
        .out = out,
        .wording = wording,
        .language = wording->facts->declaration->language,
        .fields = g_ptr_array_new(),
    };
    html_say(out, "<section aria-labelledby=\"", group->name, "\">\n");
    put_heading(out, wording, group);
    g_string_append(out, "<div lang=\"en\" dir=\"ltr\">\n");
    if (group_has(group, "variants"))
        put_variants(&listing, members->pdata[0]);
    else if (group->members[0] && !group->members[1])
        put_alone(&listing, members->pdata[0]);
    else
        put_named(&listing, members);
    g_string_append(out, "</div>\n");
    if (listing.fields->len > 0)
        put_meanings(&listing);
    g_string_append(out, "</section>\n");
    g_ptr_array_unref(listing.fields);
}

/* What the declaration has of a group; variants stand in the document that one was chosen of. */
static GPtrArray *members_of(const struct document *document, const struct group *group)
{
    GPtrArray *members = g_ptr_array_new();
    const struct document *base = document->base ? document->base : document;
    if (group_has(group, "variants")) {
        struct element *variants = element_child(base->root, "variants");
        if (variants)
            g_ptr_array_add(members, variants);
        return members;
    }
    const struct field_type *type = document->root->field->type;
    for (size_t i = 0; i < type->field_count; i++) {
        struct element *child = element_child(document->root, type->fields[i].name);
        if (child && group_of(child->name) == group && !is_empty_list(child))
            g_ptr_array_add(members, child);
    }
    return members;
}

/* Honest about the language: only headings are translated. */
static void put_language_note(GString *out, const struct wording *wording)
{
    const char *note = catalogue_text(wording->catalogue, "page.english", 0);
    if (note && strcmp(catalogue_language(wording->catalogue), "en") != 0)
        html_say(out, "<p class=\"small\">", note, "</p>\n");
}

void html_put_facts(GString *out, const struct wording *wording)
{
    put_language_note(out, wording);
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        g_autoptr(GPtrArray) members =
            members_of(wording->facts->declaration->document, &groups[i]);
        if (members->len > 0)
            put_group(out, wording, &groups[i], members);
    }
}
