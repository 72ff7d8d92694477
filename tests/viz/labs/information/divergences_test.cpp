// The lab divergences: its numbers against the core, its region, its rims, its two views and its infinities.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz {
namespace divergences_lab_test {

using tests::close, tests::figure_of, tests::situations;
constexpr double infinity = std::numeric_limits<double>::infinity();

const Lab& lab() { return find_lab(catalog(), "divergences"); }

Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    Values values = defaults(lab());
    for (const auto& [id, value] : given) values[index_of(lab(), id)] = value;
    check_values(lab(), values);
    return values;
}

double number(const Figure& f, const std::string& id) {
    return std::get<double>(std::find_if(f.readouts.begin(), f.readouts.end(), [&](const Readout& r) {
                                return r.id == id;
                            })->value);
}

template <class M>
const M* mark(const Figure& f, const std::string& panel, const std::string& id) {
    for (const Mark& m : find_panel(f, panel)->marks)
        if (m.id() == id) return std::get_if<M>(&m);
    return nullptr;
}

const Handle& handle(const Figure& f, const std::string& id) {
    for (const Panel& p : f.panels)
        for (const Handle& h : p.handles)
            if (h.id == id) return h;
    throw std::logic_error("no handle " + id);
}

bool has_notice(const Figure& f, const std::string& id) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
}

struct Pair {
    Vector p, q;
};

Pair pair_of(const Values& values) {
    const auto& p = std::get<Vector>(values[index_of(lab(), "p")]);
    Pair pair{p, as_distribution(std::get<Vector>(values[index_of(lab(), "q")]), p.size())};
    if (std::get<bool>(values[index_of(lab(), "swap")])) std::swap(pair.p, pair.q);
    return pair;
}

TEST(DivergencesLab, NumbersAreThoseOfTheCore) {
    for (const auto& s : situations(lab(), 60)) {
        const Figure f = figure_of(lab(), s.values);
        if (find_panel(f, "bounds") == nullptr) continue;
        const auto [p, q] = pair_of(s.values);
        EXPECT_TRUE(close(number(f, "kl-forward"), math::kl(p, q))) << s.name;
        EXPECT_TRUE(close(number(f, "kl-reverse"), math::kl(q, p))) << s.name;
        EXPECT_TRUE(close(number(f, "js"), math::js(p, q))) << s.name;
        EXPECT_TRUE(close(number(f, "tv"), math::total_variation(p, q))) << s.name;
        EXPECT_TRUE(close(number(f, "fisher-rao"), math::fisher_rao_distance(p, q))) << s.name;
        EXPECT_TRUE(
            close(number(f, "squared-hellinger"), std::pow(number(f, "hellinger"), 2), {1e-12, 1e-15}));
        // The bars of the integrand add up, unless one has no end.
        const auto* bars = mark<Bars>(f, "integrand", "integrand");
        double sum = 0;
        for (const double v : bars->value) sum += v;
        if (std::isfinite(number(f, "kl-forward"))) {
            EXPECT_TRUE(close(sum, number(f, "kl-forward"), {1e-9, 1e-12})) << s.name;
        }
        EXPECT_EQ(std::isinf(number(f, "kl-forward")), has_notice(f, "forward-infinite")) << s.name;
        EXPECT_EQ(std::isinf(number(f, "kl-reverse")), has_notice(f, "reverse-infinite")) << s.name;
    }
}

// The live points stay in the region, whose upper edge is the lesser of the two bounds.
TEST(DivergencesLab, NoPairLeavesTheRegion) {
    for (const auto& s : situations(lab(), 80)) {
        const Figure f = figure_of(lab(), s.values);
        if (find_panel(f, "bounds") == nullptr) continue;
        const auto* region = mark<Band>(f, "bounds", "region");
        for (std::size_t i = 0; i < region->x.size(); ++i)
            EXPECT_TRUE(close(region->high[i],
                              std::min(std::sqrt(region->x[i] / 2), std::sqrt(1 - std::exp(-region->x[i]))),
                              {1e-9, 1e-9}));
        for (const char* id : {"forward", "reverse"}) {
            const auto* point = mark<PointSet>(f, "bounds", id);
            const double kl = number(f, id == std::string("forward") ? "kl-forward" : "kl-reverse");
            const double right = find_panel(f, "bounds")->x.range->high;
            EXPECT_TRUE(close(point->x[0], std::min(kl, right))) << s.name;
            EXPECT_LE(point->y[0], math::pinsker_bound(kl) * (1 + 1e-12) + 1e-12) << s.name;
            EXPECT_LE(point->y[0], math::bretagnolle_huber_bound(kl) * (1 + 1e-12) + 1e-12) << s.name;
        }
    }
}

TEST(DivergencesLab, TheBallsAreFieldsAroundPAndTheRimRunsThroughQ) {
    for (const char* id :
         {"kl-forward", "kl-reverse", "js", "tv", "hellinger", "chi-squared", "euclidean", "fisher-rao"}) {
        const Values values = with({{"contours", std::string(id)}, {"overlay", std::string(id)}});
        const Figure f = figure_of(lab(), values);
        const auto* balls = mark<Contours>(f, "simplex", "balls");
        const auto& field = std::get<TriangleField>(balls->field);
        ASSERT_EQ(field.values.size(), 5151U);
        // Nothing is nearer to p than p; and p = (0.6, 0.3, 0.1) is a node.
        const auto least = std::min_element(field.values.begin(), field.values.end());
        EXPECT_NEAR(*least, 0, 1e-12) << id;
        const Handle& q = handle(f, "point-q");
        const auto said =
            lab().probe(values, lab().compute(values, Detail::Full, {}), {}, "simplex", q.x, q.y);
        const double d = mark<Contours>(f, "simplex", "rim")->levels.exactly.at(0);
        EXPECT_TRUE(close(std::get<double>(said.at(0).value), d, {1e-9, 1e-12})) << id;
        EXPECT_EQ(mark<Contours>(f, "simplex", "overlay")->levels.exactly.back(), d) << id;
    }
}

TEST(DivergencesLab, SwapExchangesTheTwo) {
    const Values straight = with({{"q", Vector{0.7, 0.2, 0.1}}});
    Values swapped = straight;
    swapped[index_of(lab(), "swap")] = true;
    const Figure a = figure_of(lab(), straight), b = figure_of(lab(), swapped);
    EXPECT_EQ(number(a, "kl-forward"), number(b, "kl-reverse"));
    EXPECT_EQ(number(a, "kl-reverse"), number(b, "kl-forward"));
    EXPECT_TRUE(close(number(a, "js"), number(b, "js")));
    // What is drawn as q is then moved as p.
    const Values after = drag(lab().parameters, swapped, handle(b, "point-q"), 0.5, 0.2);
    EXPECT_EQ(after[index_of(lab(), "q")], swapped[index_of(lab(), "q")]);
    EXPECT_EQ(handle(figure_of(lab(), after), "point-q").y, 0.2);
}

TEST(DivergencesLab, KnownPairs) {
    const Figure coins = figure_of(lab(), find_preset(lab(), "asymmetry").values);
    EXPECT_TRUE(close(number(coins, "kl-forward"), 0.5108256237659906));
    EXPECT_TRUE(close(number(coins, "kl-reverse"), 0.3680642071684971));
    EXPECT_TRUE(close(number(coins, "js"), 0.10174922507919669));
    const Figure three = figure_of(lab(), with({{"p", Vector{0.5, 0.3, 0.2}}, {"q", Vector{0.2, 0.3, 0.5}}}));
    EXPECT_TRUE(close(number(three, "pinsker"), 0.37073388000171126));
    EXPECT_TRUE(close(number(three, "bretagnolle-huber"), 0.49024708777067316));
    EXPECT_TRUE(close(number(three, "w1"), 0.6));
    const Figure apart = figure_of(lab(), with({{"p", Vector{1, 0, 0}}, {"q", Vector{3}}}));
    EXPECT_EQ(number(apart, "kl-forward"), infinity);
    EXPECT_TRUE(close(number(apart, "js"), std::log(2.0)));
    EXPECT_EQ(number(apart, "tv"), 1);
    EXPECT_EQ(number(apart, "w1"), 2);
    EXPECT_TRUE(close(number(apart, "fisher-rao"), std::acos(-1.0)));
    const Figure same = figure_of(lab(), with({{"q", Vector{0.6, 0.3, 0.1}}}));
    for (const char* id : {"kl-forward", "kl-reverse", "js", "tv", "hellinger", "chi-squared", "euclidean",
                           "fisher-rao", "w1"})
        EXPECT_EQ(number(same, id), 0) << id;
    EXPECT_EQ(mark<Contours>(same, "simplex", "rim"), nullptr);
    EXPECT_TRUE(same.notices.empty());
}

TEST(DivergencesLab, GaussiansSlideApart) {
    const auto at = [](double t) {
        return figure_of(lab(),
                         with({{"view", std::string("gaussians")}, {"mean-p", -4.0}, {"mean-q", t - 4}}));
    };
    const double ts[]{0.5, 1, 2, 4, 8}, js[]{0.0303, 0.1114, 0.3368, 0.6327, 0.6931};
    for (std::size_t i = 0; i < 5; ++i) {
        const Figure f = at(ts[i]);
        EXPECT_TRUE(close(number(f, "kl-forward"), ts[i] * ts[i] / 2, {1e-12, 0}));
        EXPECT_TRUE(close(number(f, "js"), js[i], {0, 5e-5}));
        EXPECT_TRUE(close(number(f, "w1"), ts[i], {1e-12, 0}));
        EXPECT_EQ(has_notice(f, "saturated"), i == 4) << ts[i];
    }
    EXPECT_EQ(find_panel(at(1), "simplex"), nullptr);
    EXPECT_NE(at(8).caption.find("Means 8 apart"), std::string::npos) << at(8).caption;
}

// The signed area, by trapezoids over the drawn curve, is KL.
TEST(DivergencesLab, TheIntegrandsAreaIsKl) {
    for (const char* preset : {"sliding", "widths"}) {
        const Figure f = figure_of(lab(), find_preset(lab(), preset).values);
        const auto* curve = mark<Curve>(f, "area", "integrand");
        double area = 0;
        for (std::size_t i = 1; i < curve->x.size(); ++i)
            area += 0.5 * (curve->y[i] + curve->y[i - 1]) * (curve->x[i] - curve->x[i - 1]);
        EXPECT_TRUE(close(area, number(f, "kl-forward"), {1e-2, 0})) << preset;
    }
}

TEST(DivergencesLab, TheFlankSetsTheDeviation) {
    const Values values = with({{"view", std::string("gaussians")}, {"mean-q", 0.5}, {"deviation-q", 0.7}});
    const Figure figure = figure_of(lab(), values);
    const Handle& flank = handle(figure, "deviation-q");
    EXPECT_TRUE(close(flank.x, 1.2));
    const Values same = drag(lab().parameters, values, flank, flank.x, flank.y);
    EXPECT_TRUE(close(std::get<double>(same[index_of(lab(), "deviation-q")]), 0.7, {1e-3, 0}));
    const Values wide = drag(lab().parameters, values, flank, 9, 0);
    EXPECT_TRUE(close(std::get<double>(wide[index_of(lab(), "deviation-q")]), 3, {1e-12, 0}));
}

}  // namespace divergences_lab_test
}  // namespace lossfield::viz
