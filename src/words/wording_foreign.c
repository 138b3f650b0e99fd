/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts of the declaration stand on a label in another language than its own. */
#include "words/wording.h"

#include <string.h>

/* The script that a tag names, its one subtag of four letters; "" where it names none. */
static const char *script_of(const char *tag, size_t *size)
{
    for (; *tag; tag += *size + (tag[*size] == '-')) {
        *size = strcspn(tag, "-");
        if (*size == 4 && g_ascii_isalpha(*tag))
            return tag;
    }
    *size = 0;
    return "";
}

/* True if who reads the one reads the other: they may differ in region. */
static bool reads_alike(const char *one, const char *other)
{
    size_t size = strcspn(one, "-"), one_size, other_size;
    if (strcspn(other, "-") != size || g_ascii_strncasecmp(one, other, size) != 0)
        return false;
    const char *one_script = script_of(one, &one_size), *script = script_of(other, &other_size);
    return one_size == 0 || other_size == 0 || g_ascii_strncasecmp(one_script, script, 4) == 0;
}

struct search {
    const char *language; /* the label's */
    GArray *found;        /* of struct foreign */
};

static bool is_known(const struct search *search, const struct span *span)
{
    for (size_t i = 0; i < search->found->len; i++) {
        const struct foreign *foreign = &g_array_index(search->found, struct foreign, i);
        if (strcmp(foreign->text, span->text) == 0 &&
            strcmp(foreign->language, span->language) == 0)
            return true;
    }
    return false;
}

/* Short forms too: the label may have room for no other. */
static void search_word(struct search *search, const struct word *word)
{
    for (size_t variant = 0; variant < word->count; variant++) {
        const struct phrase *phrase = &word->variants[variant];
        for (size_t i = 0; i < phrase->count; i++) {
            const struct span *span = &phrase->spans[i];
            if (!span->language || !*span->language ||
                reads_alike(span->language, search->language) || is_known(search, span))
                continue;
            struct foreign foreign = {span->text, span->language};
            g_array_append_val(search->found, foreign);
        }
    }
}

struct foreign *wording_foreign(const struct wording *wording)
{
    struct search search = {
        .language = catalogue_language(wording->catalogue),
        .found = g_array_new(TRUE, TRUE, sizeof(struct foreign)),
    };
    for (size_t id = 0; id < WORD_COUNT; id++)
        search_word(&search, &wording->words[id]);
    for (size_t i = 0; i < wording->row_count; i++)
        search_word(&search, &wording->rows[i].name);
    return (struct foreign *)(void *)g_array_free(search.found, FALSE);
}
