/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds on one input beyond its size in bytes: the same for both syntaxes. */
#pragma once

#define DEPTH_MAX 64        /* elements, objects or lists inside one another */
#define ATTRIBUTES_MAX 64   /* of one tag, namespace declarations included */
#define NODES_MAX 10000     /* elements, or JSON values */
#define TEXT_BYTES_MAX 4096 /* of one value or name */
