/* SPDX-License-Identifier: Apache-2.0 */
/* Signatures: no change of a single bit goes unnoticed, in manifest, list, files or signature. */
#include "trust/sign.h"
#include "trust/verify.h"

#include "unit.h"

#include "trust/base64url.h"
#include "trust/jws.h"
#include "trust/tree.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANGES 10000

static const char *const names[] = {
    "a/one.svg",
    "a/two.label.json",
    "b.svg",
    "uplabel.files.ndjson",
    "uplabel.manifest.json",
    "uplabel.manifest.jws",
};
enum { SIGNED = 3 };

/* A folder of its own; removed by remove_folder. */
static char *new_folder(void)
{
    g_autofree char *pattern = g_build_filename(g_get_tmp_dir(), "trust-XXXXXX", NULL);
    char *folder = g_mkdtemp(g_steal_pointer(&pattern));
    ck_assert_ptr_nonnull(folder);
    g_autofree char *inner = g_build_filename(folder, "a", NULL);
    ck_assert_int_eq(g_mkdir(inner, 0777), 0);
    return folder;
}

static char *path_of(const char *folder, const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void remove_folder(char *folder)
{
    static const char *const all[] = {"key", "key.pub", "a", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = path_of(folder, names[i]);
        g_remove(path);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autofree char *path = path_of(folder, all[i]);
        g_remove(path);
    }
    g_free(folder);
}

static void write_file(const char *folder, const char *name, const char *bytes, size_t size)
{
    g_autofree char *path = path_of(folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

/* A signed folder, and its key. */
static struct key *sign_new(const char *folder)
{
    struct diags *diags = diags_new(0);
    for (size_t i = 0; i < SIGNED; i++)
        write_file(folder, names[i], names[i], strlen(names[i]));
    g_autofree char *path = g_strconcat(folder, ".key", NULL);
    g_autofree char *public = g_strconcat(path, ".pub", NULL);
    struct key *key = key_create(path, diags);
    ck_assert_ptr_nonnull(key);
    key_free(key);
    key = key_read_private(path, diags);
    ck_assert_ptr_nonnull(key);
    struct manifest_about about = {
        .program = "uplabel 0", .data = manifest_parts_new(), .fonts = manifest_parts_new()};
    struct outputs *outputs = outputs_new(folder, NULL);
    ck_assert(sign_folder(folder, key, &about, outputs, diags));
    ck_assert(outputs_check(outputs, diags) && outputs_commit(outputs, diags));
    outputs_free(outputs);
    g_array_unref(about.data);
    g_array_unref(about.fonts);
    key_free(key);
    key = key_read_public(public, diags);
    ck_assert_ptr_nonnull(key);
    g_remove(path);
    g_remove(public);
    diags_free(diags);
    return key;
}

static bool is_valid(const char *folder, const struct key *key)
{
    struct diags *diags = diags_new(0);
    struct verified verified;
    bool good = verify_folder(folder, key, &verified, diags);
    ck_assert_int_eq(good, diags_count(diags) == 0);
    manifest_free(verified.manifest);
    diags_free(diags);
    return good;
}

/* A number from 0 to below `end`; the same in each run. */
static size_t next_number(uint32_t *state, size_t end)
{
    *state = *state * 1664525 + 1013904223;
    return (size_t)(*state >> 8) % end;
}

START_TEST(no_changed_bit_is_accepted)
{
    char *folder = new_folder();
    struct key *key = sign_new(folder);
    char *bytes[G_N_ELEMENTS(names)];
    gsize sizes[G_N_ELEMENTS(names)];
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = path_of(folder, names[i]);
        ck_assert(g_file_get_contents(path, &bytes[i], &sizes[i], NULL));
    }
    ck_assert(is_valid(folder, key));
    uint32_t state = 7;
    for (int i = 0; i < CHANGES; i++) {
        size_t which = next_number(&state, G_N_ELEMENTS(names));
        size_t bit = next_number(&state, sizes[which] * 8);
        bytes[which][bit / 8] ^= (char)(1 << bit % 8);
        write_file(folder, names[which], bytes[which], sizes[which]);
        if (is_valid(folder, key))
            ck_abort_msg("bit %zu of %s changed, and it is valid", bit, names[which]);
        bytes[which][bit / 8] ^= (char)(1 << bit % 8);
        write_file(folder, names[which], bytes[which], sizes[which]);
    }
    ck_assert(is_valid(folder, key));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(bytes[i]);
    key_free(key);
    remove_folder(folder);
}
END_TEST

static const struct {
    const char *path;
    bool plain;
} paths[] = {
    {"a", true},     {"a/b.c", true},   {"a b", true},   {"é", true},          {"..a/b..", true},
    {"", false},     {"/a", false},     {"a/", false},   {"a//b", false},      {".", false},
    {"..", false},   {"a/../b", false}, {"./a", false},  {"a/.", false},       {"a\\b", false},
    {"a\nb", false}, {"a\x7f", false},  {"\xff", false}, {"a/\x1b[0m", false}, {"a\xc2\x80", true},
};

START_TEST(paths_stay_below)
{
    ck_assert_int_eq(path_is_plain(paths[_i].path), paths[_i].plain);
}
END_TEST

static const struct {
    const char *text;
    int size; /* -1: refused */
} encoded[] = {
    {"", 0},      {"Zg", 1},   {"Zm8", 2},  {"Zm9v", 3}, {"-_-_", 3},  {"Zh", -1},   {"Z", -1},
    {"Zg==", -1}, {"Zm9", -1}, {"Z g", -1}, {"+/", -1},  {"Zg\n", -1}, {"Zm8=", -1},
};

START_TEST(base64url_has_one_spelling)
{
    g_autoptr(GBytes) bytes = base64url_decode(encoded[_i].text, strlen(encoded[_i].text));
    ck_assert_int_eq(bytes ? (int)g_bytes_get_size(bytes) : -1, encoded[_i].size);
}
END_TEST

/* A signature cut or lengthened anywhere is none. */
START_TEST(signatures_are_taken_whole)
{
    char *folder = new_folder();
    g_autofree char *path = path_of(folder, "key");
    struct diags *diags = diags_new(0);
    struct key *key = key_create(path, diags);
    g_autofree char *jws = jws_sign(key, "x", 1);
    size_t size = strlen(jws);
    ck_assert_ptr_null(jws_fault(jws, size, key, "x", 1));
    ck_assert_ptr_null(jws_fault(jws, size - 1, key, "x", 1)); /* without the end of the line */
    for (size_t i = 0; i < size - 1; i++)
        ck_assert_ptr_nonnull(jws_fault(jws, i, key, "x", 1));
    g_autofree char *longer = g_strconcat(jws, "A", NULL);
    ck_assert_ptr_nonnull(jws_fault(longer, size + 1, key, "x", 1));
    ck_assert_ptr_nonnull(jws_fault(jws, size, key, "y", 1));
    ck_assert_ptr_nonnull(jws_fault(jws, size, key, "x", 0));
    key_free(key);
    diags_free(diags);
    remove_folder(folder);
}
END_TEST

/* RFC 8037, appendices A.1 to A.4. */
START_TEST(keys_are_as_the_standard_says)
{
    static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
                              "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                              "-----END PRIVATE KEY-----\n";
    static const char input[] = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    char *folder = new_folder();
    g_autofree char *path = path_of(folder, "key");
    write_file(folder, "key", pem, strlen(pem));
    struct diags *diags = diags_new(0);
    struct key *key = key_read_private(path, diags);
    ck_assert_ptr_nonnull(key);
    ck_assert_str_eq(key_thumbprint(key), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    uint8_t signature[KEY_SIGNATURE_SIZE];
    key_sign(key, input, strlen(input), signature);
    g_autoptr(GString) text = g_string_new(NULL);
    base64url_append(text, signature, sizeof signature);
    ck_assert_str_eq(text->str, "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5Bh"
                                "VsPt9g7sVvpAr_MuM0KAg");
    key_free(key);
    diags_free(diags);
    remove_folder(folder);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("trust");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 300);
    tcase_add_test(all, no_changed_bit_is_accepted);
    tcase_add_loop_test(all, paths_stay_below, 0, G_N_ELEMENTS(paths));
    tcase_add_loop_test(all, base64url_has_one_spelling, 0, G_N_ELEMENTS(encoded));
    tcase_add_test(all, signatures_are_taken_whole);
    tcase_add_test(all, keys_are_as_the_standard_says);
    suite_add_tcase(suite, all);
    return suite;
}
