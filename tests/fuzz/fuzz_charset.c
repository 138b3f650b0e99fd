/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: bytes in an encoding that the first one chooses, read in pieces and written again.
 */
#include "fuzz.h"

#include "base/charset.h"

#include <string.h>

static const enum charset charsets[] = {CHARSET_UTF8,         CHARSET_LATIN1, CHARSET_LATIN9,
                                        CHARSET_WINDOWS_1252, CHARSET_UTF16,  CHARSET_UTF16LE,
                                        CHARSET_UTF16BE};

static void judge_bytes(const struct charset_reader *reader, const GString *text, const char *bytes,
                        size_t size)
{
    g_autoptr(GString) back = g_string_new(NULL);
    if (reader->mark != CHARSET_NONE && reader->mark == reader->charset)
        charset_write_mark(reader->mark, back);
    charset_write(reader->charset, back, text->str, text->len);
    if (back->len != size || memcmp(back->str, bytes, size) != 0)
        fuzz_fail("%zu bytes of %s became %zu others", size, charset_name(reader->charset),
                  back->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct charset_reader reader = {.charset = charsets[*data % G_N_ELEMENTS(charsets)]};
    size_t piece = 1 + *data / G_N_ELEMENTS(charsets) % 7;
    const char *bytes = (const char *)data + 1;
    g_autoptr(GString) text = g_string_new(NULL);
    size--;
    for (size_t at = 0; at < size; at += piece)
        charset_read(&reader, text, bytes + at, MIN(piece, size - at));
    charset_end(&reader, text);
    judge_bytes(&reader, text, bytes, size);
    return 0;
}
