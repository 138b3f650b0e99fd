/* SPDX-License-Identifier: Apache-2.0 */
/* The program where memory fails. A run of it is forked at each of its allocations (or at each
 * few): there the allocation fails, once or with all behind it, and what becomes of the run is
 * compared with the run that was let through. With -n it fails at one place alone, in the process
 * that is asked for. */
#include "base/diag.h"
#include "base/fatal.h"
#include "cli/cli.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the program's allocator (base/fatal) stands on: these take the place of the C library's,
 * which are asked in turn. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t number, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

enum mode { LETS_THROUGH, FAILS_ONCE, FAILS_ON };

enum {
    SECONDS_MAX = 30, /* of one run */
    FILES_MAX = 64,
    FRAMES = 32,
};

static bool counting;  /* false in this program's own work */
static bool exploring; /* the run that is forked again and again */
static unsigned long count, step = 1, at;
static enum mode mode;
static bool in_workers; /* -n: of a worker's allocations, not of the first process's */
static bool shows;      /* where the allocation is that fails */
static int report;      /* what this program itself says */

/* Shared by all processes. */
static struct {
    unsigned long count;
    bool fired;
} * shared;

static void __attribute__((format(printf, 1, 2))) say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vdprintf(report, format, values);
    va_end(values);
}

static void show_place(void)
{
    void *frames[FRAMES];
    counting = false;
    backtrace_symbols_fd(frames, backtrace(frames, FRAMES), report);
    counting = true;
}

static void explore(void);

/* Whether the allocation that begins here fails. */
static bool fails(void)
{
    if (!counting)
        return false;
    count++;
    if (exploring && count % step == 0)
        explore();
    bool now = mode != LETS_THROUGH && (count == at || (mode == FAILS_ON && count > at)) &&
               (!shared->fired || mode == FAILS_ON);
    if (!now)
        return false;
    if (shows && !shared->fired)
        show_place();
    shared->fired = true;
    errno = ENOMEM;
    return true;
}

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void *(*real_memalign)(size_t, size_t);

static void find_real(void)
{
    if (real_malloc != NULL)
        return;
    *(void **)&real_malloc = dlsym(RTLD_NEXT, "__libc_malloc");
    *(void **)&real_calloc = dlsym(RTLD_NEXT, "__libc_calloc");
    *(void **)&real_realloc = dlsym(RTLD_NEXT, "__libc_realloc");
    *(void **)&real_memalign = dlsym(RTLD_NEXT, "__libc_memalign");
}

void *__libc_malloc(size_t size)
{
    find_real();
    return fails() ? NULL : real_malloc(size);
}

void *__libc_calloc(size_t number, size_t size)
{
    find_real();
    return fails() ? NULL : real_calloc(number, size);
}

void *__libc_realloc(void *memory, size_t size)
{
    find_real();
    return size > 0 && fails() ? NULL : real_realloc(memory, size);
}

void *__libc_memalign(size_t alignment, size_t size)
{
    find_real();
    return fails() ? NULL : real_memalign(alignment, size);
}

/* What a run leaves: its exit status, its streams and its files. */

static char *read_file(int folder, const char *name, size_t *size)
{
    struct stat status;
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        fprintf(stderr, "%s: %s\n", name, strerror(errno));
        exit(99);
    }
    *size = (size_t)status.st_size;
    char *bytes = malloc(*size + 1);
    size_t done = 0;
    for (ssize_t got = 1; got > 0 && done < *size; done += (size_t)got)
        got = read(file, bytes + done, *size - done);
    close(file);
    bytes[*size] = '\0';
    return bytes;
}

static bool same_file(int folder, const char *name, int other_folder, const char *other)
{
    size_t size, other_size;
    if (faccessat(folder, name, F_OK, 0) != 0 || faccessat(other_folder, other, F_OK, 0) != 0)
        return false;
    char *bytes = read_file(folder, name, &size);
    char *others = read_file(other_folder, other, &other_size);
    bool same = size == other_size && memcmp(bytes, others, size) == 0;
    free(bytes);
    free(others);
    return same;
}

/* The run that was let through, and how the others went. */
static int scratch, whole_out, out; /* folders */
static int whole_status;
static struct {
    unsigned long runs, same, stopped, damaged;
} tally;

static bool is_there(char files[][256], size_t number, const char *name)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(files[i], name) == 0)
            return true;
    return false;
}

static size_t list(int folder, char files[][256])
{
    size_t number = 0;
    DIR *directory = fdopendir(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            number < FILES_MAX)
            snprintf(files[number++], sizeof *files, "%s", entry->d_name);
    if (directory != NULL)
        closedir(directory);
    return number;
}

/* The folder is as it was for whoever goes on; false where a file was neither absent nor whole. */
static bool tidy(char before[][256], size_t number, bool complete)
{
    static char files[FILES_MAX][256];
    size_t there = list(out, files), wanted = 0;
    bool good = true;
    for (size_t i = 0; i < there; i++) {
        bool whole = same_file(out, files[i], whole_out, files[i]);
        bool old = is_there(before, number, files[i]);
        good = good && (whole || old);
        wanted += whole;
        if (!old)
            unlinkat(out, files[i], 0);
    }
    static char all[FILES_MAX][256];
    return good && (!complete || wanted == list(whole_out, all));
}

/* NULL: as it should be. */
static const char *judge(int status, bool tidied)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? "hangs" : "crashes";
    int code = WEXITSTATUS(status);
    if (!tidied)
        return code == whole_status ? "the same status with other files"
                                    : "a damaged file, or one too many";
    if (code == BLAME_INTERNAL || code == BLAME_IO)
        return NULL;
    if (code != whole_status)
        return "another verdict";
    if (!same_file(scratch, "run.out", scratch, "whole.out"))
        return "the same status with another output";
    if (!same_file(scratch, "run.err", scratch, "whole.err"))
        return "the same status with other findings";
    return NULL;
}

static int open_stream(const char *name)
{
    return openat(scratch, name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static void redirect(const char *name, int descriptor)
{
    int file = open_stream(name);
    dup2(file, descriptor);
    close(file);
}

/* In the new process: the stream is this run's own, and begins with what was printed before. */
static void take_over(const char *from, const char *name, int descriptor)
{
    size_t size;
    char *bytes = read_file(scratch, from, &size);
    redirect(name, descriptor);
    if (write(descriptor, bytes, size) != (ssize_t)size)
        _exit(99);
    free(bytes);
}

static void fail_here(enum mode how)
{
    take_over("explored.out", "run.out", STDOUT_FILENO);
    take_over("explored.err", "run.err", STDERR_FILENO);
    exploring = false;
    mode = how;
    at = count;
    shared->fired = false;
    counting = true;
    alarm(SECONDS_MAX);
}

/* One run whose next allocation fails. True in its process. */
static bool try_here(enum mode how)
{
    static char before[FILES_MAX][256];
    size_t number = list(out, before);
    int status;
    off_t input = lseek(STDIN_FILENO, 0, SEEK_CUR);
    pid_t process = fork();
    if (process == 0) {
        fail_here(how);
        return true;
    }
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        ;
    lseek(STDIN_FILENO, input, SEEK_SET); /* where it is a file all runs share it */
    bool done = WIFEXITED(status) && WEXITSTATUS(status) == whole_status;
    const char *wrong = judge(status, tidy(before, number, done));
    tally.runs++;
    tally.same += done;
    tally.stopped += WIFEXITED(status) && WEXITSTATUS(status) != whole_status;
    if (wrong != NULL) {
        tally.damaged++;
        say("# -n %lu -m %s: %s (status %d)\n", count, how == FAILS_ON ? "on" : "once", wrong,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }
    return false;
}

static void explore(void)
{
    counting = false;
    bool child = try_here(FAILS_ONCE) || try_here(FAILS_ON);
    if (!child)
        counting = true;
}

/* Running */

static int run(int argc, char **argv)
{
    counting = true;
    int status = uplabel_main(argc, argv, stdin, stdout, stderr);
    counting = false;
    return status;
}

/* The run that nothing befalls; its allocations are counted. */
static void let_through(int argc, char **argv)
{
    int status;
    pid_t process = fork();
    if (process == 0) {
        redirect("whole.out", STDOUT_FILENO);
        redirect("whole.err", STDERR_FILENO);
        status = run(argc, argv);
        shared->count = count;
        exit(status);
    }
    waitpid(process, &status, 0);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    whole_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int open_folder(int parent, const char *name)
{
    mkdirat(parent, name, 0777);
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Moves what the first run made out of the way of the others. */
static void keep_whole(void)
{
    static char files[FILES_MAX][256];
    size_t number = list(out, files);
    for (size_t i = 0; i < number; i++)
        renameat(out, files[i], whole_out, files[i]);
}

static int sweep(unsigned long points, int argc, char **argv)
{
    scratch = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    out = open_folder(scratch, "out");
    whole_out = open_folder(scratch, "whole");
    let_through(argc, argv);
    keep_whole();
    if (points > 0)
        step = shared->count / points > 0 ? shared->count / points : 1;
    redirect("explored.out", STDOUT_FILENO);
    redirect("explored.err", STDERR_FILENO);
    exploring = true;
    pid_t explorer = getpid();
    int status = run(argc, argv);
    if (getpid() != explorer)
        exit(status);
    say("# status %d, %lu allocations, %lu runs: %lu end as without, %lu stop, %lu are wrong\n",
        whole_status, shared->count, tally.runs, tally.same, tally.stopped, tally.damaged);
    return tally.damaged == 0 && tally.runs > 0 && status == whole_status ? 0 : 1;
}

/* A new process counts for itself; what failed in another does not fail again in it. */
static void begin_worker(void)
{
    if (exploring || at == 0)
        return;
    count = 0;
    counting = in_workers;
    if (shared->fired)
        mode = LETS_THROUGH;
}

static int fail_once(int argc, char **argv)
{
    pthread_atfork(NULL, NULL, begin_worker);
    if (!in_workers)
        return run(argc, argv);
    int status = uplabel_main(argc, argv, stdin, stdout, stderr);
    return status;
}

int main(int argc, char **argv)
{
    unsigned long points = 0;
    enum mode how = FAILS_ONCE;
    void *frames[1];
    backtrace(frames, 1); /* loads what it needs */
    report = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    fatal_install();
    for (int option; (option = getopt(argc, argv, "+p:s:n:m:wv")) != -1;) {
        const char *given = optarg != NULL ? optarg : "";
        unsigned long number = strtoul(given, NULL, 10);
        if (option == 'p')
            points = number;
        else if (option == 's')
            step = number;
        else if (option == 'n')
            at = number;
        else if (option == 'm')
            how = strcmp(given, "on") == 0 ? FAILS_ON : FAILS_ONCE;
        else if (option == 'w')
            in_workers = true;
        else if (option == 'v')
            shows = true;
        else
            return 99;
    }
    argc -= optind - 1;
    argv += optind - 1;
    static char name[] = "uplabel";
    argv[0] = name;
    optind = 0;
    if (at == 0)
        return sweep(points, argc, argv);
    mode = how;
    return fail_once(argc, argv);
}
