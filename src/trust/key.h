/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 keys: made, read from PEM files and written to them, and what they sign. */
#pragma once

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_SIGNATURE_SIZE 64

struct key;

/* Reads a private key from a PKCS#8 PEM file, as OpenSSL writes it; NULL after KEY. Encrypted ones
 * are refused: nothing asks for a passphrase. */
struct key *key_read_private(const char *path, struct diags *diags);

/* Reads a public key from an SPKI PEM file; NULL after KEY. */
struct key *key_read_public(const char *path, struct diags *diags);

/* Makes a new key and writes it to a new file that its owner alone may read, and the public part to
 * PATH.pub. NULL after KEY where either is there already, or IO-WRITE. */
struct key *key_create(const char *path, struct diags *diags);
void key_free(struct key *key);

/* The key's name: the RFC 7638 thumbprint of its public part, SHA-256 in base64url. */
const char *key_thumbprint(const struct key *key);

/* Signs with a private key; the same bytes give the same signature. */
void key_sign(const struct key *key, const char *bytes, size_t size,
              uint8_t signature[KEY_SIGNATURE_SIZE]);
bool key_verify(const struct key *key, const char *bytes, size_t size,
                const uint8_t signature[KEY_SIGNATURE_SIZE]);
