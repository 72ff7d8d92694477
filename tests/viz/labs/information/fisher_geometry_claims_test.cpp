// The sentences of the lab fisher-geometry, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "tests/support/claims.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace fisher_geometry_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "fisher-geometry"); }

Vector three(const Said& said, const char* id) {
    return as_distribution(std::get<Vector>(said.value(id)), 3);
}

double kl_of(const Vector& p, const Vector& q) {
    double sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k)
        if (p[k] > 0) sum += p[k] * (std::log(p[k]) - std::log(q[k]));
    return sum;
}

bool allows(const Vector& p, const Vector& q) {
    for (std::size_t k = 0; k < p.size(); ++k)
        if (p[k] > 0 && !(q[k] > 0)) return false;
    return true;
}

// Sides, corners, equal points and points inside, in all orders.
struct Pool {
    const char* view;
    std::size_t count = 0;

    void operator()(Values& values) {
        static const std::vector<Vector> points{{0.3, 0.7, 0}, {0.6, 0.4, 0},   {0, 0.5, 0.5},
                                                {0, 0.2, 0.8}, {1, 0, 0},       {0.2, 0.3, 0.5},
                                                {0.5, 0.5, 0}, {0.3, 0.3, 0.4}, {0.1, 0.8, 0.1}};
        put(lab(), values, "view", std::string(view));
        const std::size_t k = count++;
        if (k % 4 == 3) return;
        put(lab(), values, "p", points[k % 9]), put(lab(), values, "q", points[(k / 9 + k) % 9]);
        put(lab(), values, "a", points[(k / 5 + 2 * k) % 9]);
    }
};

TEST(FisherGeometryClaims, FlowsAreStuckWhereNeitherCanReachTheTarget) {
    int stuck = 0, free = 0, infinite = 0, resting = 0;
    at_settings(
        lab(), 150,
        [&](const Said& said) {
            if (word(said, "view") != "flows") return;
            const bool to = word(said, "objective") == "to-target";
            const Vector p = three(said, "p"), q = three(said, "q");
            const bool finite = to ? allows(p, q) : allows(q, p);
            EXPECT_EQ(said.notice("infinite").empty(), finite) << said.told();
            const bool is_stuck = finite && to && !allows(q, p);
            EXPECT_EQ(!said.notice("stuck").empty(), is_stuck) << said.told();
            // In a corner, or where q gives the outcomes of p the same proportions.
            double within = 0, apart = 0;
            for (std::size_t k = 0; k < 3; ++k)
                if (p[k] > 0) within += q[k];
            for (std::size_t k = 0; k < 3; ++k)
                if (p[k] > 0) apart = std::max(apart, std::abs(q[k] / within - p[k]));
            if (apart < 1e-12 || apart > 1e-5) {
                EXPECT_EQ(said.in_caption("the pace"), finite && apart > 1e-5) << said.told();
            }
            resting += said.in_caption("Both flows rest") ? 1 : 0;
            ++(!finite ? infinite : is_stuck ? stuck : free);
            if (!finite) return;
            const double least = is_stuck ? -std::log(within) : 0;
            EXPECT_NEAR(said.number("natural-loss"), least, 1e-9) << said.told();
            EXPECT_GE(said.number("plain-loss"), least - 1e-12) << said.told();
        },
        Pool{"flows"});
    EXPECT_GT(stuck, 5);
    EXPECT_GT(free, 5);
    EXPECT_GT(infinite, 5);
    EXPECT_GT(resting, 2);
}

TEST(FisherGeometryClaims, AnExponentialPathNeedsTheSameOutcomes) {
    int with = 0, without = 0, one = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            if (word(said, "view") != "paths") return;
            const Vector p = three(said, "p"), q = three(said, "q");
            const bool same = allows(p, q) && allows(q, p);
            EXPECT_EQ(said.notice("no-exponential-path").empty(), same) << said.told();
            EXPECT_EQ(said.in_caption("Three ways"), same && p != q) << said.told();
            EXPECT_EQ(said.in_caption("one point"), p == q) << said.told();
            ++(p == q ? one : same ? with : without);
        },
        Pool{"paths"});
    EXPECT_GT(with, 5);
    EXPECT_GT(without, 5);
    EXPECT_GT(one, 2);
}

TEST(FisherGeometryClaims, RightAnglesAreSaidWhereDivergencesAddUp) {
    int both = 0, some = 0, none = 0, aside = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            if (word(said, "view") != "projections") return;
            const Vector p = three(said, "p"), q = three(said, "q"), a = three(said, "a");
            const bool all = said.in_caption("of the one kind"), one = said.in_caption("straight line in");
            EXPECT_EQ(said.in_caption("Part $q$ and $a$"), q == a) << said.told();
            ++(all ? both : one ? some : none);
            // At its end it has lost an outcome that q or a allows.
            for (const auto& [family, id] : {std::pair{"linear family is met at its end", "e-projection"},
                                             {"exponential family is met at its end", "m-projection"}}) {
                if (!said.in_caption(family)) continue;
                double least = 1;
                for (const Readout& r : said.figure.readouts)
                    for (std::size_t k = 0; k < 3 && r.id == id; ++k)
                        if (q[k] + a[k] > 0) least = std::min(least, std::get<Vector>(r.value)[k]);
                EXPECT_LT(least, 1e-8) << said.told();
            }
            const auto off = [&](std::size_t k) { return p[k] > 0 && q[k] == 0 && a[k] == 0; };
            if (said.in_caption("side that $p$ is off")) {
                EXPECT_TRUE(off(0) || off(1) || off(2)) << said.told();
                ++aside;
            }
            if (!all && !one) return;
            const bool m = all || said.in_caption("line in $p$"), e = all || said.in_caption("line in log");
            const auto find = [&](const char* id) -> Vector {
                for (const Readout& r : said.figure.readouts)
                    if (r.id == id) return std::get<Vector>(r.value);
                return {};
            };
            for (const Vector& member : {q, a}) {
                if (m) {
                    const Vector r = find("m-projection");
                    EXPECT_GT(kl_of(p, r), 0) << said.told();
                    EXPECT_NEAR(kl_of(p, member), kl_of(p, r) + kl_of(r, member),
                                1e-5 * (1 + kl_of(p, member)))
                        << said.told();
                }
                if (e) {
                    const Vector r = find("e-projection");
                    EXPECT_GT(kl_of(r, p), 0) << said.told();
                    EXPECT_NEAR(kl_of(member, p), kl_of(member, r) + kl_of(r, p),
                                1e-5 * (1 + kl_of(member, p)))
                        << said.told();
                }
            }
        },
        Pool{"projections"});
    EXPECT_GT(both, 5);
    EXPECT_GT(some, 5);
    EXPECT_GT(none, 5);
    EXPECT_GT(aside, 2);
}

TEST(FisherGeometryClaims, TrianglesHaveCornersHeightAndArea) {
    int whole = 0, flat = 0, joined = 0, small = 0;
    std::size_t count = 0;
    Pool pool{"triangle"};
    at_settings(
        lab(), 150,
        [&](const Said& said) {
            if (word(said, "view") != "triangle") return;
            const Vector p = three(said, "p"), q = three(said, "q"), a = three(said, "a");
            const bool equal = p == q || q == a || a == p;
            const auto corner = [](const Vector& v) {
                return std::array{std::sqrt(v[0]), std::sqrt(v[1]), std::sqrt(v[2])};
            };
            const auto x = corner(p), y = corner(q), z = corner(a);
            double det = 0;
            for (std::size_t k = 0; k < 3; ++k)
                det += x[k] * (y[(k + 1) % 3] * z[(k + 2) % 3] - y[(k + 2) % 3] * z[(k + 1) % 3]);
            const std::string said_so = said.notice("no-triangle");
            if (equal) {
                EXPECT_NE(said_so.find("one point"), std::string::npos) << said.told();
                ++joined;
            } else if (std::abs(det) < 1e-15) {
                EXPECT_NE(said_so.find("one geodesic"), std::string::npos) << said.told();
                ++flat;
            } else if (std::abs(det) < 1e-10) {
                EXPECT_NE(said_so.find("small"), std::string::npos) << said.told();
                ++small;
            } else if (std::abs(det) > 1e-8) {
                EXPECT_EQ(said_so, "") << said.told();
                EXPECT_NEAR(said.number("curvature"), 0.25, 1e-4) << said.told();
                ++whole;
            }
            EXPECT_EQ(said.in_caption("The angles sum"), said_so.empty()) << said.told();
            EXPECT_EQ(said.figure.caption.find("NaN"), std::string::npos) << said.told();
        },
        [&](Values& values) {
            pool(values);
            ++count;
            if (count % 5 == 1)
                return put(lab(), values, "p", Vector{0.3, 0.7, 0}),
                       put(lab(), values, "q", Vector{0.6, 0.4, 0}),
                       put(lab(), values, "a", Vector{0.9, 0.1, 0});
            if (count % 5 != 0) return;
            const double step = count % 10 == 0 ? 1e-6 : 1e-3;
            put(lab(), values, "p", Vector{0.2, 0.3, 0.5}),
                put(lab(), values, "q", Vector{0.2 + step, 0.3 - step, 0.5});
            put(lab(), values, "a", Vector{0.2, 0.3 + step, 0.5 - step});
        });
    EXPECT_GT(whole, 5);
    EXPECT_GT(flat, 3);
    EXPECT_GT(joined, 5);
    EXPECT_GT(small, 3);
}

}  // namespace fisher_geometry_claims_test
}  // namespace lossfield::tests
