/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of offsets: a million keys, found again, in little memory. */
#include "bulk/offsets.h"

#include "unit.h"

#include <glib.h>
#include <malloc.h>

enum { MANY = 1000000 };

/* The offset that a key of these tests has. */
static uint64_t offset_of(unsigned i)
{
    return (uint64_t)i * 520 + 1;
}

static bool is_it(void *data, uint64_t offset)
{
    return offset == offset_of(*(const unsigned *)data);
}

static struct offsets *fill(unsigned count)
{
    struct offsets *offsets = offsets_new();
    for (unsigned i = 0; i < count; i++) {
        char key[24];
        g_snprintf(key, sizeof key, "key-%u", i);
        offsets_add(offsets, key, offset_of(i));
    }
    return offsets;
}

static uint64_t find(const struct offsets *offsets, unsigned i)
{
    char key[24];
    g_snprintf(key, sizeof key, "key-%u", i);
    return offsets_find(offsets, key, is_it, &i);
}

START_TEST(a_million_keys_are_found_again)
{
    struct offsets *offsets = fill(MANY);
    for (unsigned i = 0; i < MANY; i += 7)
        ck_assert_uint_eq(find(offsets, i), offset_of(i));
    for (unsigned i = MANY; i < MANY + 1000; i++)
        ck_assert_uint_eq(find(offsets, i), 0);
    offsets_free(offsets);
}
END_TEST

/* 9 bytes a slot; up to 80 % are used, and a table that grows is half as large again. */
START_TEST(a_million_keys_take_little_memory)
{
    size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    struct offsets *offsets = fill(MANY);
    size_t taken = mallinfo2().uordblks + mallinfo2().hblkhd - before;
    ck_assert_uint_le(taken, MANY * 9.0 / 0.8 * 1.5 + 4096);
    offsets_free(offsets);
}
END_TEST

START_TEST(a_mark_stays_while_the_table_grows)
{
    struct offsets *offsets = fill(500);
    offsets_mark(offsets, "key-7", offset_of(7));
    for (unsigned i = 500; i < 5000; i++) {
        char key[24];
        g_snprintf(key, sizeof key, "key-%u", i);
        offsets_add(offsets, key, offset_of(i));
    }
    ck_assert(offsets_marked(offsets, "key-7", offset_of(7)));
    ck_assert(!offsets_marked(offsets, "key-8", offset_of(8)));
    ck_assert(!offsets_marked(offsets, "key-7", offset_of(8)));
    ck_assert_uint_eq(find(offsets, 7), offset_of(7));
    offsets_free(offsets);
}
END_TEST

/* Several lines of one key: the one that `is` accepts. */
START_TEST(one_key_may_have_several_lines)
{
    struct offsets *offsets = offsets_new();
    unsigned wanted = 3;
    for (unsigned i = 1; i <= 5; i++)
        offsets_add(offsets, "same", offset_of(i));
    ck_assert_uint_eq(offsets_find(offsets, "same", is_it, &wanted), offset_of(3));
    wanted = 9;
    ck_assert_uint_eq(offsets_find(offsets, "same", is_it, &wanted), 0);
    offsets_free(offsets);
}
END_TEST

START_TEST(the_largest_offset_is_kept)
{
    struct offsets *offsets = offsets_new();
    const uint64_t largest = (UINT64_C(1) << 39) - 1;
    offsets_add(offsets, "key", largest);
    offsets_mark(offsets, "key", largest);
    ck_assert(offsets_marked(offsets, "key", largest));
    offsets_free(offsets);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("offsets");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, a_million_keys_are_found_again);
    tcase_add_test(all, a_million_keys_take_little_memory);
    tcase_add_test(all, a_mark_stays_while_the_table_grows);
    tcase_add_test(all, one_key_may_have_several_lines);
    tcase_add_test(all, the_largest_offset_is_kept);
    suite_add_tcase(suite, all);
    return suite;
}
