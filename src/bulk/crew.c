/* SPDX-License-Identifier: Apache-2.0 */
/* The workers as processes: started, fed, heard, and replaced when they fall. */
#include "bulk/crew.h"

#include "base/sandbox.h"
#include "bulk/message.h"
#include "bulk/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    AT_ONCE = 4,               /* records that a worker has at a time: one under work, the rest wait */
    LIFETIME = 20000,          /* records of a worker before a new one takes its place */
    SECONDS_MAX = 20,          /* of one record */
    MEMORY_MAX = 512,          /* MiB of address space beyond what the supervisor has */
    FILE_MAX = 64,             /* MiB of one output */
    TICK = 100,                /* ms */
    SANDBOX_FAILED = 126,      /* exit status of a worker that could not be confined */
};

/* A record that a worker has. */
struct task {
    uint64_t number;
    GString *request;
};

struct worker {
    pid_t process; /* 0: none */
    int socket;
    int staging; /* -1: none */
    GString *out; /* requests not yet written … */
    size_t sent;  /* … and how much of them is */
    GString *in;  /* results not yet whole */
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
};

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

/* In the new process: nothing of the supervisor's is left open but what the worker needs. */
static void G_GNUC_NORETURN be_worker(struct crew *crew, const struct worker *worker, int socket)
{
    for (unsigned i = 0; i < crew->count; i++)
        if (crew->workers[i].process != 0)
            close(crew->workers[i].socket);
    signal(SIGINT, SIG_IGN); /* the supervisor decides */
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_AS, address_space() + (rlim_t)MEMORY_MAX * 1024 * 1024);
    set_limit(RLIMIT_FSIZE, (rlim_t)FILE_MAX * 1024 * 1024);
    g_auto(GStrv) readable = workshop_folders(crew->workshop);
    if (!sandbox_enter((const char *const *)readable, worker->staging))
        _exit(SANDBOX_FAILED);
    worker_run(socket, worker->staging, crew->options, crew->workshop);
    _exit(0);
}

static bool start(struct crew *crew, struct worker *worker, struct diags *diags)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        diag_add(diags, CODE_RESOURCE, NOWHERE, "cannot reach a worker: %s", g_strerror(errno));
        return false;
    }
    worker->process = fork();
    if (worker->process == 0) {
        close(sockets[0]);
        be_worker(crew, worker, sockets[1]);
    }
    close(sockets[1]);
    if (worker->process < 0) {
        diag_add(diags, CODE_RESOURCE, NOWHERE, "cannot start a worker: %s", g_strerror(errno));
        worker->process = 0;
        close(sockets[0]);
        return false;
    }
    worker->socket = sockets[0];
    fcntl(worker->socket, F_SETFL, O_NONBLOCK);
    worker->done = 0;
    worker->killed = NULL;
    worker->sent = 0;
    g_string_truncate(worker->out, 0);
    g_string_truncate(worker->in, 0);
    return true;
}

static void stop(struct worker *worker)
{
    if (worker->process == 0)
        return;
    close(worker->socket);
    TEMP_FAILURE_RETRY(waitpid(worker->process, NULL, 0));
    worker->process = 0;
}

struct crew *crew_new(const struct bulk_options *options, struct workshop *workshop,
                      struct tree *tree, struct diags *diags)
{
    struct crew *crew = g_new0(struct crew, 1);
    bool good = true;
    crew->options = options;
    crew->workshop = workshop;
    crew->count = options->workers;
    crew->workers = g_new0(struct worker, crew->count);
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        worker->out = g_string_new(NULL);
        worker->in = g_string_new(NULL);
        worker->tasks = g_array_new(FALSE, FALSE, sizeof(struct task));
        worker->staging = -1;
        if (good && tree != NULL)
            good = (worker->staging = tree_stage(tree, i, diags)) >= 0;
        good = good && start(crew, worker, diags);
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
        if (worker->staging >= 0)
            close(worker->staging);
        for (guint k = 0; k < worker->tasks->len; k++)
            g_string_free(g_array_index(worker->tasks, struct task, k).request, TRUE);
        g_array_unref(worker->tasks);
        g_string_free(worker->out, TRUE);
        g_string_free(worker->in, TRUE);
    }
    g_free(crew->workers);
    g_free(crew);
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
    give(least_busy(crew), (struct task){number, request});
}

/* Hearing */

static void take_first_task(struct worker *worker)
{
    g_string_free(g_array_index(worker->tasks, struct task, 0).request, TRUE);
    g_array_remove_index(worker->tasks, 0);
    worker->since = g_get_monotonic_time();
}

/* Takes the whole results out of what was read. */
static void hear(struct worker *worker, GArray *told)
{
    struct message message;
    size_t size, at = 0;
    while ((size = message_find(worker->in->str + at, worker->in->len - at, &message)) != 0 &&
           size != SIZE_MAX) {
        struct told one = {result_unpack(&message), worker->staging};
        at += size;
        if (one.result == NULL || worker->tasks->len == 0) {
            result_free(one.result);
            continue;
        }
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
    if (WIFSIGNALED(status))
        return g_strdup_printf("the worker was ended by signal %d (%s)", WTERMSIG(status),
                               strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == SANDBOX_FAILED)
        return g_strdup("the worker could not be confined");
    return g_strdup_printf("the worker ended with status %d", WEXITSTATUS(status));
}

/* A worker is gone: the record it was at is lost, the others are given out again. */
static void replace(struct crew *crew, struct worker *worker, GArray *told)
{
    int status = 0;
    close(worker->socket);
    TEMP_FAILURE_RETRY(waitpid(worker->process, &status, 0));
    worker->process = 0;
    if (worker->tasks->len > 0) {
        struct task *task = &g_array_index(worker->tasks, struct task, 0);
        struct told one = {result_new(task->number), -1};
        one.result->outcome = OUTCOME_FAILED;
        one.result->status = BLAME_INTERNAL;
        one.result->findings = describe_end(worker, status);
        g_array_append_val(told, one);
        take_first_task(worker);
    }
    g_autoptr(GArray) again = g_steal_pointer(&worker->tasks);
    worker->tasks = g_array_new(FALSE, FALSE, sizeof(struct task));
    struct diags *diags = diags_new(0);
    bool started = start(crew, worker, diags);
    diags_free(diags);
    if (!started)
        g_error("no worker can be started"); /* ends in the fatal handler: exit status 4 */
    for (guint i = 0; i < again->len; i++)
        give(worker, g_array_index(again, struct task, i));
}

/* A worker that has done its share makes place for a fresh one, whose memory is small again. */
static void recycle(struct crew *crew, struct worker *worker)
{
    if (worker->done < LIFETIME || worker->tasks->len > 0)
        return;
    struct diags *diags = diags_new(0);
    stop(worker);
    if (!start(crew, worker, diags))
        g_error("no worker can be started");
    diags_free(diags);
}

static void end_hung(struct worker *worker)
{
    int64_t microseconds = g_get_monotonic_time() - worker->since;
    if (worker->tasks->len == 0 || microseconds < (int64_t)SECONDS_MAX * 1000000)
        return;
    worker->killed = "the record took more than 20 s";
    kill(worker->process, SIGKILL);
}

bool crew_wait(struct crew *crew, int descriptor, GArray *told)
{
    g_autofree struct pollfd *polls = g_new0(struct pollfd, crew->count + 1);
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        short more = worker->sent < worker->out->len ? POLLOUT : 0;
        polls[i] = (struct pollfd){worker->socket, (short)(POLLIN | more), 0};
    }
    polls[crew->count] = (struct pollfd){descriptor, POLLIN, 0};
    if (poll(polls, crew->count + 1, TICK) < 0)
        return false;
    for (unsigned i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        if ((polls[i].revents & POLLOUT) != 0)
            flush(worker);
        bool there = (polls[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0 || read_worker(worker);
        hear(worker, told);
        if (!there)
            replace(crew, worker, told);
        else
            recycle(crew, worker);
        end_hung(worker);
    }
    return polls[crew->count].revents != 0;
}
