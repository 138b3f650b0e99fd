/* SPDX-License-Identifier: Apache-2.0 */
/* JSON bytes → the same tree that XML gives, by the vocabulary's names. */
#include "read/json.h"

#include "read/bytes.h"
#include "read/json_scan.h"
#include "read/vocabulary.h"

#include <jansson.h>
#include <string.h>

static bool refuse(struct source *source, struct diags *diags, enum code code, size_t offset,
                   const char *text)
{
    diag_add(diags, code, (struct place){source, offset, NULL}, "%s", text);
    return false;
}

/* A byte order mark, or the zeros that ASCII characters have in UTF-16 and UTF-32. */
static bool looks_wide(const struct source *source)
{
    const char *bytes = source->bytes;
    return source->size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
                                 memcmp(bytes, "\xfe\xff", 2) == 0 || !bytes[0] || !bytes[1]);
}

static bool check_bytes(struct source *source, struct diags *diags)
{
    if (bytes_are_compressed(source))
        return refuse(source, diags, CODE_JSON_SYNTAX, 0, "compressed data is not accepted");
    if (looks_wide(source))
        return refuse(source, diags, CODE_JSON_ENCODING, 0,
                      "the bytes are UTF-16 or UTF-32: only UTF-8 is read");
    if (g_str_has_prefix(source->bytes, "\xef\xbb\xbf"))
        return refuse(source, diags, CODE_JSON_ENCODING, 0,
                      "the text begins with a byte order mark, which JSON must not have");
    return bytes_check_utf8(source, false, diags);
}

/* Bounds that need no more than the tokens. */
static bool check_token(const struct json_scan *scan, enum json_event event, size_t values,
                        struct source *source, struct diags *diags)
{
    if (event == JSON_FAULT)
        return refuse(source, diags, scan->code, scan->start, scan->text);
    if (values > NODES_MAX)
        return refuse(source, diags, CODE_LIMIT_NODES, scan->start,
                      "there are more than " G_STRINGIFY(NODES_MAX) " values");
    bool text_due = event == JSON_VALUE || event == JSON_KEY;
    if (!text_due || scan->end - scan->start <= TEXT_BYTES_MAX)
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    json_append_text(text, source->bytes + scan->start + 1, scan->end - scan->start - 2);
    if (text->len > TEXT_BYTES_MAX)
        diag_add(diags, CODE_LIMIT_TEXT, (struct place){source, scan->start, NULL},
                 "the text has %zu bytes, at most %d are allowed", text->len, TEXT_BYTES_MAX);
    return text->len <= TEXT_BYTES_MAX;
}

/* The whole grammar with exact places, before jansson builds anything. */
static bool check_tokens(struct source *source, struct diags *diags)
{
    struct json_scan scan;
    size_t values = 0;
    enum json_event event;
    json_scan_start(&scan, source->bytes, source->size);
    do {
        event = json_scan_next(&scan);
        values += event == JSON_VALUE;
        if (!check_token(&scan, event, values, source, diags))
            return false;
        if (values == 1 && source->bytes[scan.start] != '{' && scan.depth <= 1 &&
            event == JSON_VALUE)
            return refuse(source, diags, CODE_JSON_ROOT, scan.start,
                          "object expected: a declaration is one JSON object, from { to }");
    } while (event != JSON_END);
    return true;
}

/* A member whose name was read before in its object: jansson stopped behind the name. */
static void report_duplicate(struct source *source, size_t stopped, struct diags *diags)
{
    struct json_scan scan;
    enum json_event event;
    json_scan_start(&scan, source->bytes, source->size);
    do
        event = json_scan_next(&scan);
    while (event != JSON_END && event != JSON_FAULT && !(event == JSON_KEY && scan.end >= stopped));
    g_autofree char *pointer = json_scan_pointer(&scan);
    g_autoptr(GString) key = g_string_new(NULL);
    if (event == JSON_KEY)
        json_append_text(key, source->bytes + scan.start + 1, scan.end - scan.start - 2);
    diag_add(diags, CODE_JSON_DUPKEY, (struct place){source, scan.start, pointer},
             "member \"%s\" occurs twice in the object at %s", key->str,
             *pointer ? pointer : "the root");
}

static void report_number(struct source *source, size_t stopped, struct diags *diags)
{
    size_t at = MIN(stopped, source->size);
    while (at > 0 && source->bytes[at - 1] && strchr("0123456789+-.eE", source->bytes[at - 1]))
        at--;
    refuse(source, diags, CODE_JSON_NUMBER, at, "the number is too large");
}

static void report_error(struct source *source, const json_error_t *error, struct diags *diags)
{
    size_t stopped = error->position > 0 ? (size_t)error->position : 0;
    if (json_error_code(error) == json_error_duplicate_key)
        report_duplicate(source, stopped, diags);
    else if (json_error_code(error) == json_error_numeric_overflow)
        report_number(source, stopped, diags);
    else
        refuse(source, diags, CODE_JSON_SYNTAX, stopped, "this is not JSON");
}

static enum value_type type_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return VALUE_OBJECT;
    case JSON_ARRAY:
        return VALUE_ARRAY;
    case JSON_STRING:
        return VALUE_STRING;
    case JSON_INTEGER:
        return VALUE_INTEGER;
    case JSON_REAL:
        return VALUE_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return VALUE_BOOLEAN;
    default:
        return VALUE_NULL;
    }
}

static void set_scalar(struct document *document, struct element *element, const json_t *value)
{
    char digits[32];
    if (json_is_string(value)) {
        document_set_text(document, element, json_string_value(value));
    } else if (json_is_integer(value)) {
        g_snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        document_set_text(document, element, digits);
    } else if (json_is_boolean(value)) {
        document_set_text(document, element, json_is_true(value) ? "true" : "false");
    }
}

static struct element *build(struct document *document, struct element *parent, const char *name,
                             const struct field *field, json_t *value)
{
    struct element *element = document_add(document, parent, name, DECLARATION_NAMESPACE);
    element->field = field;
    element->type = type_of(value);
    if (element->type == VALUE_OBJECT) {
        for (void *member = json_object_iter(value); member;
             member = json_object_iter_next(value, member)) {
            const char *key = json_object_iter_key(member);
            build(document, element, key, field ? field_member(field, key) : NULL,
                  json_object_iter_value(member));
        }
    } else if (element->type == VALUE_ARRAY) {
        bool list = field && field->type->kind == FIELD_LIST;
        const struct field *item = list ? &field->type->fields[0] : NULL;
        for (size_t i = 0; i < json_array_size(value); i++)
            build(document, element, item ? item->name : "item", item, json_array_get(value, i))
                ->item = true;
    } else {
        set_scalar(document, element, value);
    }
    return element;
}

/* "$schema" at the root is for editors. */
static void drop_schema(struct document *document)
{
    struct element *schema = element_child(document->root, "$schema");
    if (schema && schema->type == VALUE_STRING)
        schema->aside = true;
}

static bool read_document(struct document *document, struct diags *diags)
{
    struct source *source = document->source;
    const struct vocabulary *vocabulary = vocabulary_get();
    json_error_t error;
    if (!check_bytes(source, diags) || !check_tokens(source, diags))
        return false;
    if (!vocabulary)
        return refuse(source, diags, CODE_INTERNAL, NO_OFFSET, "the schema cannot be read");
    json_t *root = json_loadb(source->bytes, source->size, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        report_error(source, &error, diags);
        return false;
    }
    const struct field *field = vocabulary_root(vocabulary);
    build(document, NULL, field->name, field, root);
    json_decref(root);
    drop_schema(document);
    return true;
}

struct document *json_read(struct source *source, struct diags *diags)
{
    struct document *document = document_new(source, SYNTAX_JSON);
    if (read_document(document, diags))
        return document;
    document_free(document);
    return NULL;
}
