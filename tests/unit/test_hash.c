/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 against published values. */
#include "base/hash.h"

#include "unit.h"

#include <glib.h>
#include <string.h>

/* FIPS 180-2, appendix B, and the well-known value of no bytes. */
static const struct {
    const char *bytes, *hex;
} rows[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

START_TEST(digests_are_the_published_ones)
{
    char hex[HASH_HEX_SIZE];
    hash_sha256(rows[_i].bytes, strlen(rows[_i].bytes), hex);
    ck_assert_str_eq(hex, rows[_i].hex);
}
END_TEST

START_TEST(a_million_bytes_and_none_at_all)
{
    char hex[HASH_HEX_SIZE];
    g_autofree char *bytes = g_malloc(1000000);
    memset(bytes, 'a', 1000000);
    hash_sha256(bytes, 1000000, hex);
    ck_assert_str_eq(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    hash_sha256(NULL, 0, hex);
    ck_assert_str_eq(hex, rows[0].hex);
    hash_sha256("a\0b", 3, hex); /* a NUL is a byte */
    ck_assert_str_ne(hex, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
}
END_TEST

/* Every length around the ends of blocks, against GLib's digest. */
START_TEST(every_length_is_padded_rightly)
{
    char hex[HASH_HEX_SIZE];
    unsigned char bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 37 + 11);
    for (size_t size = 0; size < sizeof bytes; size++) {
        g_autofree char *expected =
            g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, size);
        hash_sha256(bytes, size, hex);
        ck_assert_str_eq(hex, expected);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("hash");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, digests_are_the_published_ones, 0, G_N_ELEMENTS(rows));
    tcase_add_test(all, a_million_bytes_and_none_at_all);
    tcase_add_test(all, every_length_is_padded_rightly);
    suite_add_tcase(suite, all);
    return suite;
}
