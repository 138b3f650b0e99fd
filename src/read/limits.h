/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds on one input beyond its size in bytes: the same for both syntaxes. */
#pragma once

#define LIMIT_DEPTH 64        /* elements, objects or lists inside one another */
#define LIMIT_ATTRIBUTES 64   /* of one tag, namespace declarations included */
#define LIMIT_NODES 10000     /* elements, or JSON values */
#define LIMIT_TEXT_BYTES 4096 /* of one value or name */
