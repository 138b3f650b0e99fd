/* SPDX-License-Identifier: Apache-2.0 */
/* A detached JSON Web Signature (RFC 7515 appendix F) with Ed25519 (RFC 8037), and nothing else. */
#include "trust/jws.h"

#include "trust/base64url.h"

#include <jansson.h>
#include <string.h>

#define ALGORITHM "EdDSA"
#define JWS_MAX_BYTES 4096

/* What is signed: the header and the payload, each in base64url. */
static GString *signing_input(const char *header, size_t header_size, const char *payload,
                              size_t size)
{
    GString *input = g_string_sized_new(header_size + size * 4 / 3 + 8);
    g_string_append_len(input, header, (gssize)header_size);
    g_string_append_c(input, '.');
    base64url_append(input, payload, size);
    return input;
}

char *jws_sign(const struct key *key, const char *payload, size_t size)
{
    uint8_t signature[KEY_SIGNATURE_SIZE];
    g_autofree char *header =
        g_strdup_printf("{\"alg\":\"" ALGORITHM "\",\"kid\":\"%s\"}", key_thumbprint(key));
    GString *out = g_string_new(NULL);
    base64url_append(out, header, strlen(header));
    GString *input = signing_input(out->str, out->len, payload, size);
    key_sign(key, input->str, input->len, signature);
    g_string_free(input, TRUE);
    g_string_append(out, "..");
    base64url_append(out, signature, sizeof signature);
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* The three members that may be there; the algorithm must be. */
static const char *members_fault(json_t *header, const struct key *key)
{
    const char *algorithm = json_string_value(json_object_get(header, "alg"));
    const json_t *name = json_object_get(header, "kid");
    const char *member;
    json_t *value;
    if (!algorithm)
        return "its header names no algorithm";
    if (strcmp(algorithm, ALGORITHM) != 0)
        return "it is of another algorithm than EdDSA, the only one that is accepted";
    json_object_foreach(header, member, value)
    {
        if (strcmp(member, "crit") == 0)
            return "its header asks for an extension (crit), and none is known";
        if (strcmp(member, "alg") != 0 && strcmp(member, "kid") != 0 && strcmp(member, "typ") != 0)
            return "its header has more than alg, kid and typ: keys and instructions that come "
                   "with "
                   "the data are not accepted";
        if (!json_is_string(value))
            return "its header is broken";
    }
    if (name && strcmp(json_string_value(name), key_thumbprint(key)) != 0)
        return "it says that another key made it";
    return NULL;
}

static const char *header_fault(const char *text, size_t size, const struct key *key)
{
    g_autoptr(GBytes) bytes = base64url_decode(text, size);
    if (!bytes)
        return "its header is broken";
    json_t *header = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes),
                                JSON_REJECT_DUPLICATES, NULL);
    const char *fault =
        json_is_object(header) ? members_fault(header, key) : "its header is broken";
    json_decref(header);
    return fault;
}

const char *jws_fault(const char *jws, size_t jws_size, const struct key *key, const char *payload,
                      size_t size)
{
    size_t end = jws_size > 0 && jws[jws_size - 1] == '\n' ? jws_size - 1 : jws_size;
    const char *dot = jws_size <= JWS_MAX_BYTES ? memchr(jws, '.', end) : NULL;
    if (!dot || (size_t)(dot - jws) + 2 >= end || dot[1] != '.')
        return "it is no detached signature: HEADER..SIGNATURE";
    size_t header_size = (size_t)(dot - jws);
    const char *fault = header_fault(jws, header_size, key);
    if (fault)
        return fault;
    g_autoptr(GBytes) signature = base64url_decode(dot + 2, end - header_size - 2);
    if (!signature || g_bytes_get_size(signature) != KEY_SIGNATURE_SIZE)
        return "it is broken";
    GString *input = signing_input(jws, header_size, payload, size);
    bool good = key_verify(key, input->str, input->len, g_bytes_get_data(signature, NULL));
    g_string_free(input, TRUE);
    return good ? NULL : "another key made it, or the manifest was changed";
}
