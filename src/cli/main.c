/* SPDX-License-Identifier: Apache-2.0 */
/* The process: everything else is uplabel_process. */
#include "base/fatal.h"
#include "base/streams.h"
#include "cli/cli.h"

int main(int argc, char **argv)
{
    streams_guard();
    fatal_install();
    return uplabel_process(argc, argv);
}
