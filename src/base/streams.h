/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the three standard streams apart from the files of a run. */
#pragma once

/* Takes those of the descriptors 0 to 2 that were handed over closed. Call before opening anything:
 * else an output file could become standard error, and be written into. Using such a stream stays
 * an error. */
void streams_guard(void);
