/* SPDX-License-Identifier: Apache-2.0 */
/* Reads path data (M L H V C S Q A Z, absolute and relative) and builds plain outlines. */
#include "layout/paths.h"

#include <math.h>
#include <string.h>

/* Control point distance of a quarter circle, in 1/10000 of its radius: 4/3 (√2 - 1). */
enum { CIRCLE = 5523 };

struct vector {
    double x, y;
};

struct reader {
    const char *start, *p;
    const struct path_frame *frame;
    GArray *out;
    struct vector at, from; /* current point, start of the subpath */
    struct vector control;  /* second control of the last curve */
    char last;              /* the last command, in upper case */
};

static struct point place(const struct reader *reader, struct vector v)
{
    double unit = reader->frame->unit;
    return (struct point){reader->frame->x + (int32_t)lround(v.x * unit),
                          reader->frame->y + (int32_t)lround(v.y * unit)};
}

void path_move(GArray *out, int32_t x, int32_t y)
{
    struct segment segment = {SEGMENT_MOVE, {{x, y}}};
    g_array_append_val(out, segment);
}

void path_line(GArray *out, int32_t x, int32_t y)
{
    struct segment segment = {SEGMENT_LINE, {{x, y}}};
    g_array_append_val(out, segment);
}

void path_close(GArray *out)
{
    struct segment segment = {.kind = SEGMENT_CLOSE};
    g_array_append_val(out, segment);
}

static void emit_cubic(struct reader *reader, struct vector a, struct vector b, struct vector end)
{
    struct segment segment = {SEGMENT_CUBIC,
                              {place(reader, a), place(reader, b), place(reader, end)}};
    g_array_append_val(reader->out, segment);
    reader->control = b;
    reader->at = end;
}

static void skip_blank(struct reader *reader)
{
    while (*reader->p == ' ' || *reader->p == ',' || *reader->p == '\n' || *reader->p == '\t')
        reader->p++;
}

/* Reads a decimal without exponent. */
static bool read_number(struct reader *reader, double *value)
{
    skip_blank(reader);
    const char *p = reader->p;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    double whole = 0, part = 0, unit = 1;
    const char *digits = p;
    for (; g_ascii_isdigit(*p); p++)
        whole = whole * 10 + (*p - '0');
    bool any = p > digits;
    if (*p == '.')
        for (p++; g_ascii_isdigit(*p); p++, any = true) {
            unit *= 10;
            part = part * 10 + (*p - '0');
        }
    if (!any || p - digits > 12)
        return false;
    *value = negative ? -(whole + part / unit) : whole + part / unit;
    reader->p = p;
    return true;
}

static bool read_vector(struct reader *reader, bool relative, struct vector *v)
{
    if (!read_number(reader, &v->x) || !read_number(reader, &v->y))
        return false;
    if (relative) {
        v->x += reader->at.x;
        v->y += reader->at.y;
    }
    return true;
}

/* A flag of an arc may stand without blank before what follows. */
static bool read_flag(struct reader *reader, bool *flag)
{
    skip_blank(reader);
    if (*reader->p != '0' && *reader->p != '1')
        return false;
    *flag = *reader->p++ == '1';
    return true;
}

static double angle_between(struct vector a, struct vector b)
{
    return atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
}

struct arc {
    struct vector radii;
    double turn; /* of the ellipse, radians */
    bool large, sweep;
    struct vector centre;
    double start, extent;
};

/* Centre and angles of an arc given by its ends: SVG 1.1 appendix F.6.5 and F.6.6. */
static void solve_arc(struct arc *arc, struct vector from, struct vector to)
{
    double cosine = cos(arc->turn), sine = sin(arc->turn);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    struct vector v = {cosine * dx + sine * dy, cosine * dy - sine * dx};
    double rx = arc->radii.x, ry = arc->radii.y;
    double excess = v.x * v.x / (rx * rx) + v.y * v.y / (ry * ry);
    if (excess > 1) {
        rx *= sqrt(excess);
        ry *= sqrt(excess);
        arc->radii = (struct vector){rx, ry};
    }
    double below = rx * rx * v.y * v.y + ry * ry * v.x * v.x;
    double root = sqrt(fmax(0, rx * rx * ry * ry / below - 1));
    if (arc->large == arc->sweep)
        root = -root;
    struct vector c = {root * rx * v.y / ry, -root * ry * v.x / rx};
    arc->centre = (struct vector){cosine * c.x - sine * c.y + (from.x + to.x) / 2,
                                  sine * c.x + cosine * c.y + (from.y + to.y) / 2};
    struct vector a = {(v.x - c.x) / rx, (v.y - c.y) / ry};
    struct vector b = {(-v.x - c.x) / rx, (-v.y - c.y) / ry};
    arc->start = angle_between((struct vector){1, 0}, a);
    arc->extent = angle_between(a, b);
    if (!arc->sweep && arc->extent > 0)
        arc->extent -= 2 * G_PI;
    if (arc->sweep && arc->extent < 0)
        arc->extent += 2 * G_PI;
}

/* A point of the arc's ellipse, `ahead` times its tangent away. */
static struct vector arc_point(const struct arc *arc, double angle, double ahead)
{
    double x = arc->radii.x * (cos(angle) - ahead * sin(angle));
    double y = arc->radii.y * (sin(angle) + ahead * cos(angle));
    double cosine = cos(arc->turn), sine = sin(arc->turn);
    return (struct vector){arc->centre.x + cosine * x - sine * y,
                           arc->centre.y + sine * x + cosine * y};
}

static void emit_arc(struct reader *reader, struct arc *arc, struct vector to)
{
    if (arc->radii.x == 0 || arc->radii.y == 0 || (reader->at.x == to.x && reader->at.y == to.y)) {
        emit_cubic(reader, reader->at, to, to);
        return;
    }
    solve_arc(arc, reader->at, to);
    int pieces = (int)ceil(fabs(arc->extent) / (G_PI / 2) - 1e-9);
    double step = arc->extent / pieces, ahead = 4.0 / 3 * tan(step / 4);
    for (int i = 0; i < pieces; i++) {
        double a = arc->start + step * i, b = a + step;
        struct vector end = i + 1 == pieces ? to : arc_point(arc, b, 0);
        emit_cubic(reader, arc_point(arc, a, ahead), arc_point(arc, b, -ahead), end);
    }
}

static bool read_arc(struct reader *reader, bool relative)
{
    struct arc arc = {0};
    struct vector to;
    double degrees;
    if (!read_number(reader, &arc.radii.x) || !read_number(reader, &arc.radii.y) ||
        !read_number(reader, &degrees) || !read_flag(reader, &arc.large) ||
        !read_flag(reader, &arc.sweep) || !read_vector(reader, relative, &to))
        return false;
    arc.radii = (struct vector){fabs(arc.radii.x), fabs(arc.radii.y)};
    arc.turn = degrees * G_PI / 180;
    emit_arc(reader, &arc, to);
    return true;
}

static bool read_line(struct reader *reader, char command, bool relative)
{
    struct vector to = reader->at;
    if (command == 'H' || command == 'V') {
        double value;
        if (!read_number(reader, &value))
            return false;
        double *axis = command == 'H' ? &to.x : &to.y;
        *axis = relative ? *axis + value : value;
    } else if (!read_vector(reader, relative, &to)) {
        return false;
    }
    struct point p = place(reader, to);
    if (command == 'M') {
        path_move(reader->out, p.x, p.y);
        reader->from = to;
    } else {
        path_line(reader->out, p.x, p.y);
    }
    reader->at = to;
    return true;
}

static bool read_curve(struct reader *reader, char command, bool relative)
{
    struct vector a = reader->at, b, to;
    if (command == 'C' && !read_vector(reader, relative, &a))
        return false;
    if (command == 'S' && (reader->last == 'C' || reader->last == 'S'))
        a = (struct vector){2 * a.x - reader->control.x, 2 * a.y - reader->control.y};
    if (!read_vector(reader, relative, &b) || !read_vector(reader, relative, &to))
        return false;
    if (command == 'Q') { /* b is the one control point of both thirds */
        struct vector q = b;
        a = (struct vector){a.x + (q.x - a.x) * 2 / 3, a.y + (q.y - a.y) * 2 / 3};
        b = (struct vector){to.x + (q.x - to.x) * 2 / 3, to.y + (q.y - to.y) * 2 / 3};
    }
    emit_cubic(reader, a, b, to);
    return true;
}

static bool read_command(struct reader *reader, char command, bool relative)
{
    switch (command) {
    case 'M':
    case 'L':
    case 'H':
    case 'V':
        return read_line(reader, command, relative);
    case 'C':
    case 'S':
    case 'Q':
        return read_curve(reader, command, relative);
    case 'A':
        return read_arc(reader, relative);
    default:
        return false;
    }
}

static bool starts_number(char c)
{
    return g_ascii_isdigit(c) || c == '-' || c == '+' || c == '.';
}

/* One command letter with all its repetitions. */
static bool read_step(struct reader *reader)
{
    char letter = *reader->p;
    char command = g_ascii_toupper(letter);
    bool relative = letter != command;
    if (letter == '\0' || strchr("MLHVCSQAZ", command) == NULL ||
        (reader->last == 0 && command != 'M'))
        return false;
    reader->p++;
    if (command == 'Z') {
        path_close(reader->out);
        reader->at = reader->from;
        reader->last = command;
        return true;
    }
    do {
        if (!read_command(reader, command, relative))
            return false;
        reader->last = command;
        command = command == 'M' ? 'L' : command; /* further pairs of a move are lines */
        skip_blank(reader);
    } while (starts_number(*reader->p));
    return true;
}

long path_parse(const char *data, const struct path_frame *frame, GArray *out)
{
    struct reader reader = {.start = data, .p = data, .frame = frame, .out = out};
    for (skip_blank(&reader); *reader.p != '\0'; skip_blank(&reader))
        if (!read_step(&reader))
            return reader.p - reader.start;
    return -1;
}

static void round_corner(GArray *out, struct point from, struct point corner, struct point to)
{
    struct segment segment = {SEGMENT_CUBIC, {{0}}};
    segment.p[0].x = from.x + (corner.x - from.x) * CIRCLE / 10000;
    segment.p[0].y = from.y + (corner.y - from.y) * CIRCLE / 10000;
    segment.p[1].x = to.x + (corner.x - to.x) * CIRCLE / 10000;
    segment.p[1].y = to.y + (corner.y - to.y) * CIRCLE / 10000;
    segment.p[2] = to;
    g_array_append_val(out, segment);
}

void path_round_rect(GArray *out, int32_t x, int32_t y, int32_t width, int32_t height,
                     int32_t radius, bool bottom)
{
    int32_t r = radius, right = x + width, low = y + height;
    path_move(out, x + r, y);
    path_line(out, right - r, y);
    round_corner(out, (struct point){right - r, y}, (struct point){right, y},
                 (struct point){right, y + r});
    if (bottom) {
        path_line(out, right, low - r);
        round_corner(out, (struct point){right, low - r}, (struct point){right, low},
                     (struct point){right - r, low});
        path_line(out, x + r, low);
        round_corner(out, (struct point){x + r, low}, (struct point){x, low},
                     (struct point){x, low - r});
    } else {
        path_line(out, right, low);
        path_line(out, x, low);
    }
    path_line(out, x, y + r);
    round_corner(out, (struct point){x, y + r}, (struct point){x, y}, (struct point){x + r, y});
    path_close(out);
}
