/* SPDX-License-Identifier: Apache-2.0 */
/* The colour operators of a PDF: gray and RGB for a screen, CMYK and spot inks for a press. */
#include "write/pdf_inks.h"

#include "base/number.h"
#include "write/palette.h"
#include "write/pdf_file.h"

/* Black and gray are single inks on a screen too. */
static void put_screen(GString *out, const struct scene *scene, enum ink ink)
{
    struct rgb rgb = palette_rgb(scene, ink);
    const uint8_t parts[] = {rgb.red, rgb.green, rgb.blue};
    bool gray = rgb.red == rgb.green && rgb.green == rgb.blue;
    for (size_t i = 0; i < (gray ? 1 : G_N_ELEMENTS(parts)); i++) {
        /* Text in a colour label is drawn as pure black: on paper #111111 would be a screened ink.
         */
        int64_t level = ink == INK_INK && !scene->dark ? 0 : parts[i];
        number_append_fixed(out, (level * 1000 + 127) / 255, 3);
        g_string_append_c(out, ' ');
    }
    g_string_append(out, gray ? "g" : "rg");
}

/* Cyan to black as shares, with a blank behind each. */
static void put_shares(GString *out, struct cmyk cmyk)
{
    const uint8_t parts[] = {cmyk.cyan, cmyk.magenta, cmyk.yellow, cmyk.black};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        number_append_fixed(out, parts[i], 2);
        g_string_append_c(out, ' ');
    }
}

char *pdf_ink(const struct scene *scene, enum ink ink, const struct press *press)
{
    GString *out = g_string_new(NULL);
    enum ink plate = palette_plate(scene, ink);
    if (!press) {
        put_screen(out, scene, ink);
    } else if (press->spots[plate]) {
        g_string_append_printf(out, "/S%d cs 1 scn", (int)plate);
    } else {
        put_shares(out, palette_cmyk(scene, ink));
        g_string_append_c(out, 'k');
    }
    return g_string_free(out, FALSE);
}

bool pdf_ink_overprints(const struct scene *scene, enum ink ink, const struct press *press)
{
    return palette_cmyk(scene, ink).black == 100 && !press->spots[palette_plate(scene, ink)];
}

static void find_plates(const struct scene *scene, bool used[INK_COUNT])
{
    for (guint i = 0; i < scene->ops->len; i++) {
        const struct op *op = &g_array_index(scene->ops, struct op, i);
        if (op->kind != OP_GROUP_BEGIN && op->kind != OP_GROUP_END)
            used[palette_plate(scene, op->ink)] = true;
    }
}

/* All of the ink is what the palette mixes in its place. */
static void put_space(GString *out, enum ink plate, const char *name)
{
    static const struct scene coloured = {0};
    g_string_append_printf(out, "/S%d[/Separation", (int)plate);
    pdf_put_name(out, name);
    g_string_append(out, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[");
    put_shares(out, palette_cmyk(&coloured, plate));
    g_string_append(out, "]/N 1>>]");
}

void pdf_ink_spaces(GString *out, const struct scene *const *scenes, size_t count,
                    const struct press *press)
{
    bool used[INK_COUNT] = {false};
    for (size_t i = 0; i < count; i++)
        find_plates(scenes[i], used);
    for (enum ink plate = 0; plate < INK_COUNT; plate++)
        if (used[plate] && press->spots[plate])
            put_space(out, plate, press->spots[plate]);
}
