/* SPDX-License-Identifier: Apache-2.0 */
/* The printer's PDF: sheet and boxes, crop marks, resources. */
#include "write/pdf_print.h"

#include "base/number.h"
#include "write/pdf_file.h"
#include "write/pdf_inks.h"

enum { BLEED = 3000, MARK_OFFSET = 3000, MARK_LENGTH = 5000, MARK_CLEARANCE = 1000 };

/* A slug stands outside of any bleed. */
enum { SLUG_CLEARANCE = 1000 };

struct pdf_sheet pdf_print_sheet(const struct write_options *options)
{
    struct pdf_sheet sheet = {.press = &options->press,
                              .bleed = options->bleed ? BLEED : 0,
                              .marks = options->crop_marks};
    sheet.margin = sheet.marks ? MARK_OFFSET + MARK_LENGTH + MARK_CLEARANCE : sheet.bleed;
    return sheet;
}

int32_t pdf_print_slug_top(const struct pdf_sheet *sheet)
{
    return MAX(sheet->margin, BLEED) + SLUG_CLEARANCE;
}

int32_t pdf_print_bottom(const struct pdf_sheet *sheet, const struct scene *slug)
{
    return slug ? pdf_print_slug_top(sheet) + slug->height + SLUG_CLEARANCE : sheet->margin;
}

/* The trim and so much around it, on a sheet on which it stands at left, bottom. */
static void put_around(GString *out, const char *key, const struct scene *scene, int32_t left,
                       int32_t bottom, int32_t around)
{
    pdf_put_box(out, key, left - around, bottom - around, left + scene->width + around,
                bottom + scene->height + around);
}

void pdf_print_boxes(GString *out, const struct pdf_sheet *sheet, const struct scene *scene,
                     const struct scene *slug)
{
    int32_t bottom = pdf_print_bottom(sheet, slug), margin = sheet->margin;
    int32_t right = MAX(scene->width + margin, slug ? slug->width + SLUG_CLEARANCE : 0);
    pdf_put_box(out, "/MediaBox", 0, 0, margin + right, bottom + scene->height + margin);
    put_around(out, "/BleedBox", scene, margin, bottom, MIN(sheet->bleed, margin));
    put_around(out, "/TrimBox", scene, margin, bottom, 0);
}

/* All: every ink that there is. On, Off: overprinting. */
void pdf_print_resources(GString *out, const struct pdf_sheet *sheet,
                         const struct scene *const *scenes, size_t count)
{
    g_autoptr(GString) spaces = g_string_new(NULL);
    if (sheet->marks)
        g_string_append(spaces, "/All[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]"
                                "/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]");
    pdf_ink_spaces(spaces, scenes, count, sheet->press);
    if (spaces->len > 0)
        g_string_append_printf(out, "/ColorSpace<<%s>>", spaces->str);
    g_string_append(out, "/ExtGState<</On<</Type/ExtGState/OP true/op true/OPM 1>>"
                         "/Off<</Type/ExtGState/OP false/op false/OPM 0>>>>");
}

static void put_mark(GString *out, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
    const int32_t numbers[] = {x1, y1, x2, y2};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        number_append(out, numbers[i]);
        g_string_append(out, i == 1 ? " m " : " ");
    }
    g_string_append(out, "l S\n");
}

/* Two marks at each corner, 0.25 pt wide. */
void pdf_print_marks(GString *out, const struct scene *scene)
{
    enum { NEAR = MARK_OFFSET, FAR = MARK_OFFSET + MARK_LENGTH };
    int32_t width = scene->width, height = scene->height;
    g_string_append(out, "/Off gs\n/All CS 1 SCN\n88.194 w 0 J 0 j\n[] 0 d\n");
    for (int corner = 0; corner < 4; corner++) {
        int32_t x = corner & 1 ? width : 0, y = corner & 2 ? height : 0;
        int32_t right = corner & 1 ? 1 : -1, up = corner & 2 ? 1 : -1;
        put_mark(out, x + right * NEAR, y, x + right * FAR, y);
        put_mark(out, x, y + up * NEAR, x, y + up * FAR);
    }
}
