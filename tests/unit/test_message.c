/* SPDX-License-Identifier: Apache-2.0 */
/* Messages and results: what is packed is unpacked, and no bytes do harm. */
#include "bulk/message.h"

#include "base/diag.h"
#include "bulk/result.h"
#include "unit.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct result *make(void)
{
    struct result *result = result_new(77);
    result->outcome = OUTCOME_WRITTEN;
    result->id = g_strdup("shop-1");
    result->findings = g_strdup("a finding\n");
    result->codes = g_strdup("");
    result->next = g_strdup("2031-06-01");
    g_ptr_array_add(result->paths, g_strdup("0a/shop-1.svg"));
    g_ptr_array_add(result->labels, g_strdup("{\"id\":\"shop-1\"}"));
    return result;
}

/* What a message of a result is taken for; NULL: for none. Frees the message. */
static struct result *unpack(GString *packed)
{
    struct message message;
    struct result *result = NULL;
    size_t size = message_find(packed->str, packed->len, &message);
    if (size != 0 && size != SIZE_MAX)
        result = result_unpack(&message);
    g_string_free(packed, TRUE);
    return result;
}

START_TEST(a_result_comes_back_as_it_was)
{
    struct result *made = make(), *result = unpack(result_pack(made));
    ck_assert_ptr_nonnull(result);
    ck_assert_uint_eq(result->number, 77);
    ck_assert_int_eq(result->outcome, OUTCOME_WRITTEN);
    ck_assert_str_eq(result->id, "shop-1");
    ck_assert_str_eq(result->codes, "");
    ck_assert_ptr_null(result->line);
    ck_assert_str_eq(result->next, "2031-06-01");
    ck_assert_uint_eq(result->paths->len, 1);
    ck_assert_str_eq(result->labels->pdata[0], "{\"id\":\"shop-1\"}");
    result_free(made);
    result_free(result);
}
END_TEST

/* A worker that was taken over may say anything. */
START_TEST(a_result_that_would_do_harm_is_none)
{
    static const char *const paths[] = {"../x",      "/etc/passwd", "0a/../../x", "0a/.hidden",
                                        ".uplabel/state", "0a/",    "",           "0a/b/c",
                                        "zz/x"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        struct result *made = make();
        g_ptr_array_add(made->paths, g_strdup(paths[i]));
        ck_assert_msg(unpack(result_pack(made)) == NULL, "%s", paths[i]);
        result_free(made);
    }
    for (int i = 0; i < 6; i++) {
        struct result *made = make();
        if (i == 0)
            g_ptr_array_add(made->labels, g_strdup("{}\nD\tforged"));
        else if (i == 1)
            made->line = g_strdup("one\ntwo\n");
        else if (i == 2)
            made->line = g_strdup("no end");
        else if (i == 3)
            g_clear_pointer(&made->id, g_free);
        else if (i == 4)
            made->outcome = OUTCOME_FAILED + 1;
        else
            made->status = 200;
        ck_assert_msg(unpack(result_pack(made)) == NULL, "%d", i);
        result_free(made);
    }
}
END_TEST

START_TEST(half_a_message_is_not_one_yet)
{
    struct result *made = make();
    GString *packed = result_pack(made);
    struct message message;
    for (size_t size = 0; size < packed->len; size++)
        ck_assert_uint_eq(message_find(packed->str, size, &message), 0);
    ck_assert_uint_eq(message_find(packed->str, packed->len, &message), packed->len);
    ck_assert_uint_eq(message_find("\377\377\377\377", 4, &message), SIZE_MAX);
    g_string_free(packed, TRUE);
    result_free(made);
}
END_TEST

/* Every byte of a message changed, and every length cut short, by figures that repeat. */
START_TEST(no_bytes_do_harm)
{
    struct result *made = make();
    GString *packed = result_pack(made);
    uint32_t random = 1;
    for (int round = 0; round < 200000; round++) {
        GString *broken = g_string_new_len(packed->str, (gssize)packed->len);
        for (int changes = 1 + round % 4; changes > 0; changes--) {
            random = random * 1664525 + 1013904223;
            broken->str[4 + (random >> 8) % (broken->len - 4)] = (char)(random >> 24);
        }
        result_free(unpack(broken));
    }
    g_string_free(packed, TRUE);
    result_free(made);
}
END_TEST

START_TEST(a_message_goes_through_a_socket)
{
    int sockets[2];
    struct message message;
    size_t size;
    g_autoptr(GString) buffer = g_string_new(NULL);
    GString *sent = message_new();
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    message_add_number(sent, 5);
    message_add(sent, "a\0b", 3);
    message_add_text(sent, NULL);
    message_seal(sent);
    ck_assert(message_send(sockets[0], sent));
    close(sockets[0]);
    ck_assert(message_receive(sockets[1], buffer, &message));
    ck_assert_uint_eq(message_number(&message), 5);
    ck_assert(memcmp(message_bytes(&message, &size), "a\0b", 3) == 0 && size == 3);
    ck_assert_ptr_null(message_text(&message));
    ck_assert(!message.broken);
    message_number(&message);
    ck_assert(message.broken);
    ck_assert(!message_receive(sockets[1], buffer, &message));
    close(sockets[1]);
    g_string_free(sent, TRUE);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("message");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, a_result_comes_back_as_it_was);
    tcase_add_test(all, a_result_that_would_do_harm_is_none);
    tcase_add_test(all, half_a_message_is_not_one_yet);
    tcase_add_test(all, no_bytes_do_harm);
    tcase_add_test(all, a_message_goes_through_a_socket);
    suite_add_tcase(suite, all);
    return suite;
}
