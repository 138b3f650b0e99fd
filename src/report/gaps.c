/* SPDX-License-Identifier: Apache-2.0 */
/* The gap table: the crosswalk of the glossary against what a declaration has. */
#include "report/gaps.h"

#include <stdint.h>
#include <string.h>

/* Whether the field at the path, of length size, is there; for what stands in a list, in any item.
 */
static bool is_declared(const struct element *element, const char *path, size_t size)
{
    if (size == 0)
        return true;
    const char *dot = memchr(path, '.', size);
    size_t name_size = dot ? (size_t)(dot - path) : size;
    g_autofree char *name = g_strndup(path, name_size);
    const struct element *child = element_child(element, name);
    if (child) {
        size_t step = dot ? name_size + 1 : name_size;
        return is_declared(child, path + step, size - step);
    }
    for (const struct element *item = element_first(element); item; item = element_next(item))
        if (item->item && is_declared(item, path, size))
            return true;
    return false;
}

static bool has(const struct document *document, const char *path)
{
    return is_declared(document->root, path, strlen(path));
}

static bool has_parent(const struct document *document, const char *path)
{
    const char *dot = strrchr(path, '.');
    return is_declared(document->root, path, dot ? (size_t)(dot - path) : 0);
}

static bool asks(const struct term *term, const char *standard)
{
    for (size_t i = 0; i < term->known_count; i++)
        if (strcmp(term->known[i].by, standard) == 0)
            return true;
    return false;
}

GPtrArray *gaps_of(const struct asked *asked, const struct document *document)
{
    GPtrArray *gaps = g_ptr_array_new();
    for (size_t i = 0; i < glossary_count(asked->glossary); i++) {
        const struct term *term = glossary_at(asked->glossary, i);
        if (term->kind == TERM_FIELD && term->known_count > 0 && !has(document, term->id) &&
            has_parent(document, term->id))
            g_ptr_array_add(gaps, (struct term *)(uintptr_t)term);
    }
    return gaps;
}

void gaps_count(const struct asked *asked, const struct document *document, const char *standard,
                size_t *declared, size_t *all)
{
    *declared = *all = 0;
    for (size_t i = 0; i < glossary_count(asked->glossary); i++) {
        const struct term *term = glossary_at(asked->glossary, i);
        if (term->kind != TERM_FIELD || !asks(term, standard))
            continue;
        (*all)++;
        *declared += has(document, term->id);
    }
}

static void append_gap(GString *out, const struct asked *asked, const struct term *term)
{
    g_string_append_printf(out, "    %-34s", term->id);
    for (size_t i = 0; i < term->known_count; i++) {
        const struct known *known = &term->known[i];
        const struct standard *standard = standards_find(asked->standards, known->by);
        g_string_append_printf(out, "%s %s", i > 0 ? "," : "",
                               standard ? standard->short_name : known->by);
        if (known->at)
            g_string_append_printf(out, " (%s)", known->at);
    }
    g_string_append_c(out, '\n');
}

void gaps_append(GString *out, const struct asked *asked, const struct document *document)
{
    g_autoptr(GPtrArray) gaps = gaps_of(asked, document);
    if (gaps->len > 0)
        g_string_append(out, "  Asked for and not declared; which of it this product needs, the "
                             "rules say:\n");
    for (unsigned i = 0; i < gaps->len; i++)
        append_gap(out, asked, gaps->pdata[i]);
    g_string_append(out, "  Declared, of the fields that each asks for:\n");
    for (size_t i = 0; i < standards_count(asked->standards); i++) {
        const struct standard *standard = standards_at(asked->standards, i);
        size_t declared, all;
        gaps_count(asked, document, standard->id, &declared, &all);
        if (all > 0)
            g_string_append_printf(out, "    %-34s %zu of %zu\n", standard->id, declared, all);
    }
}
