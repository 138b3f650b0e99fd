/* SPDX-License-Identifier: Apache-2.0 */
/* The standard streams: none is closed, and none fails without a word. */
#include "base/streams.h"

#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

void streams_guard(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF)
            continue;
        /* The wrong way round, so that using it fails; the lowest free descriptor is this one. */
        if (open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) != descriptor)
            _exit(BLAME_IO);
    }
}

static int last_error;

static int descriptor_of(const void *cookie)
{
    return (int)(intptr_t)cookie;
}

static ssize_t read_some(void *cookie, char *bytes, size_t size)
{
    ssize_t got = TEMP_FAILURE_RETRY(read(descriptor_of(cookie), bytes, size));
    if (got < 0)
        last_error = errno;
    return got;
}

/* All of it, or 0 with errno. */
static ssize_t write_all(void *cookie, const char *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t put = TEMP_FAILURE_RETRY(write(descriptor_of(cookie), bytes + done, size - done));
        if (put <= 0) {
            last_error = errno = put < 0 ? errno : EIO;
            return 0;
        }
        done += (size_t)put;
    }
    return (ssize_t)size;
}

static int seek(void *cookie, off64_t *offset, int whence)
{
    *offset = lseek(descriptor_of(cookie), *offset, whence);
    if (*offset < 0)
        last_error = errno;
    return *offset < 0 ? -1 : 0;
}

/* After EINTR the descriptor is closed all the same. */
static int close_it(void *cookie)
{
    if (close(descriptor_of(cookie)) == 0 || errno == EINTR)
        return 0;
    last_error = errno;
    return -1;
}

FILE *streams_open(int descriptor, const char *mode)
{
    /* Of what cannot be sought the end is not asked for. */
    bool seekable = lseek(descriptor, 0, SEEK_CUR) >= 0;
    cookie_io_functions_t functions = {read_some, write_all, seekable ? seek : NULL, close_it};
    FILE *stream = fopencookie((void *)(intptr_t)descriptor, mode, functions);
    if (stream == NULL)
        close(descriptor);
    return stream;
}

int streams_error(void)
{
    return last_error != 0 ? last_error : EIO;
}
