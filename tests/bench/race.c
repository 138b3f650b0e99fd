/* SPDX-License-Identifier: Apache-2.0 */
/* Starts commands in turn, round after round, and prints the time and peak memory of each start. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_WORDS 64

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void become(char **words)
{
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
        _exit(126);
    execvp(words[0], words);
    _exit(127);
}

/* One start: "NAME MICROSECONDS KIBIBYTES" on standard output. False where the command fails. */
static int start(const char *name, char **words)
{
    int64_t begin = now();
    pid_t child = fork();
    if (child == 0)
        become(words);
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return 0;
    long long time = now() - begin;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "race: %s failed\n", name);
        return 0;
    }
    printf("%s %lld %ld\n", name, time, usage.ru_maxrss);
    return 1;
}

/* Arguments: rounds, then for each command its name and words, ended by "--". */
int main(int argc, char **argv)
{
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    for (long round = 0; round < rounds; round++) {
        for (int i = 2; i < argc;) {
            const char *name = argv[i++];
            char *words[MAX_WORDS + 1];
            int count = 0;
            while (i < argc && strcmp(argv[i], "--") != 0 && count < MAX_WORDS)
                words[count++] = argv[i++];
            words[count] = NULL;
            i++;
            fflush(stdout);
            if (count == 0 || !start(name, words))
                return 1;
        }
    }
    return 0;
}
