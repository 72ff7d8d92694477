// The lab entropy: its areas, its chain rule, its units and its ends against the mathematics.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/information/information.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz {
namespace entropy_lab_test {

using tests::close, tests::figure_of, tests::situations;

const Lab& lab() { return find_lab(catalog(), "entropy"); }

Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    Values values = defaults(lab());
    for (const auto& [id, value] : given) values[index_of(lab(), id)] = value;
    check_values(lab(), values);
    return values;
}

const Readout& readout(const Figure& f, const std::string& id) {
    return *std::find_if(f.readouts.begin(), f.readouts.end(), [&](const Readout& r) { return r.id == id; });
}
double number(const Figure& f, const std::string& id) { return std::get<double>(readout(f, id).value); }
Vector numbers(const Figure& f, const std::string& id) { return std::get<Vector>(readout(f, id).value); }

template <class M>
const M* mark(const Figure& f, const std::string& panel, const std::string& id) {
    const Panel* p = find_panel(f, panel);
    if (p == nullptr) return nullptr;
    for (const Mark& m : p->marks)
        if (m.id() == id) return std::get_if<M>(&m);
    return nullptr;
}

const Handle& handle(const Figure& f, const std::string& id) {
    for (const Panel& p : f.panels)
        for (const Handle& h : p.handles)
            if (h.id == id) return h;
    throw std::logic_error("no handle " + id);
}

double area(const Figure& f) {
    double sum = 0;
    for (const Mark& m : find_panel(f, "surprise")->marks)
        if (const auto* bar = std::get_if<Polygon>(&m))
            sum += (bar->x[0][1] - bar->x[0][0]) * (bar->y[0][2] - bar->y[0][1]);
    return sum;
}

TEST(EntropyLab, TheBarsAreaIsTheEntropyInEveryUnit) {
    for (const auto& s : situations(lab(), 60)) {
        const Figure f = figure_of(lab(), s.values);
        const auto& p = std::get<Vector>(s.values[index_of(lab(), "probabilities")]);
        const auto& unit = std::get<std::string>(s.values[index_of(lab(), "unit")]);
        const double base = unit == "bits" ? 2 : unit == "nats" ? std::exp(1.0) : 10;
        const double expected = math::in_base(math::entropy(p), base);
        EXPECT_TRUE(close(number(f, "entropy"), expected, {1e-12, 1e-14})) << s.name;
        EXPECT_TRUE(close(area(f), expected, {1e-9, 1e-9})) << s.name;
        EXPECT_EQ(mark<Rule>(f, "surprise", "mean")->at, number(f, "entropy")) << s.name;
        EXPECT_LE(number(f, "entropy"), number(f, "largest") * (1 + 1e-12)) << s.name;
        EXPECT_TRUE(close(std::log(number(f, "perplexity")), math::entropy(p), {1e-9, 1e-12})) << s.name;
        // One outcome or another, and then which other.
        const auto k = static_cast<std::size_t>(
            std::min<long long>(std::get<long long>(s.values[index_of(lab(), "outcome")]), std::ssize(p)));
        EXPECT_TRUE(close(number(f, "coin") + (1 - p[k - 1]) * number(f, "rest"), expected, {1e-9, 1e-12}))
            << s.name;
        const bool zero = std::count(p.begin(), p.end(), 0.0) > 0;
        EXPECT_EQ(zero, std::any_of(f.notices.begin(), f.notices.end(),
                                    [](const Notice& n) { return n.id == "impossible"; }))
            << s.name;
        EXPECT_EQ(p.size() == 2, find_panel(f, "simplex") == nullptr) << s.name;
    }
}

TEST(EntropyLab, GradientsAreThoseOfTheCore) {
    const Figure f = figure_of(lab(), with({{"unit", std::string("nats")}}));
    const Vector p{0.6, 0.3, 0.1};
    EXPECT_TRUE(close(number(f, "entropy"), 0.8979457248567798));
    EXPECT_TRUE(close(numbers(f, "gradient"), math::entropy_gradient(p)));
    EXPECT_TRUE(close(numbers(f, "logit-gradient"), math::entropy_logit_gradient(p)));
    EXPECT_TRUE(close(number(f, "coin-slope"), std::log(0.4 / 0.6)));
    const Figure bits = figure_of(lab(), defaults(lab()));
    EXPECT_TRUE(close(number(bits, "entropy"), 0.8979457248567798 * 1.4426950408889634));
    EXPECT_TRUE(close(number(bits, "coin-slope"), std::log2(0.4 / 0.6)));
}

TEST(EntropyLab, EndsAreUniformAndCertain) {
    const Figure eight = figure_of(lab(), find_preset(lab(), "uniform").values);
    EXPECT_TRUE(close(number(eight, "entropy"), 3, {1e-14, 0}));
    EXPECT_TRUE(close(numbers(eight, "logit-gradient"), Vector(8, 0.0), {0, 1e-15}));
    EXPECT_NE(eight.caption.find("equally probable"), std::string::npos);
    const Figure certain = figure_of(lab(), find_preset(lab(), "certain").values);
    EXPECT_EQ(number(certain, "entropy"), 0);
    EXPECT_EQ(number(certain, "coin-slope"), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(numbers(certain, "logit-gradient"), Vector(3, 0.0));
    EXPECT_EQ(numbers(certain, "gradient")[1], std::numeric_limits<double>::infinity());
    // The tangent stands upright in the corner, the way out of which leads to the two that are missing.
    const auto* tangent = mark<Curve>(certain, "coin", "tangent");
    EXPECT_EQ(tangent->x[0], tangent->x[1]);
    EXPECT_GT(tangent->y[1], tangent->y[0]);
    const auto* arrow = mark<Arrows>(certain, "simplex", "uphill");
    ASSERT_EQ(arrow->u.size(), 1U);
    EXPECT_TRUE(close(std::atan2(arrow->v[0], arrow->u[0]), std::acos(-1.0) / 6));
}

TEST(EntropyLab, TheArrowLeadsToTheMiddle) {
    const Figure even = figure_of(lab(), with({{"probabilities", Vector{1. / 3, 1. / 3, 1. / 3}}}));
    EXPECT_TRUE(mark<Arrows>(even, "simplex", "uphill")->x.empty());
    const Figure f = figure_of(lab(), with({{"probabilities", Vector{0.2, 0.2, 0.6}}}));
    const auto* arrow = mark<Arrows>(f, "simplex", "uphill");
    EXPECT_NEAR(arrow->u[0], 0, 1e-12);
    EXPECT_LT(arrow->v[0], 0);
}

TEST(EntropyLab, TheTriangleHoldsTheOthers) {
    const Vector p{0.1, 0.2, 0.3, 0.25, 0.15};
    const Values values =
        with({{"probabilities", p}, {"triangle", Vector{5, 2, 3}}, {"unit", std::string("nats")}});
    const Figure f = figure_of(lab(), values);
    const auto& field = std::get<TriangleField>(mark<Contours>(f, "simplex", "entropy")->field);
    EXPECT_EQ(field.values.size(), 5151U);
    const double held = -0.1 * std::log(0.1) - 0.25 * std::log(0.25), share = 0.65;
    EXPECT_TRUE(close(field.values.front(), held - share * std::log(share), {1e-12, 0}));
    EXPECT_TRUE(close(*std::max_element(field.values.begin(), field.values.end()),
                      held - share * std::log(share / 3), {1e-4, 0}));
    const auto said = lab().probe(values, lab().compute(values, Detail::Full, {}), {}, "simplex",
                                  handle(f, "point").x, handle(f, "point").y);
    EXPECT_TRUE(close(std::get<double>(said.at(0).value), math::entropy(p)));
    const Values after = drag(lab().parameters, values, handle(f, "point"), 0.5, 0.3);
    const auto& moved = std::get<Vector>(after[0]);
    EXPECT_EQ(moved[0], 0.1);
    EXPECT_EQ(moved[3], 0.25);
    EXPECT_TRUE(close(std::accumulate(moved.begin(), moved.end(), 0.0), 1));
}

TEST(EntropyLab, DraggingAlongTheCurveKeepsTheOthersProportions) {
    const Values values = with({{"outcome", 2LL}});
    const Values after = drag(lab().parameters, values, handle(figure_of(lab(), values), "share"), 0.65, 99);
    EXPECT_TRUE(close(std::get<Vector>(after[0]), Vector{0.3, 0.65, 0.05}, {1e-12, 0}));
    const Values beyond = drag(lab().parameters, values, handle(figure_of(lab(), values), "share"), 7, 0);
    EXPECT_EQ(std::get<Vector>(beyond[0]), (Vector{0, 1, 0}));
}

// A distribution that leads its length is given in full.
TEST(EntropyLab, OneNumberIsNoDistribution) {
    EXPECT_THROW((void)with({{"probabilities", Vector{2}}}), InputError);
    EXPECT_THROW((void)with({{"probabilities", Vector{0.5, 0.4}}}), InputError);
    EXPECT_THROW((void)with({{"probabilities", Vector(17, 1. / 17)}}), InputError);
}

}  // namespace entropy_lab_test
}  // namespace lossfield::viz
