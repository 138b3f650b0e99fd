/* SPDX-License-Identifier: Apache-2.0 */
/* Confinement of a process that judges foreign bytes: it reads its inputs and data, writes its
 * outputs, and can do nothing else. */
#pragma once

#include <stdbool.h>

/* What the kernel cannot confine: NULL where it can do all, else a few words for a message. */
const char *sandbox_lacks(void);

/* What a process is to keep; nothing at first. One that supervises starts processes, which confine
 * themselves further, and talks to them. */
struct sandbox *sandbox_new(bool supervises);
void sandbox_free(struct sandbox *sandbox);

/* A file can be read, or a folder with all that is below it and the files that links there lead to;
 * what cannot be opened is left out. */
void sandbox_allow_reading(struct sandbox *sandbox, const char *path);

/* Files can be made, replaced and removed in an open folder and below it; with `folders` so can
 * folders. Whoever supervises can do both, read the files and move them. */
void sandbox_allow_writing(struct sandbox *sandbox, int folder, bool folders);

/* Confines this process for good: what was allowed can be done, descriptors that are open stay so;
 * no other file, no network, no other program. As far as the kernel can. False where what it can do
 * failed. */
bool sandbox_enter(struct sandbox *sandbox);
