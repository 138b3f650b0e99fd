/* SPDX-License-Identifier: Apache-2.0 */
/* Workers that were taken over, fall, or cannot be had: the test answers in the place of one. */
#include "bulk/crew.h"

#include "base/diag.h"
#include "bulk/worker.h"
#include "findings.h"
#include "strain.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct diags *diags;
static struct workshop *workshop;
static struct crew *crew;
static GArray *told;
static int taken; /* the supervisor's end of the worker's socket … */
static int own;   /* … and the end that the test has, -1: none */
static int ready; /* can be read at any time: nobody waits */

static void print_nothing(GString *out, const struct diags *findings)
{
    (void)out;
    (void)findings;
}

static const char *const none[] = {NULL};
static const struct writer *const no_writers[] = {NULL};
static const struct bulk_options options = {
    .job = {.layouts = none, .languages = none, .formats = no_writers, .colour = true},
    .sources = none,
    .workers = 1,
    .print_findings = print_nothing,
};

static void setup(void)
{
    int pipes[2];
    diags = diags_new(0);
    workshop = workshop_new(none);
    told = g_array_new(FALSE, FALSE, sizeof(struct told));
    crew = NULL;
    own = -1;
    ck_assert_int_eq(pipe(pipes), 0);
    close(pipes[1]);
    ready = pipes[0];
}

static void clear_told(void)
{
    for (guint i = 0; i < told->len; i++)
        result_free(g_array_index(told, struct told, i).result);
    g_array_set_size(told, 0);
}

static void teardown(void)
{
    crew_free(crew);
    clear_told();
    g_array_unref(told);
    workshop_free(workshop);
    diags_free(diags);
    close(ready);
    if (own >= 0)
        close(own);
}

/* Puts a socket of the test in the place of the worker's, who then sees its end. */
static void take_over(void)
{
    int pair[2];
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    ck_assert_int_eq(dup3(pair[0], taken, O_CLOEXEC), taken);
    ck_assert_int_eq(fcntl(taken, F_SETFL, O_NONBLOCK), 0);
    close(pair[0]);
    own = pair[1];
}

/* A crew of one worker, whose socket gets the lowest descriptor that is free. */
static void begin(void)
{
    taken = dup(STDERR_FILENO);
    close(taken);
    crew = crew_new(&options, workshop, NULL, diags);
    ck_assert_ptr_nonnull(crew);
    take_over();
}

static void send_record(uint64_t number, const char *bytes)
{
    struct source *source = source_new("few.ndjson", bytes, strlen(bytes));
    source->line = number;
    crew_send(crew, number, worker_request(number, source));
    source_free(source);
}

static void answer(struct result *result)
{
    GString *packed = result_pack(result);
    ck_assert(message_send(own, packed));
    g_string_free(packed, TRUE);
    result_free(result);
}

static struct result *refused(uint64_t number)
{
    struct result *result = result_new(number);
    result->outcome = OUTCOME_REFUSED;
    result->status = BLAME_INPUT;
    return result;
}

static void leave(void)
{
    close(own);
    own = -1;
}

/* Waits until so many results were told in all, or not for ever. */
static void await(guint count)
{
    for (int i = 0; i < 600 && told->len < count && crew_failure(crew) == NULL; i++)
        crew_wait(crew, -1, told);
    ck_assert_uint_eq(told->len, count);
}

static const struct result *result_at(guint index)
{
    return g_array_index(told, struct told, index).result;
}

START_TEST(answers_are_told_as_they_come)
{
    begin();
    for (uint64_t i = 1; i <= 4; i++) {
        ck_assert(crew_has_room(crew));
        send_record(i, "{}");
    }
    ck_assert(!crew_has_room(crew));
    answer(refused(1));
    answer(refused(2));
    await(2);
    ck_assert_uint_eq(result_at(0)->number, 1);
    ck_assert_uint_eq(result_at(1)->number, 2);
    ck_assert_int_eq(result_at(1)->outcome, OUTCOME_REFUSED);
    ck_assert_int_eq(g_array_index(told, struct told, 0).staging, -1);
    ck_assert(crew_has_room(crew));
    ck_assert(crew_wait(crew, ready, told));
    ck_assert_uint_eq(told->len, 2);
}
END_TEST

/* The lost record's id is asked of the next worker, a real one. */
static void expect_lost(const char *why)
{
    leave();
    await(1);
    ck_assert_uint_eq(result_at(0)->number, 7);
    ck_assert_int_eq(result_at(0)->outcome, OUTCOME_FAILED);
    ck_assert_int_eq(result_at(0)->status, BLAME_INTERNAL);
    ck_assert_str_eq(result_at(0)->id, "shop-7");
    ck_assert_str_eq(result_at(0)->findings, why);
    ck_assert_ptr_null(crew_failure(crew));
}

#define NO_ANSWER "the worker gave an answer that is none"

/* What is none, of another record, or leads out of the folder. */
static void answer_wrongly(int way)
{
    struct result *result = refused(way == 1 ? 8 : 7);
    switch (way) {
    case 0:
        ck_assert_int_eq((int)write(own, "\377\377\377\377", 4), 4);
        result_free(result);
        return;
    case 2:
        g_ptr_array_add(result->paths, g_strdup("../x"));
        break;
    case 3:
        result->line = g_strdup("two\nlines\n");
        break;
    case 4:
        result->outcome = OUTCOME_WRITTEN;
        break;
    default:
        break;
    }
    answer(result);
}

START_TEST(a_wrong_answer_costs_the_record)
{
    begin();
    send_record(7, "{\"id\":\"shop-7\"}");
    answer_wrongly(_i);
    ck_assert(crew_wait(crew, ready, told));
    ck_assert_uint_eq(told->len, 0);
    expect_lost(NO_ANSWER);
}
END_TEST

START_TEST(a_worker_that_says_nothing_costs_the_record)
{
    begin();
    send_record(7, "{\"id\":\"shop-7\"}");
    expect_lost("the worker ended with status 0");
}
END_TEST

START_TEST(an_answer_that_nobody_asked_for_costs_nothing)
{
    begin();
    answer(refused(1));
    ck_assert(crew_wait(crew, ready, told));
    leave();
    crew_wait(crew, ready, told);
    send_record(2, "{");
    await(1);
    ck_assert_uint_eq(result_at(0)->number, 2);
    ck_assert_int_eq(result_at(0)->outcome, OUTCOME_REFUSED);
}
END_TEST

START_TEST(what_a_worker_had_not_begun_goes_to_the_next)
{
    begin();
    for (uint64_t i = 7; i <= 9; i++)
        send_record(i, "{");
    leave();
    await(3);
    ck_assert_int_eq(result_at(0)->outcome, OUTCOME_FAILED);
    for (guint i = 1; i < 3; i++) {
        ck_assert_uint_eq(result_at(i)->number, 7 + i);
        ck_assert_int_eq(result_at(i)->outcome, OUTCOME_REFUSED);
    }
}
END_TEST

START_TEST(a_record_that_two_fall_at_is_nobody_s)
{
    begin();
    send_record(7, "{\"id\":\"shop-7\"}");
    leave();
    crew_wait(crew, ready, told);
    take_over();
    leave();
    await(1);
    ck_assert_int_eq(result_at(0)->outcome, OUTCOME_FAILED);
    ck_assert_ptr_null(result_at(0)->id);
    ck_assert_str_eq(result_at(0)->findings, "the worker ended with status 0");
}
END_TEST

/* More than a socket holds. */
START_TEST(a_long_record_arrives_whole)
{
    begin();
    GString *request = message_new();
    g_autofree char *bytes = g_strnfill(4 << 20, 'x');
    message_add(request, bytes, 4 << 20);
    message_seal(request);
    g_autoptr(GString) sent = g_string_new_len(request->str, (gssize)request->len);
    g_autoptr(GString) got = g_string_new(NULL);
    crew_send(crew, 1, request);
    while (got->len < sent->len) {
        char buffer[65536];
        ssize_t size = recv(own, buffer, sizeof buffer, MSG_DONTWAIT);
        ck_assert(size > 0 || errno == EAGAIN);
        g_string_append_len(got, buffer, MAX(size, 0));
        crew_wait(crew, ready, told);
    }
    ck_assert(g_string_equal(got, sent));
    answer(refused(1));
    await(1);
}
END_TEST

/* After 20 000 records a fresh worker takes the place of one. */
START_TEST(a_worker_that_has_done_its_share_is_replaced)
{
    char buffer[1024];
    begin();
    for (uint64_t i = 1; i <= 20000; i++) {
        send_record(i, "{");
        answer(refused(i));
        crew_wait(crew, ready, told);
        ck_assert_int_gt((int)recv(own, buffer, sizeof buffer, MSG_DONTWAIT), 0);
        ck_assert_uint_eq(told->len, 1);
        clear_told();
    }
    ck_assert_int_eq((int)recv(own, buffer, sizeof buffer, MSG_DONTWAIT), 0);
    send_record(20001, "{");
    await(1);
    ck_assert_uint_eq(result_at(0)->number, 20001);
    ck_assert_ptr_nonnull(result_at(0)->line);
}
END_TEST

START_TEST(a_worker_that_cannot_be_started_is_told)
{
    strain_descriptors(0);
    crew = crew_new(&options, workshop, NULL, diags);
    strain_end();
    ck_assert_ptr_null(crew);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_int_eq(diags_at(diags, 0)->code, CODE_RESOURCE);
    ck_assert(findings_say(diags, "cannot start a worker: Too many open files"));
}
END_TEST

START_TEST(a_worker_that_cannot_be_replaced_ends_the_run)
{
    begin();
    send_record(7, "{\"id\":\"shop-7\"}");
    leave();
    strain_descriptors(0);
    unsigned ticks = 0;
    while (crew_failure(crew) == NULL && ticks++ < 200)
        crew_wait(crew, ready, told);
    strain_end();
    ck_assert_str_eq(crew_failure(crew), "cannot start a worker: Too many open files");
    ck_assert_uint_gt(ticks, 50);
    ck_assert_uint_eq(told->len, 0);
}
END_TEST

START_TEST(a_worker_that_can_be_replaced_later_is)
{
    begin();
    send_record(7, "{\"id\":\"shop-7\"}");
    leave();
    strain_descriptors(0);
    for (int i = 0; i < 5; i++)
        crew_wait(crew, ready, told);
    strain_end();
    ck_assert_ptr_null(crew_failure(crew));
    await(1);
    ck_assert_str_eq(result_at(0)->id, "shop-7");
}
END_TEST

START_TEST(a_folder_that_cannot_be_had_is_told)
{
    g_autofree char *folder = g_dir_make_tmp("uplabel-crew-XXXXXX", NULL);
    g_autofree char *hidden = g_build_filename(folder, ".uplabel", NULL);
    g_autofree char *staging = g_build_filename(hidden, "staging-0", NULL);
    g_autofree char *lock = g_build_filename(hidden, "lock", NULL);
    struct tree *tree = tree_open(folder, diags);
    ck_assert(g_file_set_contents(staging, "", 0, NULL));
    ck_assert_ptr_null(crew_new(&options, workshop, tree, diags));
    ck_assert(findings_say(diags, ".uplabel/staging-0: Not a directory"));
    tree_free(tree);
    const char *const files[] = {staging, lock, hidden, folder};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        remove(files[i]);
    crew_free(NULL);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("crew");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, answers_are_told_as_they_come);
    tcase_add_loop_test(all, a_wrong_answer_costs_the_record, 0, 5);
    tcase_add_test(all, a_worker_that_says_nothing_costs_the_record);
    tcase_add_test(all, an_answer_that_nobody_asked_for_costs_nothing);
    tcase_add_test(all, what_a_worker_had_not_begun_goes_to_the_next);
    tcase_add_test(all, a_record_that_two_fall_at_is_nobody_s);
    tcase_add_test(all, a_long_record_arrives_whole);
    tcase_add_test(all, a_worker_that_has_done_its_share_is_replaced);
    tcase_add_test(all, a_worker_that_cannot_be_started_is_told);
    tcase_add_test(all, a_worker_that_cannot_be_replaced_ends_the_run);
    tcase_add_test(all, a_worker_that_can_be_replaced_later_is);
    tcase_add_test(all, a_folder_that_cannot_be_had_is_told);
    suite_add_tcase(suite, all);
    return suite;
}
