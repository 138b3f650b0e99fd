/* SPDX-License-Identifier: Apache-2.0 */
/* Declarations and what is made of them as JSON values. */
#include "write/json_value.h"

#include "read/vocabulary.h"

#include <stdlib.h>
#include <string.h>

void value_put_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, json_string(text));
}

void value_put_flag(json_t *object, const char *key, bool flag)
{
    json_object_set_new(object, key, json_boolean(flag));
}

void value_put_date(json_t *object, const char *key, struct date date)
{
    char buffer[11];
    if (date_known(date))
        value_put_text(object, key, date_format(date, buffer));
}

static json_t *object_of(const struct element *element)
{
    json_t *object = json_object();
    for (struct element *child = element_first(element); child; child = element_next(child))
        json_object_set_new(object, child->name, json_value_of(child));
    return object;
}

static json_t *array_of(const struct element *element)
{
    json_t *array = json_array();
    for (struct element *child = element_first(element); child; child = element_next(child))
        json_array_append_new(array, json_value_of(child));
    return array;
}

json_t *json_value_of(const struct element *element)
{
    switch (element->field ? element->field->type->kind : FIELD_TEXT) {
    case FIELD_OBJECT:
        return object_of(element);
    case FIELD_LIST:
        return array_of(element);
    case FIELD_INTEGER:
        return json_integer(g_ascii_strtoll(element->text, NULL, 10));
    case FIELD_BOOLEAN:
        return json_boolean(strcmp(element->text, "true") == 0);
    case FIELD_TEXT:
    case FIELD_TOKEN:
    case FIELD_URL:
    case FIELD_DATE:
    case FIELD_ENUMERATION:
        break;
    }
    return json_string(element->text);
}

/* They can stand in strings alone, so a JSON reader sees no difference. */
static void append_harmless(GString *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '<')
            g_string_append(out, "\\u003c");
        else if (*text == '>')
            g_string_append(out, "\\u003e");
        else if (*text == '&')
            g_string_append(out, "\\u0026");
        else if (strncmp(text, "\xe2\x80\xa8", 3) == 0 || strncmp(text, "\xe2\x80\xa9", 3) == 0) {
            g_string_append(out, text[2] == '\xa8' ? "\\u2028" : "\\u2029");
            text += 2;
        } else {
            g_string_append_c(out, *text);
        }
    }
}

GBytes *json_value_bytes(json_t *value)
{
    char *text = json_dumps(value, JSON_INDENT(2));
    json_decref(value);
    GString *out = g_string_sized_new(4096);
    append_harmless(out, text);
    g_string_append_c(out, '\n');
    free(text);
    return g_string_free_to_bytes(out);
}
