/* SPDX-License-Identifier: Apache-2.0 */
/* QR codes by libqrencode: one segment, mode and length given by us. */
#include "layout/qr.h"

#include "base/url.h"

#include <errno.h>
#include <glib.h>
#include <qrencode.h>
#include <string.h>

/* Data codewords of versions 1 to 40 at level M: ISO/IEC 18004, table 7. */
static const unsigned short codewords[] = {
    16,   28,   44,   64,   86,   108,  124,  154,  182,  216,  254,  290,  334,  365,
    415,  453,  507,  563,  627,  669,  714,  782,  860,  914,  1000, 1062, 1128, 1193,
    1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334,
};

bool qr_alphanumeric(const char *payload)
{
    static const char set[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    return payload[strspn(payload, set)] == '\0';
}

static QRcode *encode(const char *payload)
{
    size_t size = strlen(payload);
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    if (input == NULL || size > G_MAXINT16) {
        QRinput_free(input);
        return NULL;
    }
    QRencodeMode mode = qr_alphanumeric(payload) ? QR_MODE_AN : QR_MODE_8;
    QRcode *code = NULL;
    if (QRinput_append(input, mode, (int)size, (const unsigned char *)payload) == 0)
        code = QRcode_encodeInput(input);
    QRinput_free(input);
    return code;
}

struct qr *qr_new(const char *url)
{
    g_autofree char *payload = url_qr_payload(url);
    QRcode *code = payload != NULL ? encode(payload) : NULL;
    if (code == NULL)
        return NULL;
    struct qr *qr = g_new0(struct qr, 1);
    qr->payload = g_steal_pointer(&payload);
    qr->modules = code->width;
    size_t count = (size_t)code->width * (size_t)code->width;
    qr->bits = g_malloc(count);
    for (size_t i = 0; i < count; i++)
        qr->bits[i] = code->data[i] & 1;
    QRcode_free(code);
    return qr;
}

void qr_free(struct qr *qr)
{
    if (qr == NULL)
        return;
    g_free(qr->payload);
    g_free(qr->bits);
    g_free(qr);
}

int32_t qr_module(int modules, int32_t side, int32_t wish, int32_t least)
{
    int32_t module = MIN(side / (modules + 2 * QR_QUIET), wish);
    return module >= least ? module : 0;
}

size_t qr_capacity(int32_t side, int32_t least, bool alphanumeric)
{
    int version = (side / least - 2 * QR_QUIET - 17) / 4;
    if (version < 1)
        return 0;
    version = MIN(version, (int)G_N_ELEMENTS(codewords));
    size_t bits = codewords[version - 1] * (size_t)8 - 4; /* less the mode */
    if (!alphanumeric)
        return (bits - (version < 10 ? 8 : 16)) / 8;
    bits -= version < 10 ? 9 : version < 27 ? 11 : 13;
    return bits / 11 * 2 + (bits % 11 >= 6 ? 1 : 0);
}
