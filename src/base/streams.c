/* SPDX-License-Identifier: Apache-2.0 */
/* The standard streams: none is closed, and none fails without a word. */
#include "base/streams.h"

#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
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

/* A stream's descriptor, and why it failed: then it fails for ever, so that nothing follows a gap.
 */
struct cookie {
    int descriptor, error;
};

/* -1 with errno. */
static int fail(struct cookie *cookie, int error)
{
    last_error = cookie->error = errno = error;
    return -1;
}

static ssize_t read_some(void *data, char *bytes, size_t size)
{
    struct cookie *cookie = data;
    if (cookie->error != 0)
        return fail(cookie, cookie->error);
    ssize_t got = TEMP_FAILURE_RETRY(read(cookie->descriptor, bytes, size));
    return got >= 0 ? got : fail(cookie, errno);
}

/* All of it, or 0 with errno. */
static ssize_t write_all(void *data, const char *bytes, size_t size)
{
    struct cookie *cookie = data;
    for (size_t done = 0; done < size && cookie->error == 0;) {
        ssize_t put = TEMP_FAILURE_RETRY(write(cookie->descriptor, bytes + done, size - done));
        if (put <= 0)
            fail(cookie, put < 0 ? errno : EIO);
        else
            done += (size_t)put;
    }
    if (cookie->error != 0)
        fail(cookie, cookie->error);
    return cookie->error == 0 ? (ssize_t)size : 0;
}

static int seek(void *data, off64_t *offset, int whence)
{
    struct cookie *cookie = data;
    off64_t at = lseek(cookie->descriptor, *offset, whence);
    if (at < 0)
        return fail(cookie, errno);
    *offset = at;
    return 0;
}

/* After EINTR the descriptor is closed all the same. */
static int close_it(void *data)
{
    struct cookie *cookie = data;
    bool closed = close(cookie->descriptor) == 0 || errno == EINTR;
    int result = closed ? 0 : fail(cookie, errno);
    g_free(cookie);
    return result;
}

FILE *streams_open(int descriptor, const char *mode)
{
    struct cookie *cookie = g_new(struct cookie, 1);
    *cookie = (struct cookie){descriptor, 0};
    bool seekable = lseek(descriptor, 0, SEEK_CUR) >= 0 || errno != ESPIPE;
    cookie_io_functions_t functions = {read_some, write_all, seekable ? seek : NULL, close_it};
    return fopencookie(cookie, mode, functions);
}

int streams_error(void)
{
    return last_error != 0 ? last_error : EIO;
}
