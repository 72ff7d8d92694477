#include "viz/geometry/clip.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/random_values.hpp"

namespace lossfield::tests {
namespace clip_test {

using namespace viz;

constexpr double inf = std::numeric_limits<double>::infinity();

Domain random_room(Random& random) {
    const double size = std::pow(10.0, random.between(-9, 9));
    const auto side = [&] {
        const double low = size * random.between(-3, 3);
        return Interval{low, low + size * random.between(0.1, 2)};
    };
    const Interval x = side();
    return {x, side()};
}

double size_of(const Domain& room) {
    return std::max(
        {std::abs(room.x.low), std::abs(room.x.high), std::abs(room.y.low), std::abs(room.y.high)});
}

Vec2 within(const Domain& room, Random& random) {
    return {random.between(room.x.low, room.x.high), random.between(room.y.low, room.y.high)};
}

// Anywhere from within the room to 10^`decades` times as far.
Vec2 around(const Domain& room, Random& random, double decades) {
    const double far = size_of(room) * std::pow(10.0, random.between(-1, decades));
    const Vec2 p{far * random.between(-1, 1), far * random.between(-1, 1)};
    return random.below(4) == 0 ? within(room, random) : p;
}

// Of a point from a line through two others, in numbers of a wider range.
double distance(Vec2 p, Vec2 a, Vec2 b) {
    const long double x = static_cast<long double>(b.x) - a.x, y = static_cast<long double>(b.y) - a.y;
    return static_cast<double>(
        std::abs(x * (static_cast<long double>(p.y) - a.y) - y * (static_cast<long double>(p.x) - a.x)) /
        std::hypot(x, y));
}

TEST(Clip, ASegmentStaysOnItsLineAndInTheRoom) {
    Random random(31);
    int seen = 0, cut = 0;
    for (int trial = 0; trial < 20000; ++trial) {
        const Domain room = random_room(random);
        // One end may lie as far as doubles reach; where both do, where the line passes is theirs to say.
        const Vec2 a = around(room, random, 2), b = around(room, random, trial % 2 == 0 ? 2 : 290);
        const auto part = clip_segment(a, b, room);
        if (holds(room, a) || holds(room, b)) {
            ASSERT_TRUE(part) << trial;
        }
        if (!part) continue;
        ++seen, cut += part->from != a || part->to != b ? 1 : 0;
        for (const Vec2 p : {part->from, part->to}) {
            EXPECT_TRUE(holds(room, p)) << trial;
            EXPECT_LE(distance(p, a, b), 1e-13 * 100 * size_of(room)) << trial;
        }
        if (holds(room, a)) {
            EXPECT_EQ(part->from, a);
            EXPECT_EQ(part->begin, 0);
        }
        if (holds(room, b)) {
            EXPECT_EQ(part->to, b);
            EXPECT_EQ(part->end, 1);
        }
        EXPECT_LE(part->begin, part->end);
        // Clipped once more it stays as it is, and backwards it is the same.
        const auto again = clip_segment(part->from, part->to, room);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->from, part->from);
        EXPECT_EQ(again->to, part->to);
        const auto back = clip_segment(b, a, room);
        ASSERT_TRUE(back);
        EXPECT_LE(std::hypot(back->to.x - part->from.x, back->to.y - part->from.y), 1e-11 * size_of(room));
    }
    EXPECT_GT(seen, 2000);
    EXPECT_GT(cut, 1000);
}

TEST(Clip, NothingOfASegmentIsLeftOut) {
    Random random(32);
    int held = 0, missed = 0;
    for (int trial = 0; trial < 5000; ++trial) {
        const Domain room = random_room(random);
        const Vec2 a = around(room, random, 1), b = around(room, random, 1);
        const auto part = clip_segment(a, b, room);
        missed += part ? 0 : 1;
        for (int i = 0; i <= 50; ++i) {
            const double t = i / 50.0;
            const Vec2 p{std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)};
            if (!holds(room, p)) continue;
            ++held;
            ASSERT_TRUE(part) << trial;
            EXPECT_GE(t, part->begin - 1e-8);
            EXPECT_LE(t, part->end + 1e-8);
        }
    }
    EXPECT_GT(held, 1000);
    EXPECT_GT(missed, 500);
}

TEST(Clip, TheEndsOfDoublesAreFarButHaveADirection) {
    const Domain room{{-1, 1}, {-1, 1}};
    constexpr double most = std::numeric_limits<double>::max();
    // Where both ends are that far, their last digits do not say where between them the line passes; it does in the room.
    const auto diagonal = clip_segment({-most, -most}, {most, most}, room);
    ASSERT_TRUE(diagonal);
    EXPECT_TRUE(holds(room, diagonal->from) && holds(room, diagonal->to));
    const auto flat = clip_segment({0, 0}, {most, most / 2}, room);
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->to.x, 1);
    EXPECT_NEAR(flat->to.y, 0.5, 1e-15);
    EXPECT_FALSE(clip_segment({0, 0}, {inf, 0}, room));
    EXPECT_FALSE(clip_segment({std::nan(""), 0}, {0, 0}, room));
    EXPECT_FALSE(clip_segment({-3, 0}, {0, 3}, room));  // passes the corner
}

// A walk in and out of the room: its pieces are the segments' parts joined, and tell where they come from.
TEST(Clip, ALineIsItsSegmentsParts) {
    Random random(33);
    std::size_t several = 0, whole = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const Domain room = random_room(random);
        std::vector<Vec2> line;
        const auto n = 2 + random.below(30);
        for (std::size_t i = 0; i < n; ++i) {
            line.push_back(trial % 5 == 0 ? within(room, random) : around(room, random, 1));
            if (random.below(15) == 0) line.back() = {std::nan(""), 0};
            // On a side, a corner, or the same once more.
            if (random.below(8) == 0) line.back().x = room.x.low;
            if (random.below(8) == 0) line.back().y = room.y.high;
            if (random.below(10) == 0 && i > 0) line.back() = line[i - 1];
        }
        const std::vector<LinePiece> pieces = clip_line(line, room);
        several += pieces.size() > 1 ? 1 : 0;
        double length = 0, expected = 0;
        for (std::size_t i = 1; i < n; ++i)
            if (const auto part = clip_segment(line[i - 1], line[i], room))
                expected += std::hypot(part->to.x - part->from.x, part->to.y - part->from.y);
        for (const LinePiece& piece : pieces) {
            ASSERT_GE(piece.points.size(), 2U);
            for (std::size_t i = 0; i < piece.points.size(); ++i) {
                const Vec2 p = piece.points[i];
                EXPECT_TRUE(holds(room, p));
                if (i > 0) length += std::hypot(p.x - piece.points[i - 1].x, p.y - piece.points[i - 1].y);
                const double place = piece.place_of(i);
                const auto k = static_cast<std::size_t>(place);
                const double share = place - static_cast<double>(k);
                if (share == 0) {
                    EXPECT_EQ(p, line[k]) << trial;
                } else {
                    EXPECT_LE(std::hypot(p.x - std::lerp(line[k].x, line[k + 1].x, share),
                                         p.y - std::lerp(line[k].y, line[k + 1].y, share)),
                              1e-6 * size_of(room))
                        << trial;
                }
            }
        }
        EXPECT_NEAR(length, expected, 1e-9 * size_of(room) * static_cast<double>(n)) << trial;
        if (std::all_of(line.begin(), line.end(), [&](Vec2 p) { return holds(room, p); })) {
            ++whole;
            ASSERT_EQ(pieces.size(), 1U);
            EXPECT_EQ(pieces[0].points, line);
        }
        // The clip of the clip is the clip.
        for (const LinePiece& piece : pieces) {
            const std::vector<LinePiece> again = clip_line(piece.points, room);
            ASSERT_EQ(again.size(), 1U);
            EXPECT_EQ(again[0].points, piece.points);
        }
    }
    EXPECT_GT(several, 300U);
    EXPECT_GT(whole, 100U);
}

double area(const std::vector<Vec2>& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec2 a = ring[i], b = ring[(i + 1) % ring.size()];
        twice += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return twice / 2;
}

bool covers(const std::vector<Vec2>& ring, Vec2 p) {
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec2 a = ring[i], b = ring[(i + 1) % ring.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
    }
    return inside;
}

TEST(Clip, ARingKeepsItsAreaWithinTheRoom) {
    Random random(34);
    int inside = 0, outside = 0, whole = 0;
    for (int trial = 0; trial < 600; ++trial) {
        const Domain room = random_room(random);
        const double size = room.x.length();
        const Vec2 middle = within(room, random);
        std::vector<Vec2> ring;  // a star, mostly not convex
        const int n = 3 + static_cast<int>(random.below(20));
        for (int i = 0; i < n; ++i) {
            const double r =
                size * std::pow(10.0, random.between(trial % 3 == 0 ? -3 : -1, trial % 3 == 0 ? -2 : 1));
            ring.push_back({middle.x + r * std::cos(6.28 * i / n), middle.y + r * std::sin(6.28 * i / n)});
        }
        const std::vector<Vec2> part = clip_ring(ring, room);
        for (const Vec2 p : part) EXPECT_TRUE(holds(room, p));
        EXPECT_EQ(clip_ring(part, room), part);
        if (std::all_of(ring.begin(), ring.end(), [&](Vec2 p) { return holds(room, p); })) {
            ++whole;
            EXPECT_EQ(part, ring);
        }
        // Of the room's two halves and of the whole room.
        const double split = random.between(room.x.low, room.x.high);
        const double halves = area(clip_ring(ring, {{room.x.low, split}, room.y})) +
                              area(clip_ring(ring, {{split, room.x.high}, room.y}));
        EXPECT_NEAR(area(part), halves, 1e-9 * size_of(room) * size_of(room)) << trial;
        for (int k = 0; k < 50; ++k) {
            const Vec2 p = within(room, random);
            const bool here = covers(ring, p);
            (here ? inside : outside) += 1;
            EXPECT_EQ(covers(part, p), here) << trial;
        }
    }
    EXPECT_GT(inside, 1000);
    EXPECT_GT(outside, 1000);
    EXPECT_GT(whole, 20);
    EXPECT_TRUE(clip_ring({{5, 5}, {6, 5}, {6, 6}}, {{0, 1}, {0, 1}}).empty());
    EXPECT_EQ(clip_ring({{0, 0}, {inf, 0}, {1, 0}, {1, 1}}, {{0, 1}, {0, 1}}).size(), 3U);
    // All of the room lies in a triangle that is far larger.
    EXPECT_NEAR(area(clip_ring({{-1e300, -1e300}, {1e300, -1e300}, {0, 1e300}}, {{0, 2}, {0, 3}})), 6, 1e-12);
}

}  // namespace clip_test
}  // namespace lossfield::tests
