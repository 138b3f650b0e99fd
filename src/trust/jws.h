/* SPDX-License-Identifier: Apache-2.0 */
/* A detached JSON Web Signature (RFC 7515 appendix F) with Ed25519 (RFC 8037), and nothing else. */
#pragma once

#include "trust/key.h"

/* The compact form without its payload, "HEADER..SIGNATURE" and a newline. */
char *jws_sign(const struct key *key, const char *payload, size_t size);

/* Whether a signature is the key's over the payload. NULL: it is; else why not, static. What the
 * header says of keys is never followed. */
const char *jws_fault(const char *jws, size_t jws_size, const struct key *key, const char *payload,
                      size_t size);
