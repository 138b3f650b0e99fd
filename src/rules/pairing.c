/* SPDX-License-Identifier: Apache-2.0 */
/* Which declarations are about the same product: by id, else GTIN, else maker and model. */
#include "rules/pairing.h"

#include "base/hash.h"

#include <string.h>

/* 64 bits of SHA-256 stand for a key's text: no two products of a catalogue share them, not even by
 * intent. */
struct key {
    uint64_t digest;
    size_t number;
    uint32_t by;
    uint32_t taken; /* of the first of equal keys: so many from here on are paired */
};

struct pairing {
    GArray *keys; /* of struct key */
    bool sorted;
};

const char *pairing_by_name(enum pairing_by by)
{
    static const char *const names[] = {"id", "gtin", "model"};
    return names[by];
}

struct pairing *pairing_new(void)
{
    struct pairing *pairing = g_new0(struct pairing, 1);
    pairing->keys = g_array_new(FALSE, FALSE, sizeof(struct key));
    return pairing;
}

void pairing_free(struct pairing *pairing)
{
    if (!pairing)
        return;
    g_array_unref(pairing->keys);
    g_free(pairing);
}

/* The keys of a document */

static void append_key(GArray *keys, enum pairing_by by, const char *text, size_t number)
{
    char hex[HASH_HEX_SIZE];
    hash_sha256(text, strlen(text), hex);
    hex[16] = '\0';
    struct key key = {g_ascii_strtoull(hex, NULL, 16), number, by, 0};
    g_array_append_val(keys, key);
}

/* The same article with 8, 12, 13 or 14 digits: without the zeros in front. */
static void append_gtins(GArray *keys, const struct document *document, size_t number)
{
    const struct element *list = element_find(document->root, "product/identifiers");
    const struct element *item = list ? element_first(list) : NULL;
    for (; item; item = element_next(item)) {
        const char *scheme = element_child_text(item, "scheme");
        const char *value = element_child_text(item, "value");
        if (scheme && value && strcmp(scheme, "gtin") == 0)
            append_key(keys, PAIRING_GTIN, value + strspn(value, "0"), number);
    }
}

/* Letter case and the way letters are composed do not count. */
static void append_model(GArray *keys, const char *maker, const char *model, size_t number)
{
    g_autofree char *both = g_strconcat(maker, "\n", model, NULL);
    g_autofree char *normal = g_utf8_normalize(both, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold(normal ? normal : both, -1);
    append_key(keys, PAIRING_MODEL, folded, number);
}

static void append_models(GArray *keys, const struct document *document, size_t number)
{
    const char *maker = element_find_text(document->root, "manufacturer/tradeName");
    if (!maker)
        maker = element_find_text(document->root, "manufacturer/name");
    const char *model = element_find_text(document->root, "product/model");
    if (maker && model)
        append_model(keys, maker, model, number);
    const struct element *list = element_find(document->root, "product/models");
    const struct element *item = list ? element_first(list) : NULL;
    for (; item; item = element_next(item)) {
        const char *code = element_child_text(item, "code");
        if (maker && code)
            append_model(keys, maker, code, number);
    }
}

static void append_keys(GArray *keys, const struct document *document, size_t number)
{
    const char *id = element_child_text(document->root, "id");
    if (id)
        append_key(keys, PAIRING_ID, id, number);
    append_gtins(keys, document, number);
    append_models(keys, document, number);
}

void pairing_add(struct pairing *pairing, size_t number, const struct document *document)
{
    append_keys(pairing->keys, document, number);
    pairing->sorted = false;
}

/* Finding */

static int compare_values(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_keys(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = compare_values(x->by, y->by);
    if (order == 0)
        order = compare_values(x->digest, y->digest);
    return order != 0 ? order : compare_values(x->number, y->number);
}

static struct key *key_at(const GArray *keys, size_t index)
{
    return &g_array_index(keys, struct key, index);
}

static void sort(struct pairing *pairing)
{
    if (!pairing->sorted)
        g_array_sort(pairing->keys, compare_keys);
    pairing->sorted = true;
}

/* The first key that is not before `key`, which has number 0. */
static size_t lower_bound(const GArray *keys, const struct key *key)
{
    size_t low = 0, high = keys->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(key_at(keys, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_same(const GArray *keys, size_t index, const struct key *key)
{
    return index < keys->len && key_at(keys, index)->by == key->by &&
           key_at(keys, index)->digest == key->digest;
}

size_t pairing_find(struct pairing *pairing, const struct document *document)
{
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(struct key));
    append_keys(wanted, document, 0);
    sort(pairing);
    for (size_t i = 0; i < wanted->len; i++) {
        size_t found = lower_bound(pairing->keys, key_at(wanted, i));
        if (is_same(pairing->keys, found, key_at(wanted, i)))
            return key_at(pairing->keys, found)->number;
    }
    return PAIRING_NONE;
}

/* Pairing */

/* The first of those with the key that is still alone. What is found to be paired is passed over
 * from then on, however many share the key. */
static size_t first_alone(const GArray *keys, const struct key *wanted, const bool *paired)
{
    struct key key = {wanted->digest, 0, wanted->by, 0};
    size_t first = lower_bound(keys, &key);
    if (!is_same(keys, first, &key))
        return PAIRING_NONE;
    uint32_t *taken = &key_at(keys, first)->taken;
    while (is_same(keys, first + *taken, &key) && paired[key_at(keys, first + *taken)->number])
        ++*taken;
    size_t index = first + *taken;
    return is_same(keys, index, &key) ? key_at(keys, index)->number : PAIRING_NONE;
}

static int compare_numbers(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = compare_values(x->by, y->by);
    return order != 0 ? order : compare_values(x->number, y->number);
}

struct pair *pairing_match(struct pairing *pairing, size_t count, struct pairing *other,
                           size_t other_count)
{
    struct pair *pairs = g_new0(struct pair, count + 1);
    g_autofree bool *paired = g_new0(bool, other_count + 1);
    for (size_t i = 0; i < count; i++)
        pairs[i] = (struct pair){PAIRING_NONE, PAIRING_ID};
    sort(other);
    pairing->sorted = false;
    g_array_sort(pairing->keys, compare_numbers);
    for (size_t i = 0; i < pairing->keys->len; i++) {
        const struct key *key = key_at(pairing->keys, i);
        if (pairs[key->number].with != PAIRING_NONE)
            continue;
        size_t with = first_alone(other->keys, key, paired);
        if (with == PAIRING_NONE)
            continue;
        paired[with] = true;
        pairs[key->number] = (struct pair){with, (enum pairing_by)key->by};
    }
    return pairs;
}
