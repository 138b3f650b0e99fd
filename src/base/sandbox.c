/* SPDX-License-Identifier: Apache-2.0 */
/* Confinement by Landlock (files) and seccomp (system calls), as far as the kernel has them. */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <glib.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
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
#define WRITE_RIGHTS                                                                               \
    (LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE |   \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define FOLDER_RIGHTS (LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR)
#define TREE_RIGHTS                                                                                \
    (WRITE_RIGHTS | FOLDER_RIGHTS | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_REFER)

struct sandbox {
    uint64_t rights; /* that the kernel can take away */
    int ruleset;     /* -1: it has no Landlock, or it failed */
    bool supervises;
    bool good;
};

/* 0: the kernel has no Landlock. */
static long landlock_abi(void)
{
    long abi =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? abi : 0;
}

/* The library takes it for granted; a kernel that has filters looks for this one, which is none. */
static bool has_seccomp(void)
{
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT;
}

const char *sandbox_lacks(void)
{
    bool files = landlock_abi() > 0;
    bool calls = has_seccomp();
    if (files && calls)
        return NULL;
    return files   ? "seccomp, which forbids system calls"
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

static bool is_folder(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A pipe has no rule (EBADFD), nor needs one. */
static void allow(struct sandbox *sandbox, int descriptor, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {rights & sandbox->rights, descriptor};
    if (syscall(SYS_landlock_add_rule, sandbox->ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U) !=
        0)
        sandbox->good = sandbox->good && errno == EBADFD;
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* The files that links in a folder lead to: a rule holds only for what is below it. Nobody reads
 * hidden ones. */
static void allow_linked(struct sandbox *sandbox, const char *folder)
{
    g_autofree char *path = g_strdup(folder);
    char *const paths[] = {path, NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    for (FTSENT *entry; tree && (entry = fts_read(tree));) {
        if (entry->fts_level > 0 && *entry->fts_name == '.')
            fts_set(tree, entry, FTS_SKIP);
        int file = entry->fts_info == FTS_SL && is_file(entry->fts_path)
                       ? open(entry->fts_path, O_PATH | O_CLOEXEC)
                       : -1;
        if (file < 0)
            continue;
        allow(sandbox, file, LANDLOCK_ACCESS_FS_READ_FILE);
        close(file);
    }
    if (tree)
        fts_close(tree);
}

void sandbox_allow_reading(struct sandbox *sandbox, const char *path)
{
    int descriptor = sandbox->ruleset >= 0 ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    if (is_folder(descriptor)) {
        allow(sandbox, descriptor, READ_RIGHTS);
        allow_linked(sandbox, path);
    } else {
        allow(sandbox, descriptor, LANDLOCK_ACCESS_FS_READ_FILE);
    }
    close(descriptor);
}

void sandbox_allow_writing(struct sandbox *sandbox, int folder, bool folders)
{
    if (sandbox->ruleset >= 0)
        allow(sandbox, folder,
              sandbox->supervises ? TREE_RIGHTS : WRITE_RIGHTS | (folders ? FOLDER_RIGHTS : 0));
}

struct sandbox *sandbox_new(bool supervises)
{
    struct sandbox *sandbox = g_new0(struct sandbox, 1);
    long abi = landlock_abi();
    sandbox->ruleset = -1;
    sandbox->supervises = supervises;
    sandbox->good = true;
    if (abi == 0 || (supervises && abi == 1)) /* which forbids to move files between folders */
        return sandbox;
    sandbox->rights = all_rights(abi);
    struct landlock_ruleset_attr attributes = {.handled_access_fs = sandbox->rights};
    sandbox->ruleset =
        (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0U);
    sandbox->good = sandbox->ruleset >= 0;
    sandbox_allow_reading(sandbox, "/dev/urandom"); /* seeds hash tables against chosen keys */
    return sandbox;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (sandbox->ruleset >= 0)
        close(sandbox->ruleset);
    g_free(sandbox);
}

/* What nobody needs: to reach the network, start programs, watch processes, change the system. */
static const int forbidden[] = {
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(reboot),
};

/* What only a supervisor needs. */
static const int supervision[] = {
    SCMP_SYS(socketpair), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone),
    SCMP_SYS(clone3),     SCMP_SYS(kill), SCMP_SYS(tkill),
};

static bool forbid(scmp_filter_ctx filter, const int *calls, size_t count)
{
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0) == 0;
    return good;
}

static bool confine_calls(bool supervises)
{
    if (!has_seccomp())
        return true;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool good = filter != NULL && forbid(filter, forbidden, G_N_ELEMENTS(forbidden)) &&
                (supervises || forbid(filter, supervision, G_N_ELEMENTS(supervision))) &&
                seccomp_load(filter) == 0;
    if (filter != NULL)
        seccomp_release(filter);
    return good;
}

static bool confine_files(const struct sandbox *sandbox)
{
    return sandbox->ruleset < 0 || syscall(SYS_landlock_restrict_self, sandbox->ruleset, 0U) == 0;
}

bool sandbox_enter(struct sandbox *sandbox)
{
    return sandbox->good && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && confine_files(sandbox) &&
           confine_calls(sandbox->supervises);
}
