/* SPDX-License-Identifier: Apache-2.0 */
/* Fail-stop: a failed allocation, whichever library made it, or a fatal signal becomes one line and
 * exit status 4. Libraries go on without what they had no memory for, and say nothing: a schema
 * passes what it should not, a shaper leaves out kerning. So none of them ever sees an allocation
 * fail. */
#include "base/fatal.h"

#include "base/diag.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif

#ifdef SANITIZED
/* A sanitizer's own report says more, and its allocator stops as well. */
void fatal_install(void)
{
}

void fatal_say(const char *outputs)
{
    (void)outputs;
}
#else
static const char *said = "no file is half written";

void fatal_say(const char *outputs)
{
    said = outputs;
}

static void put(const char *text)
{
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

static void __attribute__((noreturn)) stop(const char *why)
{
    if (said != NULL) {
        put(why);
        put(said);
        put("\n");
    }
    _exit(BLAME_INTERNAL);
}

static void on_signal(int number)
{
    (void)number;
    stop("uplabel: fatal: an internal error; ");
}

void fatal_install(void)
{
    static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
    static char stack[16384]; /* the other one may be used up */
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
    sigaltstack(&other, NULL);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

#ifdef HAVE___LIBC_MALLOC
/* The allocator of every library in the process: glibc lets a program put its own in front. */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size);

static void *whole(void *memory)
{
    if (memory == NULL)
        stop("uplabel: fatal: out of memory; ");
    return memory;
}

void *malloc(size_t size)
{
    return whole(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return whole(__libc_calloc(count, size));
}

void *realloc(void *memory, size_t size)
{
    void *moved = __libc_realloc(memory, size);
    return size > 0 ? whole(moved) : moved; /* realloc to nothing frees */
}

void *reallocarray(void *memory, size_t count, size_t size)
{
    size_t bytes;
    return realloc(memory, __builtin_mul_overflow(count, size, &bytes) ? SIZE_MAX : bytes);
}

void *memalign(size_t alignment, size_t size)
{
    return whole(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    bool valid = alignment >= sizeof(void *) && (alignment & (alignment - 1)) == 0;
    if (valid)
        *memory = memalign(alignment, size);
    return valid ? 0 : EINVAL;
}
#endif
#endif
