/* SPDX-License-Identifier: Apache-2.0 */
/* FreeType's automatic hinter draws them: it makes stems equally wide and sets letters apart, where
 * at 11 pixels the hints of the fonts themselves let letters touch. */
#include "font/raster.h"

#include <freetype/freetype.h>
#include <freetype/ftmodapi.h>

struct raster {
    GBytes *bytes;
    unsigned index;
    bool asked; /* whether FreeType has been asked to open it */
    struct FT_MemoryRec_ memory;
    FT_Library library;
    FT_Face face;
    GHashTable *bitmaps; /* pixels per em and glyph number → struct font_bitmap, NULL: none */
};

struct raster *raster_new(GBytes *bytes, unsigned index)
{
    struct raster *raster = g_new0(struct raster, 1);
    raster->bytes = g_bytes_ref(bytes);
    raster->index = index;
    raster->bitmaps = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    return raster;
}

void raster_free(struct raster *raster)
{
    if (raster == NULL)
        return;
    g_hash_table_unref(raster->bitmaps);
    if (raster->face != NULL)
        FT_Done_Face(raster->face);
    if (raster->library != NULL)
        FT_Done_Library(raster->library);
    g_bytes_unref(raster->bytes);
    g_free(raster);
}

static void *take_memory(FT_Memory memory, long size)
{
    (void)memory;
    return g_malloc((size_t)size);
}

static void give_memory(FT_Memory memory, void *block)
{
    (void)memory;
    g_free(block);
}

static void *change_memory(FT_Memory memory, long before, long size, void *block)
{
    (void)memory, (void)before;
    return g_realloc(block, (size_t)size);
}

/* FT_Init_FreeType would let the environment choose other hinters. */
static void open_face(struct raster *raster)
{
    gsize size;
    const FT_Byte *data = g_bytes_get_data(raster->bytes, &size);
    raster->asked = true;
    raster->memory = (struct FT_MemoryRec_){NULL, take_memory, give_memory, change_memory};
    if (FT_New_Library(&raster->memory, &raster->library) != 0)
        return;
    FT_Add_Default_Modules(raster->library);
    if (FT_New_Memory_Face(raster->library, data, (FT_Long)size, (FT_Long)raster->index,
                           &raster->face) != 0)
        raster->face = NULL;
}

/* FreeType packs eight pixels into a byte. */
static struct font_bitmap *unpack(const FT_GlyphSlot slot)
{
    int width = (int)slot->bitmap.width, height = (int)slot->bitmap.rows;
    struct font_bitmap *bitmap =
        g_malloc0(sizeof *bitmap + (size_t)width * (size_t)height);
    bitmap->left = slot->bitmap_left;
    bitmap->top = slot->bitmap_top;
    bitmap->width = width;
    bitmap->height = height;
    bitmap->advance = (int)((slot->advance.x + 32) >> 6);
    for (int y = 0; y < height; y++) {
        const unsigned char *row = slot->bitmap.buffer + (ptrdiff_t)y * slot->bitmap.pitch;
        for (int x = 0; x < width; x++)
            bitmap->bits[y * width + x] = row[x / 8] >> (7 - x % 8) & 1;
    }
    return bitmap;
}

static struct font_bitmap *draw(struct raster *raster, uint32_t glyph, int ppem)
{
    if (!raster->asked)
        open_face(raster);
    if (raster->face == NULL || FT_Set_Pixel_Sizes(raster->face, 0, (FT_UInt)ppem) != 0)
        return NULL;
    FT_Int32 flags = FT_LOAD_TARGET_MONO | FT_LOAD_FORCE_AUTOHINT | FT_LOAD_NO_BITMAP;
    if (FT_Load_Glyph(raster->face, glyph, flags | FT_LOAD_RENDER) != 0)
        return NULL;
    return unpack(raster->face->glyph);
}

const struct font_bitmap *font_bitmap(const struct font *font, uint32_t glyph, int ppem)
{
    enum { GLYPHS = 65536 /* per font, by the format */ };
    struct raster *raster = font->raster;
    void *key = GUINT_TO_POINTER((unsigned)ppem * GLYPHS + glyph), *known;
    g_assert(ppem > 0 && ppem < GLYPHS && glyph < GLYPHS);
    if (g_hash_table_lookup_extended(raster->bitmaps, key, NULL, &known))
        return known;
    struct font_bitmap *bitmap = draw(raster, glyph, ppem);
    g_hash_table_insert(raster->bitmaps, key, bitmap);
    return bitmap;
}
