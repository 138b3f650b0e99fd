/* SPDX-License-Identifier: Apache-2.0 */
/* Changes texts in ways that their readers do not refuse at the first byte. */
#include "fuzz.h"

#include <string.h>

struct text {
    uint8_t *data;
    size_t size, max;
    uint32_t state;
};

/* xorshift: the same changes from the same seed everywhere. */
static size_t draw(struct text *text, size_t count)
{
    uint32_t x = text->state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    text->state = x;
    return count ? x % count : 0;
}

static const char *const values[] = {
    "",
    "0",
    "-1",
    "1",
    "999.999",
    "-999.999",
    "0.001",
    "NaN",
    "1e9",
    "99999999999999999999",
    "true",
    "no",
    "yes",
    "none",
    "notStated",
    "unknown",
    "guaranteed",
    "anticipated",
    "2199-12-31",
    "1970-01",
    "2026",
    "2027-02-29",
    "P999Y999M",
    "P1M",
    "purchase",
    "whileOnSale",
    "subscription",
    "thirdParty",
    "manufacturer",
    ("\xe2\x80\xae"
     "2031"),
    "\xd9\x82\xd8\xa7\xd8\xb1\xd8\xa6",
    "\xe3\x82\xab\xe3\x83\xa1\xe3\x83\xa9",
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
    "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
    "\xc0\x80",
    "&#27;[31m",
    "\\u001b[31m",
    "<![CDATA[x]]>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<!-- - -->",
    "&amp;",
    "&b;",
    "{\"a\":[]}",
    "null",
    "https://a.example/",
    "javascript:alert(1)",
    "state=dated qr=no rows!=yes",
    "M0 0 C1 1 2 2 3 3 Z",
    "M0 0 a9 9 0 1 1 0 .1z m1e9 1e9",
    "method",
};

static size_t find(const struct text *text, size_t from, const char *set)
{
    while (from < text->size && (text->data[from] == '\0' || !strchr(set, text->data[from])))
        from++;
    return from;
}

/* Replaces [from, to) with other bytes, as far as there is room. */
static void splice(struct text *text, size_t from, size_t to, const uint8_t *bytes, size_t count)
{
    if (text->size - (to - from) + count > text->max)
        return;
    memmove(text->data + from + count, text->data + to, text->size - to);
    if (count)
        memcpy(text->data + from, bytes, count);
    text->size = text->size - (to - from) + count;
}

/* A stretch between two marks: an element's text, a quoted value, a name. */
static void draw_token(struct text *text, size_t *from, size_t *to)
{
    *from = find(text, draw(text, text->size), "<>\"");
    *from = *from < text->size ? *from + 1 : text->size;
    *to = find(text, *from, "<>\"");
}

static void replace_value(struct text *text)
{
    size_t from, to;
    draw_token(text, &from, &to);
    const char *value = values[draw(text, G_N_ELEMENTS(values))];
    splice(text, from, to, (const uint8_t *)value, strlen(value));
}

static void copy_value(struct text *text)
{
    size_t from, to, at, end;
    draw_token(text, &from, &to);
    draw_token(text, &at, &end);
    g_autofree uint8_t *copy = g_memdup2(text->data + from, to - from);
    splice(text, at, end, copy, to - from);
}

static void stretch_value(struct text *text)
{
    size_t from, to;
    draw_token(text, &from, &to);
    size_t count = to - from, times = (size_t)1 << draw(text, 11);
    g_autofree uint8_t *copy = g_memdup2(text->data + from, count);
    for (; times > 0 && count > 0; times--)
        splice(text, from, from, copy, count);
}

/* The lines from a drawn one on: examples and templates have a field or an item in each. */
static void draw_lines(struct text *text, size_t *from, size_t *to)
{
    *from = find(text, draw(text, text->size), "\n");
    *to = *from;
    for (size_t lines = 1 + draw(text, 8); lines > 0 && *to < text->size; lines--)
        *to = find(text, *to + 1, "\n");
}

static void delete_lines(struct text *text)
{
    size_t from, to;
    draw_lines(text, &from, &to);
    splice(text, from, to, NULL, 0);
}

static void copy_lines(struct text *text)
{
    size_t from, to;
    draw_lines(text, &from, &to);
    size_t at = find(text, draw(text, text->size), "\n");
    g_autofree uint8_t *copy = g_memdup2(text->data + from, to - from);
    for (size_t times = (size_t)1 << draw(text, 6); times > 0; times--)
        splice(text, at, at, copy, to - from);
}

static void change_bytes(struct text *text)
{
    for (size_t times = 1 + draw(text, 4); times > 0 && text->size > 0; times--)
        text->data[draw(text, text->size)] = (uint8_t)draw(text, 256);
}

/* libFuzzer's own changes, which know its dictionaries; not there without it. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max) __attribute__((weak));

/* Texts without marks are too short to have values and lines. */
static bool has_marks(const uint8_t *data, size_t size)
{
    return memchr(data, '<', size) || memchr(data, '"', size);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    if (LLVMFuzzerMutate && (seed % 2 || !has_marks(data, size)))
        return LLVMFuzzerMutate(data, size, max);
    static void (*const changes[])(struct text *) = {
        replace_value, replace_value, replace_value, copy_value,   copy_value,
        stretch_value, delete_lines,  copy_lines,    change_bytes,
    };
    struct text text = {data, size, max, seed * 2654435761U + 1};
    if (text.state == 0)
        text.state = 1;
    draw(&text, 1);
    for (size_t times = 1 + draw(&text, 5); times > 0; times--)
        changes[draw(&text, G_N_ELEMENTS(changes))](&text);
    return text.size;
}
