/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical JSON piece by piece. */
#include "write/canonical.h"

#include "base/number.h"
#include "read/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* Bytes in front of the first one that is more than itself. */
static size_t plain_size(const char *text)
{
    const char *end = text;
    while ((unsigned char)*end >= ' ' && *end != '"' && *end != '\\')
        end++;
    return (size_t)(end - text);
}

static void put_escape(GString *out, char c)
{
    static const char letters[] = "btn\0fr"; /* from backspace to carriage return */
    g_string_append_c(out, '\\');
    if (c == '"' || c == '\\')
        g_string_append_c(out, c);
    else if (c >= '\b' && c <= '\r' && letters[c - '\b'] != '\0')
        g_string_append_c(out, letters[c - '\b']);
    else
        g_string_append_printf(out, "u%04x", (unsigned)c);
}

static void put_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (;;) {
        size_t plain = plain_size(text);
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (*text == '\0')
            break;
        put_escape(out, *text++);
    }
    g_string_append_c(out, '"');
}

/* What goes before a value: a comma where it is not the first, and its key. */
static void put_key(GString *out, const char *key)
{
    if (out->len > 0 && strchr("{[", out->str[out->len - 1]) == NULL)
        g_string_append_c(out, ',');
    if (key == NULL)
        return;
    put_string(out, key);
    g_string_append_c(out, ':');
}

void canonical_begin(GString *out, const char *key, char bracket)
{
    put_key(out, key);
    g_string_append_c(out, bracket);
}

void canonical_end(GString *out, char bracket)
{
    g_string_append_c(out, bracket);
}

void canonical_text(GString *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    put_key(out, key);
    put_string(out, text);
}

void canonical_raw(GString *out, const char *key, const char *json)
{
    put_key(out, key);
    g_string_append(out, json);
}

void canonical_flag(GString *out, const char *key, bool flag)
{
    put_key(out, key);
    g_string_append(out, flag ? "true" : "false");
}

void canonical_number(GString *out, const char *key, int64_t number)
{
    put_key(out, key);
    number_append(out, number);
}

void canonical_date(GString *out, const char *key, struct date date)
{
    char buffer[11];
    if (date_known(date))
        canonical_text(out, key, date_format(date, buffer));
}

static int compare_names(const void *a, const void *b)
{
    const struct element *one = *(const struct element *const *)a;
    const struct element *other = *(const struct element *const *)b;
    return strcmp(one->name, other->name);
}

static void put_object(GString *out, const char *key, const struct element *element)
{
    size_t count = element_count_children(element), at = 0;
    g_autofree const struct element **members = g_new(const struct element *, count + 1);
    for (struct element *child = element_first(element); child; child = element_next(child))
        members[at++] = child;
    qsort(members, count, sizeof *members, compare_names);
    canonical_begin(out, key, '{');
    for (size_t i = 0; i < count; i++)
        canonical_element(out, members[i]->name, members[i]);
    canonical_end(out, '}');
}

static void put_array(GString *out, const char *key, const struct element *element)
{
    canonical_begin(out, key, '[');
    for (struct element *item = element_first(element); item; item = element_next(item))
        canonical_element(out, NULL, item);
    canonical_end(out, ']');
}

void canonical_element(GString *out, const char *key, const struct element *element)
{
    switch (element->field ? element->field->type->kind : FIELD_TEXT) {
    case FIELD_OBJECT:
        put_object(out, key, element);
        break;
    case FIELD_LIST:
        put_array(out, key, element);
        break;
    case FIELD_INTEGER:
        canonical_number(out, key, g_ascii_strtoll(element->text, NULL, 10));
        break;
    case FIELD_BOOLEAN:
        canonical_flag(out, key, strcmp(element->text, "true") == 0);
        break;
    case FIELD_TEXT:
    case FIELD_TOKEN:
    case FIELD_URL:
    case FIELD_DATE:
    case FIELD_ENUMERATION:
        canonical_text(out, key, element->text);
        break;
    }
}
