/* SPDX-License-Identifier: Apache-2.0 */
/* ICC profiles (ISO 15076-1): the header, the table of tags, and the description. */
#include "write/icc.h"

#include "base/source.h"
#include "base/text.h"

#include <string.h>
#include <sys/stat.h>

/* The profiles of printing conditions have one to five megabytes. */
#define MAX_BYTES ((size_t)32 * 1024 * 1024)

/* Where the header has what; the table of tags follows it. */
enum {
    AT_SIZE = 0,
    AT_VERSION = 8,
    AT_CLASS = 12,
    AT_COLOURS = 16,
    AT_CONNECTION = 20,
    AT_SIGNATURE = 36,
    AT_TAGS = 128,
    TAG_SIZE = 12,
};

/* A part of the file. */
struct part {
    const uint8_t *bytes;
    size_t size;
};

/* Zero behind the end. */
static uint32_t number_at(struct part part, size_t at, unsigned width)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < width; i++)
        value = value << 8 | (at + i < part.size ? part.bytes[at + i] : 0u);
    return value;
}

static bool has_word(struct part part, size_t at, const char *word)
{
    return at + 4 <= part.size && memcmp(part.bytes + at, word, 4) == 0;
}

/* The tag's data; empty where there is none, or it lies outside of the file. */
static struct part find_tag(struct part file, const char *name)
{
    size_t count = number_at(file, AT_TAGS, 4);
    for (size_t i = 0, at = AT_TAGS + 4; i < count && at + TAG_SIZE <= file.size;
         i++, at += TAG_SIZE) {
        size_t offset = number_at(file, at + 4, 4), size = number_at(file, at + 8, 4);
        if (has_word(file, at, name) && offset <= file.size && size <= file.size - offset)
            return (struct part){file.bytes + offset, size};
    }
    return (struct part){NULL, 0};
}

/* Description */

/* Version 2: a count and ASCII. */
static char *plain_text(struct part tag)
{
    size_t length = number_at(tag, 8, 4);
    if (tag.size < 12 || length > tag.size - 12)
        return NULL;
    return g_strndup((const char *)tag.bytes + 12, length);
}

/* Version 4: records of language, country, length and offset; the first one's UTF-16. */
static char *first_translation(struct part tag)
{
    size_t length = number_at(tag, 20, 4), offset = number_at(tag, 24, 4);
    if (number_at(tag, 8, 4) == 0 || offset > tag.size || length > tag.size - offset)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t at = offset; at + 2 <= offset + length; at += 2) {
        gunichar unit = number_at(tag, at, 2);
        g_string_append_unichar(text, unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* What the profile calls itself, where that can be shown. */
static char *describe(struct part file)
{
    struct part tag = find_tag(file, "desc");
    g_autofree char *text = has_word(tag, 0, "mluc") ? first_translation(tag) : plain_text(tag);
    if (!text || !g_utf8_validate(text, -1, NULL) || text_inspect(text).fault != TEXT_OK)
        return g_strdup("Custom");
    return g_strstrip(g_steal_pointer(&text));
}

/* Judging */

/* What is wrong with it and what would be right, NULL if nothing is; the caller frees. */
static char *find_fault(struct part file)
{
    static const char *const needed[] = {"desc", "A2B0", "B2A0"};
    if (file.size < AT_TAGS + 4 || !has_word(file, AT_SIGNATURE, "acsp"))
        return g_strdup("no ICC profile: the signature 'acsp' is missing");
    if (number_at(file, AT_SIZE, 4) != file.size)
        return g_strdup_printf("it says that it has %u bytes, and has %zu: it is not whole",
                               number_at(file, AT_SIZE, 4), file.size);
    unsigned version = number_at(file, AT_VERSION, 1);
    if (version != 2 && version != 4)
        return g_strdup_printf("a profile of version %u; 2 or 4 is needed", version);
    if (!has_word(file, AT_CLASS, "prtr"))
        return g_strdup_printf("a profile of class '%.4s'; 'prtr', that of an output device, is "
                               "needed",
                               (const char *)file.bytes + AT_CLASS);
    if (!has_word(file, AT_COLOURS, "CMYK"))
        return g_strdup_printf("a profile for '%.4s' colours; 'CMYK' is needed",
                               (const char *)file.bytes + AT_COLOURS);
    if (!has_word(file, AT_CONNECTION, "Lab ") && !has_word(file, AT_CONNECTION, "XYZ "))
        return g_strdup("a profile that connects to neither Lab nor XYZ");
    if (number_at(file, AT_TAGS, 4) > (file.size - AT_TAGS - 4) / TAG_SIZE)
        return g_strdup("its table of tags is longer than the file");
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
        if (find_tag(file, needed[i]).size == 0)
            return g_strdup_printf("its part '%s' is missing", needed[i]);
    return NULL;
}

static void refuse(struct diags *diags, const char *path, const char *why)
{
    g_autofree char *name = g_strdup(path);
    struct source unread = {.name = name};
    diag_add(diags, CODE_PRINT_PROFILE, (struct place){&unread, NO_OFFSET, NULL}, "%s", why);
}

static bool is_too_large(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           (uintmax_t)status.st_size > MAX_BYTES;
}

struct icc *icc_read(const char *path, struct diags *diags)
{
    if (is_too_large(path)) {
        refuse(diags, path, "more than 32 MiB: profiles have a few");
        return NULL;
    }
    struct source *source = source_read(path, NULL, MAX_BYTES, diags);
    if (!source)
        return NULL;
    struct part file = {(const uint8_t *)source->bytes, source->size};
    g_autofree char *fault = find_fault(file);
    struct icc *icc = NULL;
    if (fault) {
        refuse(diags, path, fault);
    } else {
        icc = g_new0(struct icc, 1);
        icc->bytes = g_bytes_new(source->bytes, source->size);
        icc->description = describe(file);
    }
    source_free(source);
    return icc;
}

void icc_free(struct icc *icc)
{
    if (!icc)
        return;
    g_bytes_unref(icc->bytes);
    if (icc->packed)
        g_bytes_unref(icc->packed);
    g_free(icc->description);
    g_free(icc);
}
