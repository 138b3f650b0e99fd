/* SPDX-License-Identifier: Apache-2.0 */
/* A closed standard stream is opened the wrong way round, so that reading or writing it fails. */
#include "base/streams.h"

#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void streams_guard(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF)
            continue;
        /* The lowest free descriptor is this one. */
        if (open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) != descriptor)
            _exit(BLAME_IO);
    }
}
