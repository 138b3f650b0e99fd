/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of reports that are JSON: strings of any bytes, and the text of a value. */
#include "report/json_parts.h"

#include <stdlib.h>

/* jansson leaves one control character as it is. */
void json_append(GString *out, const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    for (const char *at = text ? text : "null"; *at; at++) {
        if (*at == '\x7f')
            g_string_append(out, "\\u007f");
        else
            g_string_append_c(out, *at);
    }
    free(text);
}

json_t *json_of_text(const char *text)
{
    if (!text)
        return json_null();
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

void json_put_text(json_t *object, const char *name, const char *text)
{
    if (text)
        json_object_set_new(object, name, json_of_text(text));
}

void json_put_count(json_t *object, const char *name, size_t count)
{
    json_object_set_new(object, name, json_integer((json_int_t)count));
}
