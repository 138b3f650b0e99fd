/* SPDX-License-Identifier: Apache-2.0 */
/* Fail-stop: a fatal signal (a failed allocation ends in one) becomes one line and exit status 4. */
#include "base/fatal.h"

#include "base/diag.h"

#include <signal.h>
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
void fatal_install(void)
{
    /* A sanitizer's own report says more. */
}
#else
static void stop(int signal_number)
{
    static const char line[] = "uplabel: fatal: out of memory or an internal error; nothing was written\n";
    (void)signal_number;
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
    (void)written;
    _exit(BLAME_INTERNAL);
}

void fatal_install(void)
{
    static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
    struct sigaction action = {.sa_handler = stop};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}
#endif
