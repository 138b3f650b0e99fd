/* SPDX-License-Identifier: Apache-2.0 */
/* The workers as processes: started, fed, heard, and replaced when they fall. */
#include "bulk/crew.h"

#include "base/fatal.h"
#include "base/sandbox.h"
#include "bulk/message.h"
#include "bulk/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    AT_ONCE = 4,          /* records that a worker has at a time: one under work, the rest wait */
    LIFETIME = 20000,     /* records of a worker before a new one takes its place */
    SECONDS_MAX = 20,     /* of one record */
    MEMORY_MAX = 512,     /* MiB of address space beyond what the supervisor has */
    FILE_MAX = 64,        /* MiB of one output */
    TICK = 100,           /* ms */
    STARTS_MAX = 100,     /* attempts to start a worker, a tick apart */
    SANDBOX_FAILED = 126, /* exit status of a worker that could not be confined */
};

/* A record that a worker has. */
struct task {
    uint64_t number;
    GString *request;
    char *lost; /* why the worker fell that was at it: now it is only asked for its id */
};

struct worker {
    pid_t process;   /* 0: none, and it is to be started */
    unsigned starts; /* attempts that failed */
    int socket;
    int staging;   /* -1: none */
    GString *out;  /* requests not yet written … */
    size_t sent;   /* … and how much of them is */
    GString *in;   /* results not yet whole */
    GArray *tasks; /* of struct task, the one under work first */
    int64_t since; /* when that one began, in microseconds */
    unsigned done;
    const char *killed; /* why it was killed by us, NULL: it was not */
};

struct crew {
    const struct bulk_options *options;
    struct workshop *workshop;
    struct worker *workers;
    unsigned count;
    int lock;      /* of the tree, -1: none */
    char *failure; /* NULL: none */
};

static struct task *first_task(const struct worker *worker)
{
    return &g_array_index(worker->tasks, struct task, 0);
}

static void clear_task(void *data)
{
    struct task *task = data;
    g_string_free(task->request, TRUE);
    g_free(task->lost);
}

/* Starting */

static void set_limit(int resource, rlim_t limit)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) != 0)
        return;
    now.rlim_cur = MIN(limit, now.rlim_max);
    setrlimit((__rlimit_resource_t)resource, &now);
}

static rlim_t address_space(void)
{
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");
    if (statm != NULL && fscanf(statm, "%lu", &pages) != 1)
        pages = 0;
    if (statm != NULL)
        fclose(statm);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* In the new process nothing of the supervisor's stays open but what the worker needs, and the lock
 * on the tree: no other run begins before the last worker has ended. */
static void close_others(int socket, int staging, int lock)
{
    int kept[] = {socket, staging, lock};
    unsigned first = 3; /* behind the standard streams */
    for (size_t left = G_N_ELEMENTS(kept); left > 0; left--) {
        int next = INT_MAX;
        for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
            if (kept[i] >= (int)first)
                next = MIN(next, kept[i]);
        if (next == INT_MAX)
            break;
        if ((unsigned)next > first)
            close_range(first, (unsigned)next - 1, 0);
        first = (unsigned)next + 1;
    }
    close_range(first, ~0U, 0);
}

/* space: what the supervisor, and so this process, has of memory. */
static void G_GNUC_NORETURN be_worker(struct crew *crew, const struct worker *worker, int socket,
                                      pid_t parent, rlim_t space)
{
    close_others(socket, worker->staging, crew->lock);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    fatal_say(NULL); /* the supervisor tells which record it costs */
    if (getppid() != parent)
        _exit(0);
    signal(SIGINT, SIG_IGN); /* the supervisor decides */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGXFSZ, SIG_DFL); /* what is too long costs its record alone */
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_AS, space + (rlim_t)MEMORY_MAX * 1024 * 1024);
    set_limit(RLIMIT_FSIZE, (rlim_t)FILE_MAX * 1024 * 1024);
    struct sandbox *sandbox = sandbox_new(false);
    workshop_allow_reading(crew->workshop, sandbox);
    if (worker->staging >= 0)
        sandbox_allow_writing(sandbox, worker->staging, false);
    if (!sandbox_enter(sandbox))
        _exit(SANDBOX_FAILED);
    sandbox_free(sandbox);
    worker_run(socket, worker->staging, crew->options, crew->workshop);
    _exit(0);
}

static bool start(struct crew *crew, struct worker *worker)
{
    int sockets[2];
    pid_t parent = getpid();
    rlim_t space = address_space();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return false;
    worker->process = fork();
    if (worker->process == 0)
        be_worker(crew, worker, sockets[1], parent, space);
    close(sockets[1]);
    if (worker->process < 0) {
        worker->process = 0;
        close(sockets[0]);
        return false;
    }
    worker->socket = sockets[0];
    fcntl(worker->socket, F_SETFL, O_NONBLOCK);
    worker->done = worker->starts = 0;
    worker->killed = NULL;
    return true;
}

/* A worker keeps nothing that would have to be put in order. */
static int stop(struct worker *worker)
{
    int status = 0;
    if (worker->process == 0)
        return 0;
    close(worker->socket);
    kill(worker->process, SIGKILL);
    TEMP_FAILURE_RETRY(waitpid(worker->process, &status, 0));
    worker->process = 0;
    return status;
}

struct crew *crew_new(const struct bulk_options *options, struct workshop *workshop,
                      struct tree *tree, struct diags *diags)
{
    struct crew *crew = g_new0(struct crew, 1);
    bool good = true;
    crew->options = options;
    crew->workshop = workshop;
    crew->count = options->workers;
    crew->lock = tree != NULL ? tree_lock(tree) : -1;
    crew->workers = g_new0(struct worker, crew->count);
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        worker->out = g_string_new(NULL);
        worker->in = g_string_new(NULL);
        worker->tasks = g_array_new(FALSE, FALSE, sizeof(struct task));
        g_array_set_clear_func(worker->tasks, clear_task);
        worker->staging = -1;
        if (good && tree != NULL)
            good = (worker->staging = tree_stage(tree, i, diags)) >= 0;
        if (good && !start(crew, worker)) {
            diag_add(diags, CODE_RESOURCE, NOWHERE, "cannot start a worker: %s", strerror(errno));
            good = false;
        }
    }
    if (good)
        return crew;
    crew_free(crew);
    return NULL;
}

void crew_free(struct crew *crew)
{
    if (crew == NULL)
        return;
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        stop(worker);
        if (worker->staging >= 0) {
            tree_unstage(worker->staging);
            close(worker->staging);
        }
        g_array_unref(worker->tasks);
        g_string_free(worker->out, TRUE);
        g_string_free(worker->in, TRUE);
    }
    g_free(crew->workers);
    g_free(crew->failure);
    g_free(crew);
}

const char *crew_failure(const struct crew *crew)
{
    return crew->failure;
}

/* Feeding */

static struct worker *least_busy(const struct crew *crew)
{
    struct worker *least = &crew->workers[0];
    for (unsigned i = 1; i < crew->count; i++)
        if (crew->workers[i].tasks->len < least->tasks->len)
            least = &crew->workers[i];
    return least;
}

bool crew_has_room(const struct crew *crew)
{
    return least_busy(crew)->tasks->len < AT_ONCE;
}

static void flush(struct worker *worker)
{
    if (worker->process == 0)
        return;
    while (worker->sent < worker->out->len) {
        ssize_t done = TEMP_FAILURE_RETRY(send(worker->socket, worker->out->str + worker->sent,
                                               worker->out->len - worker->sent, MSG_NOSIGNAL));
        if (done < 0)
            return; /* later, or its end is noticed when it is read from */
        worker->sent += (size_t)done;
    }
    g_string_truncate(worker->out, 0);
    worker->sent = 0;
}

static void give(struct worker *worker, struct task task)
{
    if (worker->tasks->len == 0)
        worker->since = g_get_monotonic_time();
    g_array_append_val(worker->tasks, task);
    g_string_append_len(worker->out, task.request->str, (gssize)task.request->len);
    flush(worker);
}

void crew_send(struct crew *crew, uint64_t number, GString *request)
{
    give(least_busy(crew), (struct task){number, request, NULL});
}

/* Hearing */

static void take_first_task(struct worker *worker)
{
    g_array_remove_index(worker->tasks, 0);
    worker->since = g_get_monotonic_time();
}

/* The next whole result of what was read; false without. One that is none, or of another record
 * than the one under work, ends the worker. */
static bool hear_one(struct worker *worker, size_t *at, struct result **result)
{
    struct message message;
    size_t size = message_find(worker->in->str + *at, worker->in->len - *at, &message);
    if (size == 0)
        return false;
    *result = size != SIZE_MAX ? result_unpack(&message) : NULL;
    if (*result != NULL && worker->tasks->len > 0 &&
        (*result)->number == first_task(worker)->number) {
        *at += size;
        return true;
    }
    result_free(*result);
    worker->killed = "the worker gave an answer that is none";
    kill(worker->process, SIGKILL);
    return false;
}

/* A lost record of whom is known now: the result says why it was lost. */
static void tell_lost(struct task *task, struct result *result)
{
    if (result->outcome == OUTCOME_ELSEWHERE)
        return;
    g_free(result->findings);
    g_clear_pointer(&result->codes, g_free);
    result->outcome = OUTCOME_FAILED;
    result->status = BLAME_INTERNAL;
    result->findings = g_steal_pointer(&task->lost);
}

/* Takes the whole results out of what was read. */
static void hear(struct worker *worker, GArray *told)
{
    size_t at = 0;
    struct told one = {NULL, worker->staging};
    while (worker->killed == NULL && hear_one(worker, &at, &one.result)) {
        if (first_task(worker)->lost != NULL)
            tell_lost(first_task(worker), one.result);
        take_first_task(worker);
        worker->done++;
        g_array_append_val(told, one);
    }
    g_string_erase(worker->in, 0, (gssize)at);
}

/* False where the worker is gone. */
static bool read_worker(struct worker *worker)
{
    char buffer[65536];
    ssize_t got;
    while ((got = TEMP_FAILURE_RETRY(recv(worker->socket, buffer, sizeof buffer, 0))) > 0)
        g_string_append_len(worker->in, buffer, got);
    return got < 0 && errno == EAGAIN;
}

/* Why a process ended. */
static char *describe_end(const struct worker *worker, int status)
{
    if (worker->killed != NULL)
        return g_strdup(worker->killed);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return g_strdup_printf("it took more than %d s of the processor", WORKER_CPU_SECONDS);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
        return g_strdup_printf("an output is longer than %d MiB", FILE_MAX);
    if (WIFSIGNALED(status))
        return g_strdup_printf("the worker was ended by signal %d (%s)", WTERMSIG(status),
                               strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == BLAME_INTERNAL)
        return g_strdup_printf("it needed more than %d MiB of memory, or met an internal error",
                               MEMORY_MAX);
    return g_strdup_printf("the worker ended with status %d", WEXITSTATUS(status));
}

/* Starts a worker and gives it the tasks that the last one left. Where it cannot be started it is
 * tried again with the next tick, for a while. */
static void begin(struct crew *crew, struct worker *worker)
{
    if (crew->failure != NULL)
        return;
    g_string_truncate(worker->out, 0);
    g_string_truncate(worker->in, 0);
    worker->sent = 0;
    worker->since = g_get_monotonic_time();
    for (guint i = 0; i < worker->tasks->len; i++) {
        const GString *request = g_array_index(worker->tasks, struct task, i).request;
        g_string_append_len(worker->out, request->str, (gssize)request->len);
    }
    if (start(crew, worker))
        flush(worker);
    else if (++worker->starts > STARTS_MAX)
        crew->failure = g_strdup_printf("cannot start a worker: %s", strerror(errno));
}

/* The record that a worker fell at is lost: a fresh one is asked whose it was, and if that falls
 * too nobody is. */
static void lose(struct worker *worker, int status, GArray *told)
{
    struct task *task = first_task(worker);
    if (task->lost == NULL) {
        task->lost = describe_end(worker, status);
        worker_ask_id(task->request);
        return;
    }
    struct told one = {result_new(task->number), -1};
    tell_lost(task, one.result);
    g_array_append_val(told, one);
    take_first_task(worker);
}

/* A worker is gone: what it had not begun is given out again. */
static void replace(struct crew *crew, struct worker *worker, GArray *told)
{
    int status = 0;
    close(worker->socket);
    TEMP_FAILURE_RETRY(waitpid(worker->process, &status, 0));
    worker->process = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == SANDBOX_FAILED) {
        crew->failure = g_strdup("the kernel refused to confine a worker");
        return;
    }
    if (worker->tasks->len > 0)
        lose(worker, status, told);
    begin(crew, worker);
}

/* A worker that has done its share makes place for a fresh one, whose memory is small again. */
static void recycle(struct crew *crew, struct worker *worker)
{
    if (worker->done < LIFETIME || worker->tasks->len > 0)
        return;
    stop(worker);
    begin(crew, worker);
}

static void end_hung(struct worker *worker)
{
    int64_t microseconds = g_get_monotonic_time() - worker->since;
    if (worker->process == 0 || worker->tasks->len == 0 ||
        microseconds < (int64_t)SECONDS_MAX * 1000000)
        return;
    worker->killed = "it took more than 20 s";
    kill(worker->process, SIGKILL);
}

static void attend(struct crew *crew, struct worker *worker, short events, GArray *told)
{
    if (worker->process == 0) {
        begin(crew, worker);
        return;
    }
    if ((events & POLLOUT) != 0)
        flush(worker);
    bool there = (events & (POLLIN | POLLHUP | POLLERR)) == 0 || read_worker(worker);
    hear(worker, told);
    if (!there)
        replace(crew, worker, told);
    else
        recycle(crew, worker);
    end_hung(worker);
}

bool crew_wait(struct crew *crew, int descriptor, GArray *told)
{
    g_autofree struct pollfd *polls = g_new0(struct pollfd, crew->count + 1);
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        short more = worker->sent < worker->out->len ? POLLOUT : 0;
        polls[i] =
            (struct pollfd){worker->process != 0 ? worker->socket : -1, (short)(POLLIN | more), 0};
    }
    polls[crew->count] = (struct pollfd){descriptor, POLLIN, 0};
    if (poll(polls, crew->count + 1, TICK) < 0)
        return false;
    for (unsigned i = 0; i < crew->count; i++)
        attend(crew, &crew->workers[i], polls[i].revents, told);
    return polls[crew->count].revents != 0;
}
