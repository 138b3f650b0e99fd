/* SPDX-License-Identifier: Apache-2.0 */
/* For `make coverage' alone: a confined process and one that ends at once leave their counts too. */
#include "base/sandbox.h"

#include <fcntl.h>
#include <gcov.h>
#include <unistd.h>

#define UNCOUNTED __attribute__((no_profile_instrument_function))

/* The linker puts the first in the place of the second: --wrap. */
bool __wrap_sandbox_enter(struct sandbox *sandbox) UNCOUNTED;
bool __real_sandbox_enter(struct sandbox *sandbox);
void __wrap__exit(int status) __attribute__((noreturn)) UNCOUNTED;
void __real__exit(int status) __attribute__((noreturn));

/* Counts are written beside the objects. */
bool __wrap_sandbox_enter(struct sandbox *sandbox)
{
    int objects = open(UPLABEL_OBJECTS, O_PATH | O_DIRECTORY | O_CLOEXEC);
    sandbox_allow_reading(sandbox, UPLABEL_OBJECTS); /* and added to what is there */
    sandbox_allow_writing(sandbox, objects, true);
    close(objects);
    return __real_sandbox_enter(sandbox);
}

void __wrap__exit(int status)
{
    __gcov_dump();
    __real__exit(status);
}
