/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary's words for the values of declaration.h, each word in one place. */
#include "model/terms.h"

#include <string.h>

/* A word of the vocabulary and the value it stands for. */
struct term {
    const char *word;
    int value;
};

static const char *word_of(const struct term *terms, size_t count, int value)
{
    for (size_t i = 0; i < count; i++)
        if (terms[i].value == value)
            return terms[i].word;
    return NULL;
}

static int value_of(const struct term *terms, size_t count, const char *word, int absent)
{
    for (size_t i = 0; word && i < count; i++)
        if (strcmp(terms[i].word, word) == 0)
            return terms[i].value;
    return absent;
}

#define TERMS(type, ...)                                                                           \
    static const struct term type##_terms[] = {__VA_ARGS__};                                       \
    const char *type##_name(enum type value)                                                       \
    {                                                                                              \
        return word_of(type##_terms, G_N_ELEMENTS(type##_terms), (int)value);                      \
    }                                                                                              \
    enum type type##_of(const char *word, enum type absent)                                        \
    {                                                                                              \
        return (enum type)value_of(type##_terms, G_N_ELEMENTS(type##_terms), word, (int)absent);   \
    }

/* clang-format off */
TERMS(tri,
    {"yes", TRI_YES},
    {"no", TRI_NO},
    {"unknown", TRI_UNKNOWN})

TERMS(role,
    {"manufacturer", ROLE_MANUFACTURER},
    {"brandOwner", ROLE_BRAND_OWNER},
    {"importer", ROLE_IMPORTER},
    {"authorisedRepresentative", ROLE_AUTHORISED_REPRESENTATIVE},
    {"retailer", ROLE_RETAILER},
    {"marketSurveillance", ROLE_MARKET_SURVEILLANCE},
    {"thirdParty", ROLE_THIRD_PARTY})

TERMS(capability,
    {"yes", CAPABILITY_YES},
    {"partial", CAPABILITY_PARTIAL},
    {"no", CAPABILITY_NO},
    {"notStated", CAPABILITY_NOT_STATED})

TERMS(mode,
    {"automaticOptOut", MODE_AUTOMATIC_OPT_OUT},
    {"automaticNoOptOut", MODE_AUTOMATIC_NO_OPT_OUT},
    {"consentBased", MODE_CONSENT_BASED},
    {"manual", MODE_MANUAL},
    {"professional", MODE_PROFESSIONAL},
    {"other", MODE_OTHER},
    {"notStated", MODE_NOT_STATED})

TERMS(delivery,
    {"network", DELIVERY_NETWORK},
    {"companionApp", DELIVERY_COMPANION_APP},
    {"hub", DELIVERY_HUB},
    {"computer", DELIVERY_COMPUTER},
    {"usb", DELIVERY_USB},
    {"memoryCard", DELIVERY_MEMORY_CARD},
    {"serviceCentre", DELIVERY_SERVICE_CENTRE},
    {"replacement", DELIVERY_REPLACEMENT})

TERMS(commitment,
    {"guaranteed", COMMITMENT_GUARANTEED},
    {"anticipated", COMMITMENT_ANTICIPATED},
    {"none", COMMITMENT_NONE},
    {"notStated", COMMITMENT_NOT_STATED})

TERMS(period_from,
    {"launch", FROM_LAUNCH},
    {"firstPlaced", FROM_FIRST_PLACED},
    {"unitPlaced", FROM_UNIT_PLACED},
    {"lastPlaced", FROM_LAST_PLACED},
    {"firstSupply", FROM_FIRST_SUPPLY},
    {"purchase", FROM_PURCHASE},
    {"firstUse", FROM_FIRST_USE},
    {"manufacture", FROM_MANUFACTURE},
    {"endOfSale", FROM_END_OF_SALE},
    {"endOfManufacture", FROM_END_OF_MANUFACTURE},
    {"anyDay", FROM_ANY_DAY},
    {"whileOnSale", FROM_WHILE_ON_SALE})

TERMS(combine,
    {"same", COMBINE_SAME},
    {"later", COMBINE_LATER},
    {"earlier", COMBINE_EARLIER})

TERMS(condition_kind,
    {"account", CONDITION_ACCOUNT},
    {"registration", CONDITION_REGISTRATION},
    {"subscription", CONDITION_SUBSCRIPTION},
    {"payment", CONDITION_PAYMENT},
    {"hub", CONDITION_HUB},
    {"companionApp", CONDITION_COMPANION_APP},
    {"computer", CONDITION_COMPUTER},
    {"internet", CONDITION_INTERNET},
    {"mobileData", CONDITION_MOBILE_DATA},
    {"region", CONDITION_REGION},
    {"latestVersion", CONDITION_LATEST_VERSION},
    {"firstOwner", CONDITION_FIRST_OWNER},
    {"authorisedSeller", CONDITION_AUTHORISED_SELLER},
    {"proofOfPurchase", CONDITION_PROOF_OF_PURCHASE})

TERMS(cost,
    {"free", COST_FREE},
    {"subscription", COST_SUBSCRIPTION},
    {"paid", COST_PAID},
    {"freeThenPaid", COST_FREE_THEN_PAID},
    {"notStated", COST_NOT_STATED})

TERMS(product_status,
    {"onSale", STATUS_ON_SALE},
    {"discontinued", STATUS_DISCONTINUED},
    {"withdrawn", STATUS_WITHDRAWN},
    {"recalled", STATUS_RECALLED})

TERMS(product_condition,
    {"new", PRODUCT_NEW},
    {"refurbished", PRODUCT_REFURBISHED},
    {"used", PRODUCT_USED},
    {"openBox", PRODUCT_OPEN_BOX})

TERMS(component_kind,
    {"deviceFirmware", KIND_DEVICE_FIRMWARE},
    {"operatingSystem", KIND_OPERATING_SYSTEM},
    {"companionApp", KIND_COMPANION_APP},
    {"cloudService", KIND_CLOUD_SERVICE},
    {"radioModule", KIND_RADIO_MODULE},
    {"accessory", KIND_ACCESSORY},
    {"thirdParty", KIND_THIRD_PARTY})

TERMS(effect,
    {"continuesFully", EFFECT_CONTINUES_FULLY},
    {"losesRemoteFeatures", EFFECT_LOSES_REMOTE_FEATURES},
    {"losesSomeFeatures", EFFECT_LOSES_SOME_FEATURES},
    {"stopsWorking", EFFECT_STOPS_WORKING},
    {"becomesVulnerable", EFFECT_BECOMES_VULNERABLE},
    {"unknown", EFFECT_UNKNOWN})
