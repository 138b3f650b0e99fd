/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of finished labels. */
#include "scene/label.h"

static void label_free(void *data)
{
    struct label *label = data;
    scene_free(label->scene);
    g_free(label->file);
    g_free(label->digest);
    g_free(label->id);
    g_free(label->sku);
    g_free(label->variant);
    g_free(label->revision);
    g_free(label->language);
    g_free(label->language_name);
    g_free(label);
}

GPtrArray *labels_new(void)
{
    return g_ptr_array_new_with_free_func(label_free);
}

struct label *labels_add(GPtrArray *labels, struct scene *scene)
{
    struct label *label = g_new0(struct label, 1);
    label->scene = scene;
    g_ptr_array_add(labels, label);
    return label;
}
