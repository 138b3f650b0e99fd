/* SPDX-License-Identifier: Apache-2.0 */
/* Scene → PNG: libpng packs the pixels with resolution and label JSON. */
#include "scene/grid.h"
#include "write/formats.h"
#include "write/palette.h"
#include "write/png_draw.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Measured on labels: no filter beats every filter, and level 6 saves 6 % for twice the time. */
#define COMPRESSION 3

/* Four bytes each. The largest label of the house has 48 million at 2400 dpi. */
#define PIXELS_MAX 60000000

/* Keyword of the text chunk that carries the label JSON. */
static char label_keyword[] = "uplabel:label";

/* And of the one that says how the picture was made. */
static char made_keyword[] = "uplabel:made";

/* Packing */

/* What is written for a pixel. */
enum depth {
    DEPTH_RGB,
    DEPTH_GRAY,
    DEPTH_BIT,     /* black or white */
    DEPTH_PALETTE, /* black, white or the one colour of a bitmap */
};

struct image {
    cairo_surface_t *surface;
    unsigned width, height;
    int32_t ppi; /* thousandths */
    enum depth depth;
    struct rgb colour;
    char *label_json; /* NULL: none */
    char *made;       /* NULL: not known */
    png_byte *row;
    GByteArray *out;
};

static void append_bytes(png_structp png, png_bytep bytes, size_t size)
{
    struct image *image = png_get_io_ptr(png);
    g_byte_array_append(image->out, bytes, (guint)size);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void describe(png_structp png, png_infop info, const struct image *image)
{
    static const struct {
        int bits, type;
    } depths[] = {
        [DEPTH_RGB] = {8, PNG_COLOR_TYPE_RGB},
        [DEPTH_GRAY] = {8, PNG_COLOR_TYPE_GRAY},
        [DEPTH_BIT] = {1, PNG_COLOR_TYPE_GRAY},
        [DEPTH_PALETTE] = {2, PNG_COLOR_TYPE_PALETTE},
    };
    png_set_IHDR(png, info, image->width, image->height, depths[image->depth].bits,
                 depths[image->depth].type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (image->depth == DEPTH_PALETTE) {
        const png_color palette[] = {{0, 0, 0},
                                     {255, 255, 255},
                                     {image->colour.red, image->colour.green, image->colour.blue}};
        png_set_PLTE(png, info, palette, 3);
    }
    png_uint_32 per_metre = (png_uint_32)grid_divide((int64_t)image->ppi * 10, 254);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_compression_level(png, COMPRESSION);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    if (!image->label_json)
        return;
    png_text texts[] = {{.compression = PNG_ITXT_COMPRESSION_zTXt, .key = label_keyword},
                        {.compression = PNG_TEXT_COMPRESSION_NONE, .key = made_keyword}};
    texts[0].text = image->label_json;
    texts[1].text = image->made;
    png_set_text(png, info, texts, image->made ? 2 : 1);
}

static png_byte *pack_pixel(const struct image *image, uint32_t pixel, png_byte *to)
{
    uint32_t rgb = pixel & 0xFFFFFF;
    switch (image->depth) {
    case DEPTH_RGB:
        *to++ = (png_byte)(pixel >> 16);
        *to++ = (png_byte)(pixel >> 8);
        *to++ = (png_byte)pixel;
        break;
    case DEPTH_GRAY:
        *to++ = (png_byte)pixel;
        break;
    case DEPTH_BIT:
    case DEPTH_PALETTE:
        *to++ = rgb == 0 ? 0 : rgb == 0xFFFFFF ? 1 : 2;
        break;
    }
    return to;
}

static void pack_row(const struct image *image, unsigned y)
{
    const unsigned char *data = cairo_image_surface_get_data(image->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(image->surface);
    png_byte *to = image->row;
    for (size_t x = 0; x < image->width; x++) {
        uint32_t pixel;
        memcpy(&pixel, data + y * stride + 4 * x, sizeof pixel);
        to = pack_pixel(image, pixel, to);
    }
}

/* libpng reports an error by a jump back to here: nothing that must be freed is made between. */
static bool pack(struct image *image)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_set_write_fn(png, image, append_bytes, flush_nothing);
    describe(png, info, image);
    png_write_info(png, info);
    png_set_packing(png);
    for (unsigned y = 0; y < image->height; y++) {
        pack_row(image, y);
        png_write_row(png, image->row);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return true;
}

/* A bitmap has its own pixels; any other label has as many as are asked for. */
static int32_t resolution_of(const struct write_input *input)
{
    return input->scene->bitmap ? input->scene->ppi : (int32_t)input->options->dpi * 1000;
}

static enum depth depth_of(const struct scene *scene)
{
    if (scene->bitmap)
        return scene->mono ? DEPTH_BIT : DEPTH_PALETTE;
    return palette_is_coloured(scene) ? DEPTH_RGB : DEPTH_GRAY;
}

static GBytes *take_image(cairo_surface_t *surface, const struct write_input *input)
{
    struct image image = {.surface = surface, .ppi = resolution_of(input)};
    image.width = (unsigned)cairo_image_surface_get_width(surface);
    image.height = (unsigned)cairo_image_surface_get_height(surface);
    image.depth = depth_of(input->scene);
    image.colour = palette_rgb(input->scene, INK_NONE);
    image.row = g_malloc((size_t)image.width * 3);
    image.out = g_byte_array_sized_new(65536);
    GBytes *json = input->label_json;
    if (json)
        image.label_json = g_strndup(g_bytes_get_data(json, NULL), g_bytes_get_size(json));
    image.made = g_strdup(input->made);
    bool packed = pack(&image);
    g_free(image.made);
    g_free(image.label_json);
    g_free(image.row);
    if (packed)
        return g_byte_array_free_to_bytes(image.out);
    g_byte_array_unref(image.out);
    return NULL;
}

/* Refuses a picture that would take more than some 250 MB to draw. */
static bool check_size(const struct scene *scene, unsigned dpi, struct diags *diags)
{
    double count = png_pixels(scene, (int32_t)dpi * 1000);
    if (scene->bitmap || count <= PIXELS_MAX)
        return true;
    diag_add(diags, CODE_USAGE, NOWHERE,
             "at %u dpi the picture would have %.0f million pixels, at most %d are drawn; choose a "
             "lower --dpi",
             dpi, count / 1e6, PIXELS_MAX / 1000000);
    return false;
}

GBytes *png_write(const struct write_input *input, struct diags *diags)
{
    if (!check_size(input->scene, input->options->dpi, diags))
        return NULL;
    cairo_surface_t *surface = png_draw(input->scene, resolution_of(input));
    GBytes *bytes = surface ? take_image(surface, input) : NULL;
    if (surface)
        cairo_surface_destroy(surface);
    if (!bytes)
        diag_add(diags, CODE_INTERNAL, NOWHERE,
                 "the picture of %d pixels per inch could not be drawn",
                 resolution_of(input) / 1000);
    return bytes;
}
