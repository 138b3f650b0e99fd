/* SPDX-License-Identifier: Apache-2.0 */
/* A label's line in the index of a catalogue: who, what, until when, and where its files are. */
#include "bulk/entry.h"

#include "bulk/saying.h"
#include "model/facts.h"
#include "model/terms.h"
#include "model/variant.h"

#include <jansson.h>
#include <string.h>

static void put_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static void put_date(json_t *object, const char *key, struct date date)
{
    char buffer[11];
    if (date_known(date))
        put_text(object, key, date_format(date, buffer));
}

/* The last day that is covered, for sorting: a month counts to its end. */
static void put_last_day(json_t *object, const char *key, struct date end)
{
    if (date_known(end) && end.month > 0)
        put_date(object, key, date_last_day(end));
}

static void put_gtin(json_t *object, const struct document *document)
{
    const struct element *list = element_find(document->root, "product/identifiers");
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        if (g_strcmp0(element_child_text(e, "scheme"), "gtin") == 0) {
            put_text(object, "gtin", element_child_text(e, "value"));
            return;
        }
}

static void put_barriers(json_t *object, const struct document *document)
{
    const struct element *list = element_child(document->root, "barriers");
    json_t *classes = json_array();
    for (const struct element *e = list ? element_first(list) : NULL; e; e = element_next(e))
        json_array_append_new(classes, json_string(element_child_text(e, "class")));
    if (json_array_size(classes) > 0)
        json_object_set(object, "barriers", classes);
    json_decref(classes);
}

static void put_product(json_t *object, const struct declaration *declaration)
{
    put_text(object, "maker", declaration->maker);
    put_text(object, "brand", declaration->product.brand);
    put_text(object, "name", declaration->product.name);
    put_text(object, "model", declaration->product.model);
    put_text(object, "category", declaration->product.category);
    put_text(object, "declarant", declaration->declarant.name);
    put_text(object, "role", role_name(declaration->declarant.role));
}

static void put_facts(json_t *object, const struct facts *facts)
{
    bool promised = facts->state == STATE_DATED || facts->state == STATE_ENDED;
    put_text(object, "state", state_name(facts->state));
    put_text(object, "form", form_name(facts->form));
    put_date(object, "end", facts->end);
    if (promised && !facts->anticipated)
        put_last_day(object, "supportedUntil", facts->end);
    put_text(object, "method", mode_name(facts->method.mode));
    if (facts->conditional)
        json_object_set_new(object, "conditional", json_true());
    put_date(object, "nextChange", facts->next_change);
}

static void put_files(json_t *object, const struct entry_files *files)
{
    json_t *array = json_array();
    for (guint i = files->first; i < files->paths->len; i++) {
        json_t *file = json_object();
        put_text(file, "path", files->paths->pdata[i]);
        put_text(file, "sha256", files->digests->pdata[i]);
        json_array_append_new(array, file);
    }
    json_object_set_new(object, "files", array);
}

static char *dump(json_t *object)
{
    char *text = json_dumps(object, JSON_SORT_KEYS | JSON_COMPACT);
    char *copy = g_strdup(text);
    free(text);
    json_decref(object);
    return copy;
}

/* The earlier of two next changes; an unknown one never comes. */
static void keep_earlier(struct date *next, struct date other)
{
    if (date_known(other) && (!date_known(*next) || date_compare(other, *next) < 0))
        *next = other;
}

char *entry_new(struct document *document, const char *variant, const struct bulk_options *options,
                struct workshop *workshop, const struct entry_files *files, struct date *next)
{
    struct document *chosen = variant_apply(document, variant);
    struct declaration *declaration = declaration_new(chosen);
    struct facts *facts = facts_new(declaration, options->job.as_of);
    json_t *object = json_object();
    put_text(object, "id", declaration->id);
    put_text(object, "variant", variant);
    put_product(object, declaration);
    put_gtin(object, chosen);
    put_barriers(object, chosen);
    put_facts(object, facts);
    put_files(object, files);
    if (options->site)
        json_object_set_new(
            object, "words",
            sayings_new(facts, &options->job, workshop, files->paths, files->first));
    keep_earlier(next, facts->next_change);
    facts_free(facts);
    declaration_free(declaration);
    document_free(chosen);
    return dump(object);
}

/* Reading */

/* Behind the string that begins here. */
static const char *skip_string(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++)
        if (*at == '\\' && at[1] != '\0')
            at++;
    return *at == '"' ? at + 1 : at;
}

/* Behind the value that begins here. */
static const char *skip_value(const char *at)
{
    int depth = 0;
    while (*at != '\0') {
        if (*at == '"') {
            at = skip_string(at);
            continue;
        }
        if (depth == 0 && (*at == ',' || *at == '}'))
            break;
        depth += *at == '{' || *at == '[' ? 1 : *at == '}' || *at == ']' ? -1 : 0;
        at++;
    }
    return at;
}

void entry_walk(const char *entry, entry_told *told, void *data)
{
    const char *at = entry;
    while ((*at == '{' || *at == ',') && at[1] == '"') {
        const char *key = at + 2, *behind = skip_string(at + 1);
        if (behind - key < 1 || behind[-1] != '"' || *behind != ':')
            return;
        const char *value = behind + 1;
        at = skip_value(value);
        told(data, key, (size_t)(behind - key) - 1, value, (size_t)(at - value));
    }
}

char *entry_text(const char *value, size_t size)
{
    if (size < 2 || value[0] != '"' || value[size - 1] != '"')
        return NULL;
    if (memchr(value, '\\', size) == NULL)
        return g_strndup(value + 1, size - 2);
    json_t *text = json_loadb(value, size, JSON_DECODE_ANY, NULL);
    char *copy = g_strdup(json_string_value(text));
    json_decref(text);
    return copy;
}
