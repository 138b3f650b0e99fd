/* SPDX-License-Identifier: Apache-2.0 */
/* A font reduced to the glyphs of a label, and kept for the next label that needs the same. */
#include "write/pdf_subset.h"

#include "base/number.h"
#include "write/pdf_cff.h"

#include <hb-subset.h>
#include <hb.h>
#include <string.h>

/* Of one font, some kilobytes each. */
enum { KEPT_SUBSETS = 64 };

/* The tables that a PDF draws from. The subsetter is shown no other: walking the font's character
 * map and layout rules would cost it more than all the rest. */
static hb_blob_t *drawing_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    static const hb_tag_t tables[] = {
        HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
        HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
        HB_TAG('m', 'a', 'x', 'p'),
    };
    (void)face;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        if (tables[i] == tag)
            return hb_face_reference_table(whole, tag);
    return NULL;
}

static hb_subset_input_t *subset_input(const uint32_t *ids, size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    /* Spelt-out outlines deflate better than calls of subroutines. */
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++)
        hb_set_add(glyphs, ids[i]);
    return input;
}

/* One block of memory that holds the codes and the deflated program too. */
static struct pdf_subset *allocate(size_t count, GBytes *packed)
{
    gsize size;
    const void *bytes = g_bytes_get_data(packed, &size);
    struct pdf_subset *subset = g_malloc(sizeof *subset + count * sizeof(uint16_t) + size);
    subset->codes = (uint16_t *)(void *)(subset + 1);
    subset->packed_size = size;
    subset->packed = memcpy(subset->codes + count, bytes, size);
    return subset;
}

/* Codes are glyph numbers of the subset, or what its CFF calls them. */
static void assign_codes(struct pdf_subset *subset, hb_blob_t *program, const hb_map_t *numbers,
                         const uint32_t *ids, size_t count)
{
    g_autofree uint16_t *names = g_new(uint16_t, count + 1);
    unsigned size = 0;
    const char *bytes = hb_blob_get_data(program, &size);
    pdf_cff_ids((const uint8_t *)bytes, subset->is_cff ? size : 0, names, count + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = hb_map_get(numbers, ids[i]);
        subset->codes[i] = number <= count ? names[number] : (uint16_t)number;
    }
}

static struct pdf_subset *take(hb_face_t *face, const hb_map_t *numbers, const uint32_t *ids,
                               size_t count, struct pdf_file *file)
{
    hb_blob_t *program = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    bool is_cff = hb_blob_get_length(program) > 0;
    if (!is_cff) {
        hb_blob_destroy(program);
        program = hb_face_reference_blob(face);
    }
    unsigned size = 0;
    const char *bytes = hb_blob_get_data(program, &size);
    g_autoptr(GBytes) packed = pdf_file_deflated(file, bytes, size);
    struct pdf_subset *subset = allocate(count, packed);
    subset->is_cff = is_cff;
    subset->size = size;
    assign_codes(subset, program, numbers, ids, count);
    hb_blob_destroy(program);
    return subset;
}

static struct pdf_subset *make(hb_face_t *face, const uint32_t *ids, size_t count,
                               struct pdf_file *file)
{
    hb_face_t *lean = hb_face_create_for_tables(drawing_table, face, NULL);
    hb_face_set_upem(lean, hb_face_get_upem(face));
    hb_subset_input_t *input = subset_input(ids, count);
    hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(lean, input) : NULL;
    hb_face_t *reduced = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    struct pdf_subset *subset = NULL;
    if (reduced)
        subset = take(reduced, hb_subset_plan_old_to_new_glyph_mapping(plan), ids, count, file);
    hb_face_destroy(reduced);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    hb_face_destroy(lean);
    return subset;
}

const struct pdf_subset *pdf_subset_get(const struct font *font, const uint32_t *ids, size_t count,
                                        struct pdf_file *file)
{
    g_autoptr(GString) key = g_string_sized_new(512);
    for (size_t i = 0; i < count; i++) {
        number_append(key, ids[i]);
        g_string_append_c(key, ' ');
    }
    struct pdf_subset *subset = g_hash_table_lookup(font->subsets, key->str);
    if (subset)
        return subset;
    if (g_hash_table_size(font->subsets) == KEPT_SUBSETS)
        g_hash_table_remove_all(font->subsets);
    subset = make(font->face, ids, count, file);
    if (subset)
        g_hash_table_insert(font->subsets, g_strdup(key->str), subset);
    return subset;
}
