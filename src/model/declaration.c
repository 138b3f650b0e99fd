/* SPDX-License-Identifier: Apache-2.0 */
/* From the judged tree to the structs that facts, label and exports compute with. */
#include "model/declaration.h"

#include "base/gs1.h"
#include "base/gtin.h"
#include "model/terms.h"

#include <string.h>

/* Each reader below takes the object's element, NULL where it is absent; what is absent or faulty
 * reads as absent, because the gate has reported it. */

static const char *text_of(const struct element *object, const char *path)
{
    return object ? element_find_text(object, path) : NULL;
}

static bool flag_of(const struct element *object, const char *path)
{
    return g_strcmp0(text_of(object, path), "true") == 0;
}

static struct date date_of(const struct element *object, const char *path)
{
    struct date date = NO_DATE;
    const char *text = text_of(object, path);
    return text && date_parse(text, &date) ? date : NO_DATE;
}

static const struct element *list_of(const struct element *object, const char *name)
{
    const struct element *list = object ? element_child(object, name) : NULL;
    return list ? element_first(list) : NULL;
}

static size_t length_of(const struct element *object, const char *name)
{
    const struct element *list = object ? element_child(object, name) : NULL;
    return list ? element_count_children(list) : 0;
}

static void read_notification(const struct element *object, struct updates *updates)
{
    const struct element *item = list_of(object, "notification");
    for (; item; item = element_next(item)) {
        updates->notified |= strcmp(item->text, "website") != 0 && strcmp(item->text, "none") != 0;
        updates->notified_by_app |= strcmp(item->text, "app") == 0;
    }
}

static struct updates read_updates(const struct element *object)
{
    struct updates updates = {
        .stated = object != NULL,
        .capability = capability_of(text_of(object, "capability"), CAPABILITY_NOT_STATED),
        .mode = mode_of(text_of(object, "mode"), MODE_NOT_STATED),
        .mode_stated = text_of(object, "mode") != NULL,
        .other_mode = text_of(object, "otherMode"),
        .cost = cost_of(text_of(object, "cost"), COST_ABSENT),
        .provided_by = text_of(object, "providedBy"),
    };
    const struct element *item = list_of(object, "delivery");
    for (; item; item = element_next(item)) {
        enum delivery delivery = delivery_of(item->text, DELIVERY_NONE);
        if (delivery != DELIVERY_NONE)
            updates.delivery |= 1U << delivery;
    }
    read_notification(object, &updates);
    return updates;
}

static bool is_about_security(const struct element *object)
{
    const struct element *item = list_of(object, "types");
    if (!item)
        return true;
    for (; item; item = element_next(item))
        if (strcmp(item->text, "securityUpdates") == 0 ||
            strcmp(item->text, "vulnerabilityHandling") == 0)
            return true;
    return false;
}

static void read_conditions(struct declaration *declaration, const struct element *object,
                            struct support *support)
{
    size_t count = length_of(object, "conditions");
    if (count == 0)
        return;
    struct condition *conditions = g_new0(struct condition, count);
    g_ptr_array_add(declaration->blocks, conditions);
    support->conditions = conditions;
    const struct element *item = list_of(object, "conditions");
    for (; item; item = element_next(item)) {
        enum condition_kind kind = condition_kind_of(text_of(item, "kind"), CONDITION_COUNT);
        if (kind == CONDITION_COUNT)
            continue;
        conditions[support->condition_count++] = (struct condition){
            .kind = kind,
            .text = text_of(item, "text"),
            .until = date_of(item, "until"),
            .sold_separately = flag_of(item, "soldSeparately"),
            .element = item,
        };
    }
}

static struct support read_support(struct declaration *declaration, const struct element *object)
{
    struct support support = {
        .stated = object != NULL,
        .commitment = commitment_of(text_of(object, "commitment"), COMMITMENT_NOT_STATED),
        .about_security = is_about_security(object),
        .end = date_of(object, "end"),
        .final = flag_of(object, "final"),
        .from = period_from_of(text_of(object, "period/from"), FROM_WHILE_ON_SALE),
        .from_date = date_of(object, "period/fromDate"),
        .combine = combine_of(text_of(object, "combine"), COMBINE_SAME),
        .updates_stopped = tri_of(text_of(object, "updatesStopped"), TRI_ABSENT),
        .stopped_on = date_of(object, "stoppedOn"),
    };
    const char *duration = text_of(object, "period/duration");
    support.has_period = duration && duration_parse(duration, &support.period);
    read_conditions(declaration, object, &support);
    return support;
}

static void read_components(struct declaration *declaration, const struct element *root)
{
    size_t count = length_of(root, "components");
    if (count == 0)
        return;
    declaration->components = g_new0(struct component, count);
    g_ptr_array_add(declaration->blocks, declaration->components);
    const struct element *item = list_of(root, "components");
    for (; item; item = element_next(item))
        declaration->components[declaration->component_count++] = (struct component){
            .id = text_of(item, "id"),
            .name = text_of(item, "name"),
            .kind = component_kind_of(text_of(item, "kind"), KIND_THIRD_PARTY),
            .essential = g_strcmp0(text_of(item, "essential"), "false") != 0,
            .updates = read_updates(element_child(item, "updates")),
            .support = read_support(declaration, element_child(item, "support")),
            .service_end = date_of(item, "serviceEnd"),
            .element = item,
        };
}

/* The model to print: one of several would name the wrong article. */
static const char *model_of(const struct element *product)
{
    const char *model = text_of(product, "model");
    if (!model && length_of(product, "models") == 1)
        model = text_of(product, "models/model/code");
    return model;
}

static void read_product(struct declaration *declaration, const struct element *product)
{
    const char *name = text_of(product, "name");
    declaration->product.name = name ? name : "";
    declaration->product.brand = text_of(product, "brand");
    declaration->product.label_name = text_of(product, "labelName");
    declaration->product.model = model_of(product);
    declaration->product.category = text_of(product, "category");
    declaration->product.condition =
        product_condition_of(text_of(product, "condition"), PRODUCT_NEW);
    declaration->product.status =
        product_status_of(text_of(product, "status/value"), STATUS_ABSENT);
    declaration->product.notice_url = text_of(product, "status/noticeUrl");
    declaration->product.first_sold_on = date_of(product, "firstSoldOn");
    declaration->product.launched_on = date_of(product, "launchedOn");
    declaration->product.first_placed_on = date_of(product, "firstPlacedOn");
    declaration->product.last_placed_on = date_of(product, "lastPlacedOn");
    declaration->product.end_of_sale_on = date_of(product, "endOfSaleOn");
    declaration->product.made_from = date_of(product, "madeFrom");
    declaration->product.made_to = date_of(product, "madeTo");
}

static void read_declarant(struct declaration *declaration, const struct element *declarant)
{
    const char *name = text_of(declarant, "name");
    declaration->declarant.role = role_of(text_of(declarant, "role"), ROLE_THIRD_PARTY);
    declaration->declarant.name = name ? name : "";
    declaration->declarant.stated_on = date_of(declarant, "statedOn");
}

/* Whether a URL is a GS1 Digital Link: a right GTIN in 14 digits. */
static bool is_gs1(const char *url)
{
    g_autofree char *digits = gs1_digits(url);
    g_autofree char *why = NULL;
    return digits && strlen(digits) == 14 && gtin_inspect(digits, &why) == GTIN_OK;
}

struct declaration *declaration_new(const struct document *document)
{
    const struct element *root = document->root;
    struct declaration *declaration = g_new0(struct declaration, 1);
    declaration->document = document;
    declaration->blocks = g_ptr_array_new_with_free_func(g_free);
    declaration->id = text_of(root, "id");
    declaration->language = text_of(root, "language");
    if (!declaration->language)
        declaration->language = "";
    declaration->variant = document->variant;
    read_declarant(declaration, element_child(root, "declaredBy"));
    read_product(declaration, element_child(root, "product"));
    declaration->maker = text_of(root, "manufacturer/tradeName");
    if (!declaration->maker)
        declaration->maker = text_of(root, "manufacturer/name");
    declaration->updates = read_updates(element_child(root, "updates"));
    declaration->support = read_support(declaration, element_child(root, "support"));
    read_components(declaration, root);
    const struct element *effect = list_of(element_child(root, "endOfSupport"), "effects");
    for (; effect; effect = element_next(effect))
        declaration->effects |= effect_of(effect->text, EFFECT_UNKNOWN);
    declaration->link.url = text_of(root, "evidence/information/url");
    declaration->link.kept_current = flag_of(root, "evidence/information/keptCurrent");
    declaration->link.gs1 = declaration->link.url && is_gs1(declaration->link.url);
    return declaration;
}

void declaration_free(struct declaration *declaration)
{
    if (!declaration)
        return;
    g_ptr_array_unref(declaration->blocks);
    g_free(declaration);
}

/* Translations */

/* True if the tag is the first `length` bytes of a language; case says nothing in a tag. */
static bool is_tag(const char *tag, const char *language, size_t length)
{
    return strlen(tag) == length && g_ascii_strncasecmp(tag, language, length) == 0;
}

static const struct element *translation_into(const struct declaration *declaration,
                                              const char *language, size_t length)
{
    const struct element *item = list_of(declaration->document->root, "translations");
    for (; item; item = element_next(item)) {
        const char *tag = text_of(item, "language");
        if (tag && is_tag(tag, language, length))
            return item;
    }
    return NULL;
}

/* Length of the tag without its last subtag (and without a lone letter before it), 0 where there is
 * none left: RFC 4647 section 3.4. */
static size_t shorten_tag(const char *language, size_t length)
{
    do {
        while (length > 0 && language[length - 1] != '-')
            length--;
        length -= length > 0;
    } while (length >= 2 && language[length - 2] == '-');
    return length;
}

typedef const char *translated_text(const struct element *translation, const void *which);

/* The text a translation into the language holds, else into the language without region, then
 * without script; NULL where there is none, or the declaration's own text comes first. */
static const char *translated(const struct declaration *declaration, const char *language,
                              translated_text *text_in, const void *which, const char **found_in)
{
    size_t length = strlen(language);
    for (; length > 0; length = shorten_tag(language, length)) {
        if (is_tag(declaration->language, language, length))
            return NULL;
        const struct element *item = translation_into(declaration, language, length);
        const char *text = item ? text_in(item, which) : NULL;
        if (text) {
            *found_in = text_of(item, "language");
            return text;
        }
    }
    return NULL;
}

static const char *member_text(const struct element *translation, const void *which)
{
    return element_child_text(translation, which);
}

static const char *entry_text(const struct element *translation, const void *which)
{
    const struct element *entry = list_of(translation, "texts");
    for (; entry; entry = element_next(entry))
        if (g_strcmp0(text_of(entry, "at"), which) == 0)
            return text_of(entry, "text");
    return NULL;
}

static const char *text_in_language(const struct declaration *declaration, const char *declared,
                                    const char *member, const char *language, const char **found_in)
{
    *found_in = declaration->language;
    if (!declared)
        return NULL;
    const char *text = translated(declaration, language, member_text, member, found_in);
    return text ? text : declared;
}

const char *declaration_product_name(const struct declaration *declaration, const char *language,
                                     const char **found_in)
{
    return text_in_language(declaration, declaration->product.name, "productName", language,
                            found_in);
}

const char *declaration_label_name(const struct declaration *declaration, const char *language,
                                   const char **found_in)
{
    return text_in_language(declaration, declaration->product.label_name, "productLabelName",
                            language, found_in);
}

const char *declaration_declarant_name(const struct declaration *declaration, const char *language,
                                       const char **found_in)
{
    return text_in_language(declaration, declaration->declarant.name, "declarantName", language,
                            found_in);
}

const char *declaration_other_mode(const struct declaration *declaration, const char *language,
                                   const char **found_in)
{
    return text_in_language(declaration, declaration->updates.other_mode, "otherMode", language,
                            found_in);
}

const char *declaration_text(const struct declaration *declaration, const struct element *element,
                             const char *child, const char *language, const char **found_in)
{
    *found_in = declaration->language;
    const struct element *declared = element_child(element, child);
    if (!declared)
        return NULL;
    /* Translations name the place in the document as it was read, variants and all. */
    const struct element *original = declared;
    while (original->origin)
        original = original->origin;
    g_autofree char *pointer = element_pointer(original);
    const char *text = translated(declaration, language, entry_text, pointer, found_in);
    return text ? text : declared->text;
}
