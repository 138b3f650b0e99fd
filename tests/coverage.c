/* SPDX-License-Identifier: Apache-2.0 */
/* For `make coverage' alone: a confined process and one that ends at once leave their counts too,
 * and neither tests that let system calls fail nor limits damage them. */
#include "base/sandbox.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define UNCOUNTED __attribute__((no_profile_instrument_function))

/* Names that are not ours to choose. NOLINTBEGIN(bugprone-reserved-identifier) */

void __gcov_dump(void); /* of libgcov; clang has no gcov.h */

/* The linker puts the first in the place of the second: --wrap. */
bool __wrap_sandbox_enter(struct sandbox *sandbox) UNCOUNTED;
bool __real_sandbox_enter(struct sandbox *sandbox);
void __wrap__exit(int status) __attribute__((noreturn)) UNCOUNTED;
void __real__exit(int status) __attribute__((noreturn));
int __wrap_open(const char *path, int flags, ...) UNCOUNTED;
int __real_open(const char *path, int flags, ...);
FILE *__wrap_fdopen(int descriptor, const char *mode) UNCOUNTED;
FILE *__real_fdopen(int descriptor, const char *mode);
int __wrap_kill(pid_t process, int signal) UNCOUNTED;
int __real_kill(pid_t process, int signal);

/* NOLINTEND(bugprone-reserved-identifier) */

/* Counts are written beside the objects. */
bool __wrap_sandbox_enter(struct sandbox *sandbox)
{
    int objects = open(UPLABEL_OBJECTS, O_PATH | O_DIRECTORY | O_CLOEXEC);
    sandbox_allow_reading(sandbox, UPLABEL_OBJECTS); /* and added to what is there */
    sandbox_allow_writing(sandbox, objects, true);
    close(objects);
    return __real_sandbox_enter(sandbox);
}

void __wrap__exit(int status)
{
    __gcov_dump();
    __real__exit(status);
}

/* A worker that is done with ends by itself, so that its counts are written: not for ever. */
int __wrap_kill(pid_t process, int signal)
{
    siginfo_t ended = {0};
    for (int i = 0; signal == SIGKILL && ended.si_pid == 0 && i < 200; i++) {
        if (waitid(P_PID, (id_t)process, &ended, WEXITED | WNOHANG | WNOWAIT) != 0)
            break;
        if (ended.si_pid == 0)
            usleep(10000);
    }
    return __real_kill(process, signal);
}

/* A limit of a test would cut files of counts. Returns what it is from now on. */
UNCOUNTED static rlim_t lift(__rlimit_resource_t resource)
{
    struct rlimit limit, none = {RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(resource, &none) == 0 || getrlimit(resource, &limit) != 0)
        return RLIM_INFINITY;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(resource, &limit);
    return limit.rlim_cur;
}

/* No count can be written whole: none is. */
static bool limited;

/* Files of counts are opened by another call than those that tests let fail. */
int __wrap_open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    const char *suffix = strrchr(path, '.');
    if (suffix == NULL || strcmp(suffix, ".gcda") != 0)
        return __real_open(path, flags, mode);
    lift(RLIMIT_NOFILE);
    lift(RLIMIT_AS);
    limited = lift(RLIMIT_FSIZE) < 1 << 20;
#ifdef SYS_open
    return (int)syscall(SYS_open, path, flags, mode);
#else
    return __real_open(path, flags, mode);
#endif
}

/* Where a file of counts is open, and where in it reading or writing goes on. */
struct counts {
    int descriptor;
    off_t at;
};

UNCOUNTED static ssize_t read_counts(void *data, char *bytes, size_t size)
{
    struct counts *counts = data;
    ssize_t got = pread(counts->descriptor, bytes, size, counts->at);
    counts->at += got > 0 ? got : 0;
    return got;
}

UNCOUNTED static ssize_t write_counts(void *data, const char *bytes, size_t size)
{
    struct counts *counts = data;
    ssize_t done = limited ? (ssize_t)size : pwrite(counts->descriptor, bytes, size, counts->at);
    counts->at += done > 0 ? done : 0;
    return done > 0 ? done : 0;
}

UNCOUNTED static int seek_counts(void *data, off64_t *offset, int whence)
{
    struct counts *counts = data;
    struct stat status = {0};
    if (whence == SEEK_END && fstat(counts->descriptor, &status) != 0)
        return -1;
    counts->at = *offset + (whence == SEEK_CUR ? counts->at : status.st_size);
    *offset = counts->at;
    return 0;
}

UNCOUNTED static int close_counts(void *data)
{
    struct counts *counts = data;
    return close_range((unsigned)counts->descriptor, (unsigned)counts->descriptor, 0);
}

/* In one piece, so that a process that is killed leaves the old counts or the new ones. */
FILE *__wrap_fdopen(int descriptor, const char *mode)
{
    static struct counts counts; /* one at a time */
    static char buffer[1 << 18];
    if (strcmp(mode, "r+b") != 0)
        return __real_fdopen(descriptor, mode);
    counts = (struct counts){descriptor, 0};
    FILE *file =
        fopencookie(&counts, mode,
                    (cookie_io_functions_t){read_counts, write_counts, seek_counts, close_counts});
    if (file != NULL)
        setvbuf(file, buffer, _IOFBF, sizeof buffer);
    return file;
}
