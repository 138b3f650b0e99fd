/* SPDX-License-Identifier: Apache-2.0 */
/* Where in a file the line of a key is: open addressing over 32 bits of hash and 40 of offset. */
#include "bulk/offsets.h"

#include <glib.h>
#include <string.h>

enum {
    SLOT_SIZE = 9,
    FIRST_ROOM = 64,
    FULL_PERCENT = 80,
    TABLE_BITS = 4, /* of the hash */
    TABLES = 1 << TABLE_BITS,
};

#define OFFSET_MASK ((UINT64_C(1) << 39) - 1)
#define MARK (UINT64_C(1) << 39)

/* Slots of SLOT_SIZE bytes: 4 of the hash, 5 of the offset and its mark. Offset 0: empty. */
struct table {
    unsigned char *slots;
    size_t room, used;
};

/* One that grows stands in memory twice: each is only a part. */
struct offsets {
    struct table tables[TABLES]; /* by the first bits of the hash */
};

struct slot {
    uint32_t hash;
    uint64_t offset; /* with the mark */
};

struct offsets *offsets_new(void)
{
    struct offsets *offsets = g_new0(struct offsets, 1);
    for (int i = 0; i < TABLES; i++) {
        offsets->tables[i].room = FIRST_ROOM;
        offsets->tables[i].slots = g_malloc0_n(FIRST_ROOM, SLOT_SIZE);
    }
    return offsets;
}

void offsets_free(struct offsets *offsets)
{
    if (offsets == NULL)
        return;
    for (int i = 0; i < TABLES; i++)
        g_free(offsets->tables[i].slots);
    g_free(offsets);
}

/* FNV-1a, its halves folded. */
static uint32_t hash_of(const char *key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *key != '\0'; key++)
        hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
    return (uint32_t)(hash ^ (hash >> 32));
}

static unsigned table_of(uint32_t hash)
{
    return hash >> (32 - TABLE_BITS);
}

static struct slot slot_at(const struct table *table, size_t index)
{
    struct slot slot = {0, 0};
    const unsigned char *bytes = table->slots + index * SLOT_SIZE;
    memcpy(&slot.hash, bytes, 4);
    for (int i = 4; i >= 0; i--)
        slot.offset = slot.offset << 8 | bytes[4 + i];
    return slot;
}

static void set_slot(struct table *table, size_t index, struct slot slot)
{
    unsigned char *bytes = table->slots + index * SLOT_SIZE;
    memcpy(bytes, &slot.hash, 4);
    for (int i = 0; i < 5; i++)
        bytes[4 + i] = (unsigned char)(slot.offset >> (8 * i));
}

static size_t first_index(const struct table *table, uint32_t hash)
{
    return (size_t)(((uint64_t)(uint32_t)(hash << TABLE_BITS) * table->room) >> 32);
}

static void put(struct table *table, struct slot slot)
{
    size_t index = first_index(table, slot.hash);
    while (slot_at(table, index).offset != 0)
        index = index + 1 < table->room ? index + 1 : 0;
    set_slot(table, index, slot);
}

static void grow(struct table *table)
{
    struct table old = *table;
    table->room += table->room / 2;
    table->slots = g_malloc0_n(table->room, SLOT_SIZE);
    for (size_t i = 0; i < old.room; i++)
        if (slot_at(&old, i).offset != 0)
            put(table, slot_at(&old, i));
    g_free(old.slots);
}

void offsets_add(struct offsets *offsets, const char *key, uint64_t offset)
{
    uint32_t hash = hash_of(key);
    struct table *table = &offsets->tables[table_of(hash)];
    g_assert(offset > 0 && offset <= OFFSET_MASK);
    if ((table->used + 1) * 100 > table->room * FULL_PERCENT)
        grow(table);
    put(table, (struct slot){hash, offset});
    table->used++;
}

/* Index of the slot of that key and offset (0: any for which `is` holds); room where there is none.
 */
static size_t find(const struct table *table, uint32_t hash, uint64_t offset,
                   bool (*is)(void *data, uint64_t offset), void *data)
{
    size_t index = first_index(table, hash);
    for (;; index = index + 1 < table->room ? index + 1 : 0) {
        struct slot slot = slot_at(table, index);
        uint64_t at = slot.offset & OFFSET_MASK;
        if (at == 0)
            return table->room;
        if (slot.hash == hash && (is != NULL ? is(data, at) : at == offset))
            return index;
    }
}

uint64_t offsets_find(const struct offsets *offsets, const char *key,
                      bool (*is)(void *data, uint64_t offset), void *data)
{
    uint32_t hash = hash_of(key);
    const struct table *table = &offsets->tables[table_of(hash)];
    size_t index = find(table, hash, 0, is, data);
    return index < table->room ? slot_at(table, index).offset & OFFSET_MASK : 0;
}

void offsets_mark(struct offsets *offsets, const char *key, uint64_t offset)
{
    uint32_t hash = hash_of(key);
    struct table *table = &offsets->tables[table_of(hash)];
    size_t index = find(table, hash, offset, NULL, NULL);
    if (index == table->room)
        return;
    struct slot slot = slot_at(table, index);
    slot.offset |= MARK;
    set_slot(table, index, slot);
}

bool offsets_marked(const struct offsets *offsets, const char *key, uint64_t offset)
{
    uint32_t hash = hash_of(key);
    const struct table *table = &offsets->tables[table_of(hash)];
    size_t index = find(table, hash, offset, NULL, NULL);
    return index < table->room && (slot_at(table, index).offset & MARK) != 0;
}
