/* SPDX-License-Identifier: Apache-2.0 */
/* One named font file: mapped, checked to be a font, and asked for metrics and outlines. */
#include "font/raster.h"

#include <errno.h>
#include <fcntl.h>
#include <hb-ot.h>
#include <hb.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file's bytes as a mapping that lives as long as they do; NULL with errno, which is 0 where
 * there is no file but something else. A pipe would be waited for. */
static GBytes *map_file(const char *path)
{
    struct stat status;
    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    int descriptor = (int)TEMP_FAILURE_RETRY(open(path, flags));
    if (descriptor < 0)
        return NULL;
    bool known = fstat(descriptor, &status) == 0;
    int error = known ? 0 : errno;
    GBytes *bytes = NULL;
    if (known && S_ISREG(status.st_mode)) {
        GMappedFile *file = g_mapped_file_new_from_fd(descriptor, FALSE, NULL);
        error = file != NULL ? 0 : errno;
        bytes = file != NULL ? g_mapped_file_get_bytes(file) : NULL;
        if (file != NULL)
            g_mapped_file_unref(file);
    }
    close(descriptor);
    errno = error;
    return bytes;
}

static size_t number_at(const unsigned char *data, size_t at, size_t size)
{
    size_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | data[at + i];
    return number;
}

/* Whether every table of the font at that index lies within the file (OpenType, "Organization of an
 * OpenType Font"). HarfBuzz takes what is cut off as empty, and its text would be drawn as blank.
 */
static bool is_whole(const unsigned char *data, size_t size, unsigned index)
{
    size_t start = 0;
    if (size >= 12 && memcmp(data, "ttcf", 4) == 0) {
        if ((size - 12) / 4 <= index)
            return false;
        start = number_at(data, 12 + 4 * (size_t)index, 4);
    }
    if (size < 12 || start > size - 12)
        return false;
    size_t count = number_at(data, start + 4, 2), record = start + 12;
    if (count > (size - record) / 16)
        return false;
    for (; count > 0; count--, record += 16) {
        size_t offset = number_at(data, record + 8, 4), length = number_at(data, record + 12, 4);
        if (offset > size || length > size - offset)
            return false;
    }
    return true;
}

static void release_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static hb_face_t *make_face(GBytes *bytes, unsigned index)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (data == NULL || size > G_MAXUINT || !is_whole((const unsigned char *)data, size, index))
        return NULL;
    hb_blob_t *blob = hb_blob_create(data, (unsigned)size, HB_MEMORY_MODE_READONLY,
                                     g_bytes_ref(bytes), release_bytes);
    hb_face_t *face = index < hb_face_count(blob) ? hb_face_create(blob, index) : NULL;
    hb_blob_destroy(blob);
    return face;
}

/* A string of the name table in English. */
static char *read_name(hb_face_t *face, hb_ot_name_id_t id)
{
    char text[128];
    unsigned size = sizeof text;
    hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, text);
    return g_strdup(text);
}

static int read_metric(const struct font *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font->hb, tag, &value);
    return value;
}

static void read_metrics(struct font *font)
{
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(font->hb, &extents);
    font->ascent = extents.ascender;
    font->descent = extents.descender;
    font->x_height = read_metric(font, HB_OT_METRICS_TAG_X_HEIGHT);
    font->cap_height = read_metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
}

static void release_array(void *array)
{
    g_array_unref(array);
}

struct font *font_open(const char *path, unsigned index)
{
    GBytes *bytes = map_file(path);
    if (bytes == NULL)
        return NULL;
    hb_face_t *face = make_face(bytes, index);
    if (face == NULL || hb_face_get_glyph_count(face) == 0) {
        hb_face_destroy(face);
        g_bytes_unref(bytes);
        errno = 0;
        return NULL;
    }
    struct font *font = g_new0(struct font, 1);
    font->path = g_strdup(path);
    font->file = g_path_get_basename(path);
    font->index = index;
    font->bytes = bytes;
    font->face = face;
    font->hb = hb_font_create(face); /* its scale is units per em already */
    font->upem = hb_face_get_upem(face);
    font->version = read_name(face, HB_OT_NAME_ID_VERSION_STRING);
    font->name = read_name(face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    read_metrics(font);
    font->shaped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, release_array);
    font->drawn = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    font->subsets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    font->raster = raster_new(bytes, index);
    return font;
}

void font_free(struct font *font)
{
    if (font == NULL)
        return;
    g_hash_table_unref(font->shaped);
    g_hash_table_unref(font->drawn);
    g_hash_table_unref(font->subsets);
    raster_free(font->raster);
    hb_font_destroy(font->hb);
    hb_face_destroy(font->face);
    g_bytes_unref(font->bytes);
    g_free(font->path);
    g_free(font->file);
    g_free(font->version);
    g_free(font->name);
    g_free(font);
}

void font_digest(const struct font *font, char hex[static HASH_HEX_SIZE])
{
    gsize size;
    const void *data = g_bytes_get_data(font->bytes, &size);
    hash_sha256(data, size, hex);
}

bool font_has(const struct font *font, uint32_t code_point)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(font->hb, code_point, &glyph);
}

struct drawing {
    const struct outline_sink *sink;
    void *data;
};

static void draw_move(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, float x,
                      float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const struct drawing *to = drawing;
    to->sink->move(to->data, x, y);
}

static void draw_line(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, float x,
                      float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const struct drawing *to = drawing;
    to->sink->line(to->data, x, y);
}

static void draw_quad(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, float cx,
                      float cy, float x, float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const struct drawing *to = drawing;
    to->sink->quad(to->data, cx, cy, x, y);
}

static void draw_cubic(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, float c1x,
                       float c1y, float c2x, float c2y, float x, float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const struct drawing *to = drawing;
    to->sink->cubic(to->data, c1x, c1y, c2x, c2y, x, y);
}

static void draw_close(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const struct drawing *to = drawing;
    to->sink->close(to->data);
}

/* The functions that hand HarfBuzz's commands on; made once, immutable from then on. */
static hb_draw_funcs_t *draw_funcs(void)
{
    static hb_draw_funcs_t *made;
    if (made == NULL) {
        made = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(made, draw_move, NULL, NULL);
        hb_draw_funcs_set_line_to_func(made, draw_line, NULL, NULL);
        hb_draw_funcs_set_quadratic_to_func(made, draw_quad, NULL, NULL);
        hb_draw_funcs_set_cubic_to_func(made, draw_cubic, NULL, NULL);
        hb_draw_funcs_set_close_path_func(made, draw_close, NULL, NULL);
        hb_draw_funcs_make_immutable(made);
    }
    return made;
}

void font_outline(const struct font *font, uint32_t glyph, const struct outline_sink *sink,
                  void *data)
{
    struct drawing drawing = {sink, data};
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font->hb, glyph, draw_funcs(), &drawing);
#else
    hb_font_get_glyph_shape(font->hb, glyph, draw_funcs(), &drawing);
#endif
}

int font_advance(const struct font *font, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(font->hb, glyph);
}
