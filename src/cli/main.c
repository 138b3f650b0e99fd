/* SPDX-License-Identifier: Apache-2.0 */
/* The process: everything else is uplabel_process. */
#include "base/fatal.h"
#include "base/streams.h"
#include "cli/cli.h"

#include <signal.h>

int main(int argc, char **argv)
{
    streams_guard();
    fatal_install();
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a write that fails */
    return uplabel_process(argc, argv);
}
