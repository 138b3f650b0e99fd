/* SPDX-License-Identifier: Apache-2.0 */
/* Systems without room: no assertion stands between the two ends of it, for Check's own files want
 * to grow as well. */
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static inline void strain_set(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit;
    getrlimit(resource, &limit);
    limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
    setrlimit(resource, &limit);
}

/* No file gets longer than that: writing ends with EFBIG. */
static inline void strain_files(rlim_t bytes)
{
    signal(SIGXFSZ, SIG_IGN);
    strain_set(RLIMIT_FSIZE, bytes);
}

/* So many more files can be open: the next one ends with EMFILE. Call where no descriptor below the
 * highest is free. */
static inline void strain_descriptors(unsigned more)
{
    int next = dup(STDERR_FILENO);
    close(next);
    strain_set(RLIMIT_NOFILE, (rlim_t)next + more);
}

static inline void strain_end(void)
{
    strain_set(RLIMIT_FSIZE, RLIM_INFINITY);
    strain_set(RLIMIT_NOFILE, RLIM_INFINITY);
}
