/* SPDX-License-Identifier: Apache-2.0 */
/* Confinement of a process that judges foreign bytes: it reads its data, writes in one folder, and
 * can do nothing else. */
#pragma once

#include <stdbool.h>

/* What the kernel cannot confine: NULL where it can do all, else a few words for a message. */
const char *sandbox_lacks(void);

/* Confines this process for good: files below the folders of `readable` (paths, NULL at the end,
 * those that are not there are left out) can be read, files in the open folder `writable` (-1: none)
 * can be made, descriptors that are open stay so; no other file, no network, no other program. As
 * far as the kernel can. False where what it can do failed. */
bool sandbox_enter(const char *const *readable, int writable);
