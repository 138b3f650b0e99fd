/* SPDX-License-Identifier: Apache-2.0 */
/* Manifests, lists, folders and keys as somebody might hand them in, and a disk that gives out. */
#include "trust/key.h"
#include "trust/list.h"
#include "trust/manifest.h"
#include "trust/tree.h"

#include "findings.h"
#include "strain.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static char *folder;
static int descriptor;

static void setup(void)
{
    folder = g_dir_make_tmp("uplabel-trust-XXXXXX", NULL);
    descriptor = folder_open(folder);
    ck_assert_int_ge(descriptor, 0);
}

static void remove_all(const char *path)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *name;
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_all(inner);
    }
    if (directory != NULL)
        g_dir_close(directory);
    remove(path);
}

static void teardown(void)
{
    close(descriptor);
    remove_all(folder);
    g_free(folder);
}

static char *below(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void put(const char *name, const char *text)
{
    g_autofree char *path = below(name);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

/* Manifests */

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD "{\"schema\":\"urn:uplabel:manifest:1\","
#define FILE_OF(path) "{\"path\":\"" path "\",\"sha256\":\"" DIGEST "\",\"size\":1}"
#define NO_VERSION "it is no manifest of the version urn:uplabel:manifest:1"
#define NO_FILES "it has no files, or too many"
#define NO_FILE "one of its files has no path below the manifest, digest and size"
#define NO_ORDER "its files are not in the order of their paths"
#define NO_LIST "what it says of the list of files is broken"

static const struct {
    const char *json;
    const char *fault; /* NULL: it is good */
} manifests[] = {
    {HEAD "\"files\":[" FILE_OF("a") "," FILE_OF("b") "]}", NULL},
    {HEAD "\"files\":{\"list\":\"uplabel.files.ndjson\",\"count\":2,\"sha256\":\"" DIGEST "\"}}",
     NULL},
    {"", NO_VERSION},
    {"[]", NO_VERSION},
    {"{\"schema\":\"urn:uplabel:manifest:2\",\"files\":[" FILE_OF("a") "]}", NO_VERSION},
    {HEAD "\"schema\":\"urn:uplabel:manifest:1\",\"files\":[" FILE_OF("a") "]}", NO_VERSION},
    {HEAD "\"files\":[]}", NO_FILES},
    {HEAD "\"files\":[1]}", NO_FILE},
    {HEAD "\"files\":[" FILE_OF("") "]}", NO_FILE},
    {HEAD "\"files\":[" FILE_OF("/a") "]}", NO_FILE},
    {HEAD "\"files\":[" FILE_OF("a/../b") "]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":1,\"sha256\":\"" DIGEST "\",\"size\":1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\"}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\",\"size\":1,\"x\":1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "0\",\"size\":1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"012\",\"size\":1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":1,\"size\":1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\",\"size\":\"1\"}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\",\"size\":1.0}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\",\"size\":-1}]}", NO_FILE},
    {HEAD "\"files\":[{\"path\":\"a\",\"sha256\":\"" DIGEST "\",\"size\":9007199254740992}]}",
     NO_FILE},
    {HEAD "\"files\":[" FILE_OF("a") "," FILE_OF("a") "]}", NO_ORDER},
    {HEAD "\"files\":[" FILE_OF("b") "," FILE_OF("a") "]}", NO_ORDER},
    {HEAD "\"files\":{}}", NO_LIST},
    {HEAD "\"files\":{\"list\":\"other\",\"count\":2,\"sha256\":\"" DIGEST "\"}}", NO_LIST},
    {HEAD "\"files\":{\"list\":\"uplabel.files.ndjson\",\"sha256\":\"" DIGEST "\"}}", NO_LIST},
    {HEAD "\"files\":{\"list\":\"uplabel.files.ndjson\",\"count\":2,\"sha256\":\"A\"}}", NO_LIST},
};

START_TEST(a_manifest_is_good_or_its_fault_is_told)
{
    const char *fault = "";
    const char *json = manifests[_i].json;
    struct manifest *manifest = manifest_read(json, strlen(json), &fault);
    ck_assert_pstr_eq(fault, manifests[_i].fault);
    ck_assert_int_eq(manifest != NULL, manifests[_i].fault == NULL);
    ck_assert(manifest == NULL || manifest->count == 2);
    manifest_free(manifest);
}
END_TEST

START_TEST(a_manifest_has_its_limit)
{
    for (unsigned count = MANIFEST_MAX_FILES; count <= MANIFEST_MAX_FILES + 1; count++) {
        const char *fault = NULL;
        g_autoptr(GString) json = g_string_new(HEAD "\"files\":[");
        for (unsigned i = 0; i < count; i++)
            g_string_append_printf(json,
                                   "%s{\"path\":\"%05u\",\"sha256\":\"" DIGEST "\",\"size\":0}",
                                   i > 0 ? "," : "", i);
        g_string_append(json, "]}");
        struct manifest *manifest = manifest_read(json->str, json->len, &fault);
        ck_assert_pstr_eq(fault, count > MANIFEST_MAX_FILES ? NO_FILES : NULL);
        manifest_free(manifest);
    }
}
END_TEST

/* Lists */

static const struct manifest_file some = {(char[]){"a"}, DIGEST, 1};

START_TEST(a_list_is_read_as_it_was_written)
{
    uint64_t count;
    const char *fault;
    char written[HASH_HEX_SIZE], read[HASH_HEX_SIZE];
    struct manifest_file file, other = some;
    struct list_writer *writer = list_create(descriptor);
    list_add(writer, &some);
    other.path = (char[]){"b"};
    list_add(writer, &other);
    ck_assert_int_eq(list_end(writer, true, &count, written), 0);
    ck_assert_uint_eq(count, 2);
    struct list_reader *reader = list_open(descriptor);
    ck_assert(list_next(reader, &file, &fault));
    ck_assert_str_eq(file.path, "a");
    ck_assert_str_eq(file.sha256, DIGEST);
    ck_assert(list_next(reader, &file, &fault) && !list_next(reader, &file, &fault));
    ck_assert_ptr_null(fault);
    ck_assert_uint_eq(list_count(reader), 2);
    list_digest(reader, read);
    ck_assert_str_eq(read, written);
    list_close(reader);
    list_close(NULL);
}
END_TEST

#define LINE(path) FILE_OF(path) "\n"

START_TEST(a_broken_list_is_told)
{
    static const struct {
        const char *text, *fault;
    } rows[] = {
        {LINE("a") LINE("b"), NULL},
        {LINE("a") FILE_OF("b"), "a line of it is no path below the folder, with digest and size"},
        {LINE("a") "\n", "a line of it is no path below the folder, with digest and size"},
        {LINE("a") LINE("../b"), "a line of it is no path below the folder, with digest and size"},
        {LINE("a") LINE("a"), "it is not in the order of its paths"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct manifest_file file;
        const char *fault;
        put(MANIFEST_LIST, rows[i].text);
        struct list_reader *reader = list_open(descriptor);
        ck_assert(list_next(reader, &file, &fault));
        while (list_next(reader, &file, &fault))
            ;
        ck_assert_pstr_eq(fault, rows[i].fault);
        list_close(reader);
    }
    g_autofree char *path = below(MANIFEST_LIST), *longer = g_strnfill(9000, ' ');
    struct manifest_file file;
    const char *fault;
    put(MANIFEST_LIST, longer);
    struct list_reader *reader = list_open(descriptor);
    ck_assert(!list_next(reader, &file, &fault) && fault != NULL);
    list_close(reader);
    remove(path);
    ck_assert_ptr_null(list_open(descriptor));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    reader = list_open(descriptor);
    ck_assert_ptr_nonnull(reader);
    ck_assert(!list_next(reader, &file, &fault));
    ck_assert_str_eq(fault, "it cannot be read to its end");
    list_close(reader);
}
END_TEST

/* How a list of so many files ends where no file may be longer than that. */
static int end_strained(unsigned files, rlim_t bytes, bool keep)
{
    uint64_t count;
    char hex[HASH_HEX_SIZE];
    struct list_writer *writer = list_create(descriptor);
    strain_files(bytes);
    for (unsigned i = 0; i < files; i++)
        list_add(writer, &some);
    int error = list_end(writer, keep, &count, hex);
    strain_end();
    return error;
}

START_TEST(a_list_is_whole_or_not_there)
{
    g_autofree char *path = below(MANIFEST_LIST), *temporary = below(".uplabel.files.tmp");
    ck_assert_int_eq(end_strained(1, 10, true), EFBIG);
    ck_assert_int_eq(end_strained(1000, 5000, true), EFBIG);
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    ck_assert_int_eq(end_strained(1, 1000, false), 0);
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    ck_assert_int_eq(mkdir(path, 0777), 0);
    ck_assert_int_eq(end_strained(1, 1000, true), EISDIR);
    ck_assert(!g_file_test(temporary, G_FILE_TEST_EXISTS));
    ck_assert_int_eq(mkdir(temporary, 0777), 0);
    ck_assert_ptr_null(list_create(descriptor));
    ck_assert_int_eq(errno, EEXIST);
}
END_TEST

/* Folders */

START_TEST(a_folder_is_walked_in_the_order_of_its_paths)
{
    struct item item;
    static const char *const without[] = {"left", NULL};
    static const char *const folders[] = {"a", "a/b", "empty", "left"};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = below(folders[i]);
        ck_assert_int_eq(mkdir(path, 0777), 0);
    }
    put("a/b/c", "");
    put("a/left", "");
    put("a.x", "");
    put("left/x", "");
    g_autofree char *link = below("a/link"), *pipe = below("pipe");
    ck_assert_int_eq(symlink("left", link), 0);
    ck_assert_int_eq(mkfifo(pipe, 0666), 0);
    g_autoptr(GString) all = g_string_new(NULL);
    struct folder_walk *walk = folder_walk_new(folder, without);
    while (folder_walk_next(walk, &item))
        g_string_append_printf(all, "%s%s ", item.path,
                               item.kind == ITEM_LINK      ? "@"
                               : item.kind == ITEM_SPECIAL ? "|"
                                                           : "");
    folder_walk_free(walk);
    folder_walk_free(NULL);
    ck_assert_str_eq(all->str, "a.x a/b/c a/left a/link@ pipe| ");
    ck_assert_ptr_null(folder_walk_new(link, without));
    ck_assert_int_eq(errno, ENOTDIR);
}
END_TEST

START_TEST(a_folder_that_cannot_be_opened_is_told)
{
    struct item item;
    static const char *const without[] = {NULL};
    g_autofree char *inner = below("a");
    ck_assert_int_eq(mkdir(inner, 0777), 0);
    put("a/b", "");
    for (unsigned more = 0; more < 3; more++) {
        struct folder_walk *walk = folder_walk_new(folder, without);
        ck_assert_ptr_nonnull(walk);
        strain_descriptors(more);
        bool any = folder_walk_next(walk, &item);
        strain_end();
        ck_assert(any);
        if (item.kind == ITEM_BLOCKED) {
            ck_assert_int_eq(item.error, EMFILE);
            ck_assert_str_eq(item.path, "a/");
        }
        ck_assert_int_eq(item.kind == ITEM_BLOCKED, more < 2);
        folder_walk_free(walk);
    }
}
END_TEST

START_TEST(a_digest_is_that_of_a_file_below)
{
    uint64_t size;
    char hex[HASH_HEX_SIZE], expected[HASH_HEX_SIZE];
    g_autofree char *inner = below("a"), *link = below("link"), *pipe = below("pipe");
    ck_assert_int_eq(mkdir(inner, 0777), 0);
    ck_assert_int_eq(symlink("a", link), 0);
    ck_assert_int_eq(mkfifo(pipe, 0666), 0);
    put("a/b", "text");
    hash_sha256("text", 4, expected);
    ck_assert_int_eq(file_digest(descriptor, "a/b", hex, &size), 0);
    ck_assert_str_eq(hex, expected);
    ck_assert_uint_eq(size, 4);
    ck_assert_int_eq(file_digest(descriptor, "a", hex, &size), EINVAL);
    ck_assert_int_eq(file_digest(descriptor, "pipe", hex, &size), EINVAL);
    ck_assert_int_eq(file_digest(descriptor, "link", hex, &size), ELOOP);
    ck_assert_int_ne(file_digest(descriptor, "link/b", hex, &size), 0);
    ck_assert_int_eq(file_digest(descriptor, "none", hex, &size), ENOENT);
    ck_assert_int_eq(file_digest(descriptor, "none/b", hex, &size), ENOENT);
    ck_assert_int_eq(file_digest(descriptor, "a/b/c", hex, &size), ENOTDIR);
}
END_TEST

/* Keys */

/* What is said of a key that cannot be read, or made; "" where it can. */
static void expect_key(struct key *key, struct diags *diags, const char *said)
{
    ck_assert_int_eq(key != NULL, said == NULL);
    if (said != NULL)
        ck_assert_msg(findings_say(diags, said), "%s", diags_at(diags, 0)->text);
    else
        ck_assert(!diags_has_errors(diags));
    key_free(key);
    diags_free(diags);
}

#define PEM(kind, text) "-----BEGIN " kind "-----\n" text "\n-----END " kind "-----\n"

START_TEST(a_key_is_read_for_what_it_is)
{
    static const struct {
        const char *text, *private, *public;
    } rows[] = {
        {"", "is no private key in PEM", "is no public key in PEM"},
        {PEM("PUBLIC KEY", "MCow"), "this is the public key", "is no public key in PEM"},
        {PEM("PRIVATE KEY", "MC4C"), "is no private key in PEM", "this is a private key"},
        {PEM("ENCRYPTED PRIVATE KEY", "MC4C"), "the key is encrypted", "the key is encrypted"},
        {PEM("PUBLIC KEY",
             "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li"
             "/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=="),
         "this is the public key", "is a key of another kind"},
    };
    g_autofree char *path = below("key");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct diags *private = diags_new(0), *public = diags_new(0);
        put("key", rows[i].text);
        expect_key(key_read_private(path, private), private, rows[i].private);
        expect_key(key_read_public(path, public), public, rows[i].public);
    }
    struct diags *none = diags_new(0);
    remove(path);
    expect_key(key_read_public(path, none), none, "No such file or directory");
}
END_TEST

START_TEST(a_key_is_made_once_and_whole_or_not_at_all)
{
    g_autofree char *path = below("key"), *public = below("key.pub"), *inside = below("none/key");
    for (rlim_t bytes = 0; bytes < 120; bytes += 115) {
        struct diags *diags = diags_new(0);
        strain_files(bytes);
        struct key *key = key_create(path, diags);
        strain_end();
        expect_key(key, diags, "cannot write: File too large");
        ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
        ck_assert(!g_file_test(public, G_FILE_TEST_EXISTS));
    }
    struct diags *diags = diags_new(0);
    expect_key(key_create(path, diags), diags, NULL);
    diags = diags_new(0);
    expect_key(key_create(path, diags), diags, "no key is ever overwritten");
    remove(public);
    diags = diags_new(0);
    expect_key(key_create(path, diags), diags, "no key is ever overwritten");
    ck_assert(g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(public, G_FILE_TEST_EXISTS));
    diags = diags_new(0);
    expect_key(key_create(inside, diags), diags, "cannot write: No such file or directory");
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("trust_parts");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_loop_test(all, a_manifest_is_good_or_its_fault_is_told, 0, G_N_ELEMENTS(manifests));
    tcase_add_test(all, a_manifest_has_its_limit);
    tcase_add_test(all, a_list_is_read_as_it_was_written);
    tcase_add_test(all, a_broken_list_is_told);
    tcase_add_test(all, a_list_is_whole_or_not_there);
    tcase_add_test(all, a_folder_is_walked_in_the_order_of_its_paths);
    tcase_add_test(all, a_folder_that_cannot_be_opened_is_told);
    tcase_add_test(all, a_digest_is_that_of_a_file_below);
    tcase_add_test(all, a_key_is_read_for_what_it_is);
    tcase_add_test(all, a_key_is_made_once_and_whole_or_not_at_all);
    suite_add_tcase(suite, all);
    return suite;
}
