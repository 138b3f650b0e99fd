/* SPDX-License-Identifier: Apache-2.0 */
/* The label JSON in a PNG's text; and two PNGs compared, pixel by pixel. */
#include "read/carrier_parts.h"
#include "read/inflate.h"

#include <png.h>
#include <stdint.h>
#include <string.h>

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define SIGNATURE_SIZE 8

struct chunk {
    char type[5];
    const char *bytes;
    size_t size;
};

static size_t big_endian(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
}

/* The chunk at *at, which moves on; false where there is no whole one. */
static bool next_chunk(const struct source *source, size_t *at, struct chunk *chunk)
{
    size_t left = source->size > *at ? source->size - *at : 0;
    if (left < 12)
        return false;
    chunk->size = big_endian(source->bytes + *at);
    if (chunk->size > left - 12)
        return false;
    memcpy(chunk->type, source->bytes + *at + 4, 4);
    chunk->type[4] = '\0';
    chunk->bytes = source->bytes + *at + 8;
    *at += 12 + chunk->size;
    return true;
}

/* What follows the NUL at or behind `at`; NULL where none is there. */
static const char *behind_nul(const struct chunk *chunk, const char *at)
{
    const char *end = chunk->bytes + chunk->size;
    const char *nul = at ? memchr(at, '\0', (size_t)(end - at)) : NULL;
    return nul ? nul + 1 : NULL;
}

static bool is_text(const struct chunk *chunk, const char *type, const char *keyword)
{
    size_t size = strlen(keyword) + 1;
    return strcmp(chunk->type, type) == 0 && chunk->size > size &&
           memcmp(chunk->bytes, keyword, size) == 0;
}

/* The text of an iTXt chunk: whether it is compressed, how, then a language and a translation of
 * the keyword. NULL where it is broken. */
static char *international_text(const struct chunk *chunk)
{
    const char *end = chunk->bytes + chunk->size;
    const char *flags = behind_nul(chunk, chunk->bytes);
    if (!flags || end - flags < 2)
        return NULL;
    const char *text = behind_nul(chunk, behind_nul(chunk, flags + 2));
    if (!text)
        return NULL;
    size_t size = (size_t)(end - text);
    if (flags[0] == 0)
        return size <= CARRIED_MAX_BYTES ? g_strndup(text, size) : NULL;
    g_autoptr(GBytes) bytes = inflate_bytes(text, size, CARRIED_MAX_BYTES);
    return bytes ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : NULL;
}

const char *carrier_png_read(const struct source *source, GPtrArray *carried)
{
    size_t at = SIGNATURE_SIZE, found = 0;
    g_autofree char *json = NULL, *made = NULL;
    struct chunk chunk = {0};
    while (strcmp(chunk.type, "IEND") != 0) {
        if (!next_chunk(source, &at, &chunk))
            return "the file is cut short";
        if (is_text(&chunk, "iTXt", "uplabel:label")) {
            found++;
            g_free(json);
            json = international_text(&chunk);
        } else if (is_text(&chunk, "tEXt", "uplabel:made")) {
            g_free(made);
            made = g_strndup(chunk.bytes + 13, chunk.size - 13);
        }
    }
    if (found > 1)
        return "it has two texts named uplabel:label";
    if (found == 1 && !json)
        return "its text uplabel:label cannot be read";
    if (json)
        carrier_add(carried, g_steal_pointer(&json), g_steal_pointer(&made));
    return NULL;
}

/* Comparing */

/* Chunks that change nothing of what is seen. Resolution does: how large it is printed. */
static bool is_silent(const char *type)
{
    static const char *const silent[] = {"tEXt", "zTXt", "iTXt", "tIME", "IEND",
                                         "IHDR", "PLTE", "IDAT", "pHYs"};
    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++)
        if (strcmp(type, silent[i]) == 0)
            return true;
    return false;
}

/* A chunk that may change what is seen, NULL without; its resolution in *physical. */
static char *odd_chunk(const struct source *source, struct chunk *physical)
{
    size_t at = SIGNATURE_SIZE;
    struct chunk chunk = {0};
    *physical = (struct chunk){0};
    while (strcmp(chunk.type, "IEND") != 0) {
        if (!next_chunk(source, &at, &chunk))
            return g_strdup("the file is cut short");
        if (!is_silent(chunk.type))
            return g_strdup_printf("its chunk %s may change what is seen", chunk.type);
        if (strcmp(chunk.type, "pHYs") == 0)
            *physical = chunk;
    }
    return at == source->size ? NULL : g_strdup("there is something behind its end");
}

/* Begins to read; false where it is no picture. Freed by png_image_free. */
static bool begin(png_image *image, const char *bytes, size_t size)
{
    *image = (png_image){.version = PNG_IMAGE_VERSION};
    return png_image_begin_read_from_memory(image, bytes, size) != 0;
}

static uint8_t *pixels(png_image *image)
{
    image->format = PNG_FORMAT_RGBA;
    uint8_t *buffer = g_try_malloc(PNG_IMAGE_SIZE(*image));
    if (buffer && !png_image_finish_read(image, NULL, buffer, 0, NULL))
        g_clear_pointer(&buffer, g_free);
    return buffer;
}

static char *pixel_difference(png_image *found, png_image *expected)
{
    g_autofree uint8_t *one = pixels(found);
    g_autofree uint8_t *other = pixels(expected);
    if (!one || !other)
        return g_strdup("its pixels cannot be read");
    size_t size = PNG_IMAGE_SIZE(*expected), at = 0;
    while (at < size && one[at] == other[at])
        at++;
    if (at == size)
        return NULL;
    size_t pixel = at / 4, first = pixel * 4;
    return g_strdup_printf("its pixel %zu,%zu is #%02x%02x%02x, and its data gives #%02x%02x%02x",
                           pixel % expected->width, pixel / expected->width, one[first],
                           one[first + 1], one[first + 2], other[first], other[first + 1],
                           other[first + 2]);
}

static char *image_difference(const struct source *found, const char *bytes, size_t size)
{
    png_image one, other;
    char *difference = NULL;
    bool good = begin(&one, found->bytes, found->size);
    good = begin(&other, bytes, size) && good;
    if (!good)
        difference = g_strdup("its pixels cannot be read");
    else if (one.width != other.width || one.height != other.height)
        difference = g_strdup_printf("it has %u by %u pixels, and its data gives %u by %u",
                                     one.width, one.height, other.width, other.height);
    else
        difference = pixel_difference(&one, &other);
    png_image_free(&one);
    png_image_free(&other);
    return difference;
}

enum likeness carrier_png_compare(const struct source *found, GBytes *expected, char **difference)
{
    gsize size = 0;
    const char *bytes = g_bytes_get_data(expected, &size);
    struct source *other = source_new("", bytes, size);
    struct chunk physical, wanted;
    *difference = odd_chunk(found, &physical);
    g_free(odd_chunk(other, &wanted));
    if (!*difference &&
        (physical.size != wanted.size ||
         (wanted.size > 0 && memcmp(physical.bytes, wanted.bytes, wanted.size) != 0)))
        *difference = g_strdup("its resolution is not what its data gives");
    if (!*difference)
        *difference = image_difference(found, bytes, size);
    source_free(other);
    return *difference ? LIKENESS_NONE : LIKENESS_SAME;
}
