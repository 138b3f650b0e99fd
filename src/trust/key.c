/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 keys: made, read from PEM files and written to them, and what they sign. */
#include "trust/key.h"

#include "base/hash.h"
#include "base/source.h"
#include "trust/base64url.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEM_MAX_BYTES 8192
#define PUBLIC_SIZE 32

struct key {
    EVP_PKEY *pair;
    char *thumbprint;
};

/* No configuration file decides what the library does. */
static void prepare(void)
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
}

static void fail(struct diags *diags, const char *path, const char *text)
{
    g_autofree char *copy = g_strdup(path);
    struct source unread = {.name = copy};
    diag_add(diags, CODE_KEY, (struct place){&unread, NO_OFFSET, NULL}, "%s", text);
}

/* RFC 7638: the required members of the public key as JSON, in the order of their names (RFC 8037).
 */
static char *thumbprint_of(const EVP_PKEY *pair)
{
    uint8_t public[PUBLIC_SIZE];
    size_t size = sizeof public;
    if (EVP_PKEY_get_raw_public_key(pair, public, &size) != 1 || size != sizeof public)
        abort();
    g_autoptr(GString) json = g_string_new("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"");
    base64url_append(json, public, size);
    g_string_append(json, "\"}");
    uint8_t digest[HASH_RAW_SIZE];
    hash_sha256_raw(json->str, json->len, digest);
    GString *text = g_string_new(NULL);
    base64url_append(text, digest, sizeof digest);
    return g_string_free(text, FALSE);
}

/* Takes the pair. */
static struct key *key_new(EVP_PKEY *pair)
{
    struct key *key = g_new0(struct key, 1);
    key->pair = pair;
    key->thumbprint = thumbprint_of(pair);
    return key;
}

void key_free(struct key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->pair);
    g_free(key->thumbprint);
    g_free(key);
}

const char *key_thumbprint(const struct key *key)
{
    return key->thumbprint;
}

/* Reading */

/* Where no passphrase is asked for. */
static int no_passphrase(char *buffer, int size, int writing, void *data)
{
    (void)buffer;
    (void)size;
    (void)writing;
    (void)data;
    return 0;
}

static EVP_PKEY *parse(const struct source *source, bool private)
{
    BIO *bio = BIO_new_mem_buf(source->bytes, (int)source->size);
    if (!bio)
        abort();
    EVP_PKEY *pair = private ? PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL)
                             : PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    return pair;
}

/* What is wrong with a file that is no key of the kind. */
static const char *fault_of(const struct source *source, bool private)
{
    bool secret = strstr(source->bytes, "PRIVATE KEY-----") != NULL;
    if (strstr(source->bytes, "-----BEGIN ENCRYPTED"))
        return "the key is encrypted, and no passphrase is asked for: decrypt it with `openssl "
               "pkey`";
    if (private && strstr(source->bytes, "-----BEGIN PUBLIC KEY"))
        return "this is the public key; signing takes the private one";
    if (!private && secret)
        return "this is a private key, which nobody but who signs should have; verifying takes the "
               "public one";
    return private ? "is no private key in PEM; `uplabel sign --new-key FILE` makes one"
                   : "is no public key in PEM";
}

/* The file's bytes; NULL after KEY, as a key that cannot be read is a wrong command line. */
static struct source *read_file(const char *path, struct diags *diags)
{
    struct diags *known = diags_new(0);
    struct source *source =
        source_read(strcmp(path, "-") == 0 ? "./-" : path, NULL, PEM_MAX_BYTES, known);
    if (!source) {
        const struct diag *why = diags_at(known, 0);
        fail(diags, path, why->code == CODE_LIMIT_SIZE ? "is too long for a key" : why->text);
    }
    diags_free(known);
    return source;
}

static struct key *read_key(const char *path, bool private, struct diags *diags)
{
    prepare();
    struct source *source = read_file(path, diags);
    if (!source)
        return NULL;
    EVP_PKEY *pair = strlen(source->bytes) == source->size ? parse(source, private) : NULL;
    struct key *key = NULL;
    if (!pair)
        fail(diags, path, fault_of(source, private));
    else if (EVP_PKEY_get_base_id(pair) != EVP_PKEY_ED25519)
        fail(diags, path, "is a key of another kind: signatures are Ed25519 alone");
    else
        key = key_new(g_steal_pointer(&pair));
    EVP_PKEY_free(pair);
    OPENSSL_cleanse(source->bytes, source->size);
    source_free(source);
    return key;
}

struct key *key_read_private(const char *path, struct diags *diags)
{
    return read_key(path, true, diags);
}

struct key *key_read_public(const char *path, struct diags *diags)
{
    return read_key(path, false, diags);
}

/* Making */

static void fail_to_write(struct diags *diags, const char *path, int error)
{
    g_autofree char *copy = g_strdup(path);
    struct source unwritten = {.name = copy};
    struct place place = {&unwritten, NO_OFFSET, NULL};
    if (error == EEXIST)
        diag_add(diags, CODE_KEY, place, "is there already, and no key is ever overwritten");
    else
        diag_add(diags, CODE_IO_WRITE, place, "cannot write: %s", g_strerror(error));
}

static bool write_whole(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* A new file with what a BIO holds; false after a finding, and then there is none. */
static bool write_new(const char *path, BIO *bio, mode_t mode, struct diags *diags)
{
    char *bytes = NULL;
    long size = BIO_get_mem_data(bio, &bytes);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (descriptor < 0) {
        fail_to_write(diags, path, errno);
        return false;
    }
    bool good = write_whole(descriptor, bytes, (size_t)size) && fsync(descriptor) == 0;
    int error = errno;
    if (close(descriptor) != 0 && good) {
        good = false;
        error = errno;
    }
    if (!good) {
        unlink(path);
        fail_to_write(diags, path, error);
    }
    return good;
}

/* Memory that is overwritten before it is freed. */
static BIO *secret_memory(void)
{
    BIO *bio = BIO_new(BIO_s_secmem());
    if (!bio)
        abort();
    return bio;
}

static bool write_pair(EVP_PKEY *pair, const char *path, struct diags *diags)
{
    g_autofree char *public_path = g_strconcat(path, ".pub", NULL);
    BIO *secret = secret_memory(), *public = secret_memory();
    if (PEM_write_bio_PKCS8PrivateKey(secret, pair, NULL, NULL, 0, NULL, NULL) != 1 ||
        PEM_write_bio_PUBKEY(public, pair) != 1)
        abort();
    bool good = write_new(public_path, public, 0666, diags);
    if (good && !write_new(path, secret, 0600, diags)) {
        unlink(public_path);
        good = false;
    }
    BIO_free(public);
    BIO_free(secret);
    return good;
}

struct key *key_create(const char *path, struct diags *diags)
{
    prepare();
    EVP_PKEY *pair = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    if (!pair)
        abort();
    if (write_pair(pair, path, diags))
        return key_new(pair);
    EVP_PKEY_free(pair);
    return NULL;
}

/* Signing */

void key_sign(const struct key *key, const char *bytes, size_t size,
              uint8_t signature[KEY_SIGNATURE_SIZE])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t length = KEY_SIGNATURE_SIZE;
    if (!context || EVP_DigestSignInit(context, NULL, NULL, NULL, key->pair) != 1 ||
        EVP_DigestSign(context, signature, &length, (const uint8_t *)bytes, size) != 1 ||
        length != KEY_SIGNATURE_SIZE)
        abort();
    EVP_MD_CTX_free(context);
}

bool key_verify(const struct key *key, const char *bytes, size_t size,
                const uint8_t signature[KEY_SIGNATURE_SIZE])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context || EVP_DigestVerifyInit(context, NULL, NULL, NULL, key->pair) != 1)
        abort();
    int result =
        EVP_DigestVerify(context, signature, KEY_SIGNATURE_SIZE, (const uint8_t *)bytes, size);
    EVP_MD_CTX_free(context);
    return result == 1;
}
