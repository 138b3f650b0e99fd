/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the three standard streams apart from the files of a run. */
#pragma once

#include <stdio.h>

/* Takes those of the descriptors 0 to 2 that were handed over closed. Call before opening anything:
 * else an output file could become standard error, and be written into. Using such a stream stays
 * an error. */
void streams_guard(void);

/* A stream over a descriptor, which it takes over. An interruption does not make it fail: the C library
 * would drop what it held back. Once it has failed it goes on failing. The mode is that of fdopen. */
FILE *streams_open(int descriptor, const char *mode);

/* errno of the last failure of any such stream, EIO where there was none: to be asked where ferror
 * says that there was one. */
int streams_error(void);
