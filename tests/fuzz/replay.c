/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target without a fuzzer: on files as they are, then on changed copies of them. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define GROWTH 65536

struct run {
    unsigned changes; /* of each file */
    unsigned seed;
    int kept;       /* the file that holds the input in work */
    double slowest; /* CPU seconds */
    unsigned long count;
};

static double cpu_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* What fails is left in the working directory. */
static const char failing[] = "fuzz-failing-input";

static void run_once(struct run *run, const uint8_t *data, size_t size)
{
    if (pwrite(run->kept, data, size, 0) != (ssize_t)size || ftruncate(run->kept, (off_t)size) != 0)
        fuzz_fail("%s cannot be written", failing);
    double begin = cpu_seconds();
    LLVMFuzzerTestOneInput(data, size);
    double spent = cpu_seconds() - begin;
    run->slowest = spent > run->slowest ? spent : run->slowest;
    run->count++;
}

static bool run_file(struct run *run, const char *file)
{
    g_autofree char *bytes = NULL;
    size_t size;
    if (!g_file_get_contents(file, &bytes, &size, NULL)) {
        fprintf(stderr, "%s: cannot be read\n", file);
        return false;
    }
    run_once(run, (const uint8_t *)bytes, size);
    g_autofree uint8_t *copy = g_malloc(size + GROWTH);
    for (unsigned i = 0; i < run->changes; i++) {
        memcpy(copy, bytes, size);
        size_t changed = LLVMFuzzerCustomMutator(copy, size, size + GROWTH, run->seed + i);
        run_once(run, copy, changed);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct run run = {0};
    if (argc < 4) {
        fputs("usage: replay CHANGES SEED FILE…\n", stderr);
        return 2;
    }
    run.changes = (unsigned)strtoul(argv[1], NULL, 10);
    run.seed = (unsigned)strtoul(argv[2], NULL, 10);
    run.kept = open(failing, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool good = true;
    for (int i = 3; i < argc; i++)
        good = run_file(&run, argv[i]) && good;
    close(run.kept);
    unlink(failing);
    printf("%lu executions, the slowest took %.2f s\n", run.count, run.slowest);
    return good ? 0 : 1;
}
