/* SPDX-License-Identifier: Apache-2.0 */
/* What every fuzz target needs: its end, choices that the input makes, and the input as a file. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("fuzz: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

static uint32_t choices;

/* FNV-1a */
void fuzz_choose(const uint8_t *data, size_t size)
{
    choices = 2166136261U;
    for (size_t i = 0; i < size; i++)
        choices = (choices ^ data[i]) * 16777619U;
}

/* The upper bits of a linear congruential generator (Numerical Recipes). */
unsigned fuzz_choice(unsigned count)
{
    choices = choices * 1664525U + 1013904223U;
    return (choices >> 16) % count;
}

bool fuzz_turn(unsigned one_in)
{
    return fuzz_choice(one_in) == 0;
}

char *fuzz_string(const uint8_t *data, size_t size)
{
    return g_strndup((const char *)data, size);
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
    static int descriptor = -1;
    static char path[32];
    if (descriptor < 0) {
        descriptor = memfd_create("input", MFD_CLOEXEC);
        g_snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    }
    if (pwrite(descriptor, data, size, 0) != (ssize_t)size ||
        ftruncate(descriptor, (off_t)size) != 0)
        fuzz_fail("no memory file");
    return path;
}
