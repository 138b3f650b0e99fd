/* SPDX-License-Identifier: Apache-2.0 */
/* Confinement: what a confined process can still do, and what it cannot. */
#include "unit.h"

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bits of a child's exit status: what it could do. */
enum {
    READ_INSIDE = 1,
    READ_OUTSIDE = 2,
    WROTE_INSIDE = 4,
    WROTE_OUTSIDE = 8,
    REACHED_NETWORK = 16,
    STARTED = 32,
};

static bool can_open(int folder, const char *path, int flags)
{
    int file = openat(folder, path, flags | O_CLOEXEC, 0600);
    if (file >= 0)
        close(file);
    return file >= 0;
}

static int try_all(int writable, const char *readable, const char *outside)
{
    int could = 0;
    g_autofree char *data = g_build_filename(readable, "data", NULL);
    g_autofree char *other = g_build_filename(outside, "data", NULL);
    g_autofree char *more = g_build_filename(readable, "more", NULL);
    could |= can_open(AT_FDCWD, data, O_RDONLY) ? READ_INSIDE : 0;
    could |= can_open(AT_FDCWD, other, O_RDONLY) ? READ_OUTSIDE : 0;
    could |= can_open(writable, "made", O_WRONLY | O_CREAT | O_EXCL) ? WROTE_INSIDE : 0;
    could |= can_open(AT_FDCWD, more, O_WRONLY | O_CREAT) ? WROTE_OUTSIDE : 0;
    could |= socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM ? REACHED_NETWORK : 0;
    could |= fork() >= 0 || errno != EPERM ? STARTED : 0;
    return could;
}

static char *make_folder(void)
{
    char *folder = g_dir_make_tmp("sandbox-XXXXXX", NULL);
    g_autofree char *data = g_build_filename(folder, "data", NULL);
    ck_assert(g_file_set_contents(data, "x", 1, NULL));
    return folder;
}

static void remove_folder(char *folder)
{
    static const char *const names[] = {"data", "made", "more"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        unlink(path);
    }
    rmdir(folder);
    g_free(folder);
}

START_TEST(a_confined_process_does_its_work_and_no_more)
{
    char *readable = make_folder(), *writable = make_folder(), *outside = make_folder();
    int folder = open(writable, O_RDONLY | O_DIRECTORY | O_CLOEXEC), status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct sandbox *sandbox = sandbox_new(false);
        sandbox_allow_reading(sandbox, "/nowhere/at/all");
        sandbox_allow_reading(sandbox, readable);
        sandbox_allow_writing(sandbox, folder, false);
        bool confined = sandbox_enter(sandbox);
        sandbox_free(sandbox);
        _exit(confined ? try_all(folder, readable, outside) : 127);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    if (sandbox_lacks() == NULL)
        ck_assert_int_eq(WEXITSTATUS(status), READ_INSIDE | WROTE_INSIDE);
    else
        ck_assert_int_eq(WEXITSTATUS(status) & (READ_INSIDE | WROTE_INSIDE),
                         READ_INSIDE | WROTE_INSIDE);
    close(folder);
    remove_folder(readable);
    remove_folder(writable);
    remove_folder(outside);
}
END_TEST

/* What a supervisor could not do, or could do and should not; NULL: all is well. */
static const char *try_supervision(int writable)
{
    int pair[2];
    char word[] = "true", *const words[] = {word, NULL};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        return "socketpair";
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child < 0 || waitpid(child, NULL, 0) != child)
        return "fork";
    if (mkdirat(writable, "made", 0700) != 0 || !can_open(writable, "made/data", O_RDWR | O_CREAT))
        return "a file in a folder";
    if (renameat(writable, "made/data", writable, "more") != 0)
        return "a move";
    if (unlinkat(writable, "made", AT_REMOVEDIR) != 0)
        return "a folder removed";
    if (sandbox_lacks() != NULL)
        return NULL;
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
        return "a socket";
    if (execv("/bin/true", words) == 0 || errno != EPERM)
        return "a program";
    return can_open(AT_FDCWD, "/etc/passwd", O_RDONLY) ? "another file" : NULL;
}

START_TEST(a_supervisor_keeps_its_processes_and_its_tree)
{
    char *writable = make_folder();
    int folder = open(writable, O_RDONLY | O_DIRECTORY | O_CLOEXEC), status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct sandbox *sandbox = sandbox_new(true);
        sandbox_allow_writing(sandbox, folder, true);
        const char *fault = sandbox_enter(sandbox) ? try_supervision(folder) : "entering";
        if (fault)
            fprintf(stderr, "supervisor: %s: %s\n", fault, g_strerror(errno));
        _exit(fault != NULL);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    close(folder);
    remove_folder(writable);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("sandbox");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, a_confined_process_does_its_work_and_no_more);
    tcase_add_test(tcase, a_supervisor_keeps_its_processes_and_its_tree);
    suite_add_tcase(suite, tcase);
    return suite;
}
