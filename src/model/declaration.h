/* SPDX-License-Identifier: Apache-2.0 */
/* What facts, label and exports compute with, as plain structs; strings are borrowed. */
#pragma once

#include "base/date.h"
#include "read/document.h"

#include <stdbool.h>

enum tri { TRI_ABSENT, TRI_YES, TRI_NO, TRI_UNKNOWN };

enum role {
    ROLE_MANUFACTURER,
    ROLE_BRAND_OWNER,
    ROLE_IMPORTER,
    ROLE_AUTHORISED_REPRESENTATIVE,
    ROLE_RETAILER,
    ROLE_MARKET_SURVEILLANCE,
    ROLE_THIRD_PARTY,
};

enum capability { CAPABILITY_YES, CAPABILITY_PARTIAL, CAPABILITY_NO, CAPABILITY_NOT_STATED };

enum mode {
    MODE_AUTOMATIC_OPT_OUT,
    MODE_AUTOMATIC_NO_OPT_OUT,
    MODE_CONSENT_BASED,
    MODE_MANUAL,
    MODE_PROFESSIONAL,
    MODE_OTHER,
    MODE_NOT_STATED, /* also: absent */
    MODE_COUNT,
};

enum delivery {
    DELIVERY_NETWORK,
    DELIVERY_COMPANION_APP,
    DELIVERY_HUB,
    DELIVERY_COMPUTER,
    DELIVERY_USB,
    DELIVERY_MEMORY_CARD,
    DELIVERY_SERVICE_CENTRE,
    DELIVERY_REPLACEMENT,
    DELIVERY_COUNT,
    DELIVERY_NONE = DELIVERY_COUNT, /* none declared */
};

enum commitment {
    COMMITMENT_GUARANTEED,
    COMMITMENT_ANTICIPATED,
    COMMITMENT_NONE,
    COMMITMENT_NOT_STATED
};

enum period_from {
    FROM_LAUNCH,
    FROM_FIRST_PLACED,
    FROM_UNIT_PLACED,
    FROM_LAST_PLACED,
    FROM_FIRST_SUPPLY,
    FROM_PURCHASE,
    FROM_FIRST_USE,
    FROM_MANUFACTURE,
    FROM_END_OF_SALE,
    FROM_END_OF_MANUFACTURE,
    FROM_ANY_DAY,
    FROM_WHILE_ON_SALE,
};

enum combine { COMBINE_SAME, COMBINE_LATER, COMBINE_EARLIER };

enum condition_kind {
    CONDITION_ACCOUNT,
    CONDITION_REGISTRATION,
    CONDITION_SUBSCRIPTION,
    CONDITION_PAYMENT,
    CONDITION_HUB,
    CONDITION_COMPANION_APP,
    CONDITION_COMPUTER,
    CONDITION_INTERNET,
    CONDITION_MOBILE_DATA,
    CONDITION_REGION,
    CONDITION_LATEST_VERSION,
    CONDITION_FIRST_OWNER,
    CONDITION_AUTHORISED_SELLER,
    CONDITION_PROOF_OF_PURCHASE,
    CONDITION_COUNT,
};

enum cost {
    COST_ABSENT,
    COST_FREE,
    COST_SUBSCRIPTION,
    COST_PAID,
    COST_FREE_THEN_PAID,
    COST_NOT_STATED
};

enum product_status {
    STATUS_ABSENT,
    STATUS_ON_SALE,
    STATUS_DISCONTINUED,
    STATUS_WITHDRAWN,
    STATUS_RECALLED,
};

enum product_condition { PRODUCT_NEW, PRODUCT_REFURBISHED, PRODUCT_USED, PRODUCT_OPEN_BOX };

enum component_kind {
    KIND_DEVICE_FIRMWARE,
    KIND_OPERATING_SYSTEM,
    KIND_COMPANION_APP,
    KIND_CLOUD_SERVICE,
    KIND_RADIO_MODULE,
    KIND_ACCESSORY,
    KIND_THIRD_PARTY,
};

/* Bits, because several effects may be declared. */
enum effect {
    EFFECT_CONTINUES_FULLY = 1,
    EFFECT_LOSES_REMOTE_FEATURES = 2,
    EFFECT_LOSES_SOME_FEATURES = 4,
    EFFECT_STOPS_WORKING = 8,
    EFFECT_BECOMES_VULNERABLE = 16,
    EFFECT_UNKNOWN = 32,
};

struct condition {
    enum condition_kind kind;
    const char *text;  /* NULL where absent */
    struct date until; /* the last day on which it can be met */
    bool sold_separately;
    const struct element *element;
};

struct updates {
    bool stated; /* the object exists */
    enum capability capability;
    enum mode mode;
    bool mode_stated; /* "notStated" included */
    const char *other_mode;
    unsigned delivery; /* bits 1 << enum delivery; 0: none declared */
    bool notified;     /* some notification channel other than website or none */
    bool notified_by_app;
    enum cost cost;
    const char *provided_by;
};

struct support {
    bool stated;
    enum commitment commitment;
    bool about_security; /* false: the types given name no security updates */
    struct date end;
    bool final;
    bool has_period;
    struct duration period;
    enum period_from from;
    struct date from_date;
    enum combine combine;
    enum tri updates_stopped;
    struct date stopped_on;
    const struct condition *conditions;
    size_t condition_count;
};

struct component {
    const char *id, *name; /* NULL where absent */
    enum component_kind kind;
    bool essential;         /* also where that is not said */
    struct updates updates; /* not stated: as the product's */
    struct support support; /* not stated: as the product's */
    struct date service_end;
    const struct element *element;
};

struct declaration {
    const char *id, *language, *variant; /* variant NULL: none chosen */
    struct {
        enum role role;
        const char *name;
        struct date stated_on;
    } declarant;
    struct {
        /* All but name may be NULL; model is also NULL where there are several. */
        const char *brand, *name, *label_name, *model;
        const char *category;
        enum product_condition condition;
        enum product_status status;
        const char *notice_url;
        struct date first_sold_on, launched_on, first_placed_on, last_placed_on, end_of_sale_on;
        struct date made_from, made_to;
    } product;
    const char *maker; /* manufacturer's trade name, or name */
    struct updates updates;
    struct support support;
    struct component *components;
    size_t component_count;
    unsigned effects; /* bits of enum effect; 0: none declared */
    struct {
        const char *url;   /* where the code and the links of a label lead; NULL: there are none */
        bool kept_current; /* it shows the latest date */
        bool gs1;          /* it is a GS1 Digital Link */
    } link;
    const struct document *document; /* borrowed */
    GPtrArray *blocks;               /* memory of the arrays above */
};

/* Reads a judged document (a variant already chosen) into structs; never fails. The document must
 * outlive it. */
struct declaration *declaration_new(const struct document *document);
void declaration_free(struct declaration *declaration);

/* Texts of the declaration in a language: from its translations (into that language, else into the
 * language without region, then without script), else as declared; *found_in is set to the language
 * found. NULL where the declaration has no such text. */
const char *declaration_product_name(const struct declaration *declaration, const char *language,
                                     const char **found_in);
const char *declaration_label_name(const struct declaration *declaration, const char *language,
                                   const char **found_in);
const char *declaration_declarant_name(const struct declaration *declaration, const char *language,
                                       const char **found_in);
const char *declaration_other_mode(const struct declaration *declaration, const char *language,
                                   const char **found_in);

/* The same for any other text: that of an element's child, such as a condition's text. */
const char *declaration_text(const struct declaration *declaration, const struct element *element,
                             const char *child, const char *language, const char **found_in);
