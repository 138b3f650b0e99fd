/* SPDX-License-Identifier: Apache-2.0 */
/* Confinement by Landlock (files) and seccomp (system calls), as far as the kernel has them. */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights that headers of Debian 12 do not know yet. */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (UINT64_C(1) << 13) /* since ABI 2 */
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (UINT64_C(1) << 14) /* since ABI 3 */
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (UINT64_C(1) << 15) /* since ABI 5 */
#endif

#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_RIGHTS (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG)

/* 0: the kernel has no Landlock. */
static long landlock_abi(void)
{
    long abi =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? abi : 0;
}

const char *sandbox_lacks(void)
{
    bool files = landlock_abi() > 0;
    bool calls = seccomp_api_get() > 0;
    if (files && calls)
        return NULL;
    return files ? "seccomp, which forbids system calls"
           : calls ? "Landlock, which confines a process to its files"
                   : "Landlock and seccomp";
}

/* Every right of the file system that this kernel can take away. */
static uint64_t all_rights(long abi)
{
    uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    if (abi >= 2)
        rights |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3)
        rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
    if (abi >= 5)
        rights |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
    return rights;
}

static bool allow(int ruleset, int folder, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = folder};
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U) == 0;
}

static bool allow_reading(int ruleset, const char *path)
{
    int folder = open(path, O_PATH | O_CLOEXEC);
    if (folder < 0)
        return errno == ENOENT || errno == ENOTDIR;
    bool good = allow(ruleset, folder, READ_RIGHTS);
    close(folder);
    return good;
}

static bool confine_files(const char *const *readable, int writable)
{
    long abi = landlock_abi();
    if (abi == 0)
        return true;
    uint64_t rights = all_rights(abi);
    struct landlock_ruleset_attr attributes = {.handled_access_fs = rights};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0U);
    bool good = ruleset >= 0;
    for (; good && *readable != NULL; readable++)
        good = allow_reading(ruleset, *readable);
    if (good && writable >= 0)
        good = allow(ruleset, writable,
                     READ_RIGHTS | WRITE_RIGHTS | (rights & LANDLOCK_ACCESS_FS_TRUNCATE));
    good = good && syscall(SYS_landlock_restrict_self, ruleset, 0U) == 0;
    if (ruleset >= 0)
        close(ruleset);
    return good;
}

/* What a worker never does: reach the network, start or watch processes, change the system. */
static const int forbidden[] = {
    SCMP_SYS(socket),        SCMP_SYS(socketpair),      SCMP_SYS(connect),
    SCMP_SYS(bind),          SCMP_SYS(listen),          SCMP_SYS(accept),
    SCMP_SYS(accept4),       SCMP_SYS(execve),          SCMP_SYS(execveat),
    SCMP_SYS(fork),          SCMP_SYS(vfork),           SCMP_SYS(clone),
    SCMP_SYS(clone3),        SCMP_SYS(ptrace),          SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(kill),        SCMP_SYS(tkill),
    SCMP_SYS(mount),         SCMP_SYS(umount2),         SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),        SCMP_SYS(unshare),         SCMP_SYS(setns),
    SCMP_SYS(bpf),           SCMP_SYS(perf_event_open), SCMP_SYS(init_module),
    SCMP_SYS(finit_module),  SCMP_SYS(keyctl),          SCMP_SYS(add_key),
    SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),    SCMP_SYS(reboot),
};

static bool confine_calls(void)
{
    if (seccomp_api_get() == 0)
        return true;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool good = filter != NULL;
    for (size_t i = 0; good && i < G_N_ELEMENTS(forbidden); i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0) == 0;
    good = good && seccomp_load(filter) == 0;
    if (filter != NULL)
        seccomp_release(filter);
    return good;
}

bool sandbox_enter(const char *const *readable, int writable)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && confine_files(readable, writable) &&
           confine_calls();
}
