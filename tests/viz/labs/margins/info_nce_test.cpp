// What the lab info-nce shows and says, held against definitions written out in long double and sums over its own draws.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "tests/support/claims.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace info_nce_lab_test {

using namespace viz;
using read_figure::find_mark, read_figure::number, read_figure::numbers;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "info-nce"); }

struct Circle {
    std::vector<long double> cosines{};  // of the candidates, the positive first
    long double tau = 1;

    // From the points drawn at the shown step.
    explicit Circle(const Said& said) : tau(real(said, "tau")) {
        const auto* now = find_mark<PointSet>(said.figure, "circle", "now");
        for (std::size_t k = 1; k < now->x.size(); ++k)
            cosines.push_back(static_cast<long double>(now->x[0]) * now->x[k] +
                              static_cast<long double>(now->y[0]) * now->y[k]);
    }
    [[nodiscard]] long double loss() const {
        long double sum = 0;
        for (std::size_t j = 1; j < cosines.size(); ++j) sum += std::exp((cosines[j] - cosines[0]) / tau);
        return std::log1p(sum);
    }
    [[nodiscard]] long double hardest() const {
        const long double top = *std::max_element(cosines.begin() + 1, cosines.end());
        long double sum = 0;
        for (std::size_t j = 1; j < cosines.size(); ++j) sum += std::exp((cosines[j] - top) / tau);
        return 1 / sum;
    }
};

TEST(InfoNceClaims, LossSharesAndTheNearestNegative) {
    int cold = 0;
    at_settings(lab(), 300, [&](const Said& said) {
        const Circle circle(said);
        const std::size_t negatives = circle.cosines.size() - 1;
        EXPECT_TRUE(close(said.number("loss"), static_cast<double>(circle.loss()), {1e-9, 1e-12}))
            << said.told();
        const auto hardest = static_cast<double>(circle.hardest());
        EXPECT_TRUE(close(said.number("hardest"), hardest, {1e-9, 0})) << said.told();
        std::size_t nearer = 0;
        bool close_call = false;
        for (std::size_t j = 1; j < circle.cosines.size(); ++j) {
            nearer += circle.cosines[j] >= circle.cosines[0] ? 1 : 0;
            close_call |=
                std::abs(std::acos(std::clamp(static_cast<double>(circle.cosines[j]), -1.0, 1.0)) -
                         std::acos(std::clamp(static_cast<double>(circle.cosines[0]), -1.0, 1.0))) < 1e-6;
        }
        const std::string& caption = said.figure.caption;
        if (!close_call) {
            EXPECT_EQ(has(caption, "nearer to its positive than"), nearer == 0) << said.told();
            if (nearer > 0 && negatives > 1) {
                EXPECT_TRUE(has(caption, fmt::format(", {} of {} negatives {} as near", nearer, negatives,
                                                     nearer == 1 ? "is" : "are")))
                    << caption;
            }
        }
        // Percent: two digits, or beyond what they can tell.
        const double part = negatives > 1 ? hardest : static_cast<double>(-std::expm1(-circle.loss()));
        const std::string before = negatives > 1 ? "one alone has" : "which has";
        const bool nearly = part < 1 && part > 0.999, hardly = part > 0 && part < 0.001;
        EXPECT_EQ(has(caption, before + " more than 99.9 %"), nearly) << caption;
        EXPECT_EQ(has(caption, before + " less than 0.1 %"), hardly) << caption;
        EXPECT_TRUE(nearly || hardly || near(after(caption, before), 100 * part, 0.06)) << caption << part;
        // The notice is about the run's end, which is shown.
        EXPECT_EQ(!said.notice("one-counts").empty(), negatives > 1 && hardest > 0.99) << said.told();
        cold += said.notice("one-counts").empty() ? 0 : 1;
    });
    EXPECT_GT(cold, 10);
}

// As far on the other side, at the same place, and on the anchor itself.
TEST(InfoNceClaims, TiesAndNegativesOnTheAnchor) {
    const auto said_at = [](double anchor, double positive, Vector negatives) {
        const Values values = read_figure::with(lab(), {{"anchor", anchor},
                                                        {"positive", positive},
                                                        {"negatives", std::move(negatives)},
                                                        {"steps", 0LL}});
        return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
    };
    for (const Figure& f : {said_at(77, 87, {67}), said_at(10, 180, {-180}), said_at(0, 30, {-30})})
        EXPECT_TRUE(has(f.caption, "the one negative is as near to the anchor as its positive")) << f.caption;
    EXPECT_TRUE(has(said_at(0, 30, {-30, 30, 31}).caption, ", 2 of 3 negatives are as near"));
    const Figure on = said_at(90, 35, {90, 120});
    ASSERT_EQ(on.notices.size(), 1U);
    EXPECT_EQ(on.notices[0].id, "stuck");
    EXPECT_NEAR(numbers(on, "gradient")[2], 0, 1e-15);
    EXPECT_GT(std::abs(numbers(on, "gradient")[3]), 0.1);
}

// The preset's sentences: all negatives at one point opposite the anchor; the pulls on the anchor cancel; at most e^2.
TEST(InfoNceClaims, PresetsDoWhatTheySay) {
    const Said far = shown(lab(), "far-side");
    const auto* now = find_mark<PointSet>(far.figure, "circle", "now");
    for (std::size_t k = 2; k < now->x.size(); ++k) {
        EXPECT_NEAR(now->x[k], -now->x[0], 0.05);
        EXPECT_NEAR(now->y[k], -now->y[0], 0.05);
    }
    EXPECT_LT(std::abs(numbers(shown(lab(), "between").figure, "gradient")[0]), 0.01);
    const Said warm = shown(lab(), "warm");
    const auto* shares = find_mark<Bars>(warm.figure, "shares", "p");
    const auto [low, high] = std::minmax_element(shares->value.begin() + 1, shares->value.end());
    EXPECT_LE(*high / *low, std::exp(2.0));
}

TEST(InfoNceClaims, TheSectorIsWhereThePositiveWins) {
    at_settings(lab(), 60, [](const Said& said) {
        const auto* now = find_mark<PointSet>(said.figure, "circle", "now");
        const auto* sector = find_mark<Polygon>(said.figure, "circle", "sector");
        const Vector& x = sector->x[0];
        const Vector& y = sector->y[0];
        // Its corners beyond the middle are as near to the positive as to some negative, or nearer.
        for (std::size_t i = 1; i < x.size(); i += 20)
            for (std::size_t k = 2; k < now->x.size(); ++k)
                EXPECT_GE(x[i] * now->x[1] + y[i] * now->y[1], x[i] * now->x[k] + y[i] * now->y[k] - 1e-9)
                    << said.told();
        for (const std::size_t end : {std::size_t{1}, x.size() - 1}) {
            double nearest = -2;
            for (std::size_t k = 2; k < now->x.size(); ++k)
                nearest = std::max(nearest, x[end] * now->x[k] + y[end] * now->y[k]);
            EXPECT_NEAR(x[end] * now->x[1] + y[end] * now->y[1], nearest, 1e-9) << said.told();
        }
    });
}

TEST(InfoNceClaims, InformationIsCappedWhereItIsSaidToBe) {
    int capped = 0;
    at_settings(lab(), 120, [&](const Said& said) {
        const double information = real(said, "information"), rho = said.number("correlation");
        if (rho < 0.99) {
            EXPECT_NEAR(-0.5 * std::log1p(-rho * rho), information, 1e-12);
        }
        const double most = static_cast<double>(get<long long>(said, "doublings")) * std::log(2.0);
        EXPECT_EQ(!said.notice("capped").empty(), information > most) << said.told();
        EXPECT_LE(said.number("estimate"), most + 1e-12) << said.told();
        if (information > most) {
            ++capped;
            EXPECT_TRUE(near(after(said.notice("capped"), "more than log $N$ ="), most, 0.01));
        }
    });
    EXPECT_GT(capped, 5);
}

// A step of gradient descent on the loss differentiated numerically by every angle.
TEST(InfoNceClaims, TakesStepsOfTheDefinition) {
    for (const bool alone : {false, true}) {
        const Values values =
            read_figure::with(lab(), {{"moving", std::string(alone ? "anchor" : "all")}, {"steps", 1LL}});
        View view;
        view.step = 1;
        const Figure f = lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
        const Said said{lab(), "", values, f};
        Vector angles{real(said, "anchor"), real(said, "positive")};
        for (const double v : list(said, "negatives")) angles.push_back(v);
        for (double& a : angles) a *= std::numbers::pi / 180;
        const auto loss = [&](const Vector& at) {
            double sum = 0;
            const double tau = real(said, "tau");
            for (std::size_t k = 2; k < at.size(); ++k)
                sum += std::exp((std::cos(at[k] - at[0]) - std::cos(at[1] - at[0])) / tau);
            return std::log1p(sum);
        };
        const auto* now = find_mark<PointSet>(f, "circle", "now");
        for (std::size_t k = 0; k < angles.size(); ++k) {
            Vector up = angles, down = angles;
            up[k] += 1e-6, down[k] -= 1e-6;
            const double moved = alone && k > 0 ? 0 : -0.01 * (loss(up) - loss(down)) / 2e-6;
            EXPECT_NEAR(now->x[k], std::cos(angles[k] + moved), 1e-9);
            EXPECT_NEAR(now->y[k], std::sin(angles[k] + moved), 1e-9);
        }
    }
}

// Up to the rate that is marked no step of gradient descent raises the loss; half of the settings have rates about it.
TEST(InfoNceClaims, RisesAreCountedAlongTheRunAndNoneIsUpToTheSafeRate) {
    int rises = 0, caused = 0, safe = 0, count = 0;
    const auto check = [&](const Said& said) {
        const Vector& loss = find_mark<Curve>(said.figure, "course", "course")->y;
        std::size_t up = 0;
        for (std::size_t t = 1; t < loss.size(); ++t) up += loss[t] > loss[t - 1] * (1 + 1e-12) ? 1 : 0;
        const std::string notice = said.notice("rises");
        EXPECT_EQ(!notice.empty(), up > 0) << said.told();
        const double tau = real(said, "tau"), rate = real(said, "gd-rate"),
                     limit = (word(said, "moving") == "anchor" ? 2.0 : 4.0 / 3) * tau * tau / (1 + 2 * tau);
        const bool descent = word(said, "optimizer") == "gd";
        if (up > 0) {
            ++rises;
            EXPECT_EQ(after(notice, "rises in"), static_cast<double>(up));
        }
        if (descent) {
            const auto& marks = said.figure.slider_marks;
            const auto mark = std::find_if(marks.begin(), marks.end(),
                                           [](const SliderMark& m) { return m.parameter == "gd-rate"; });
            ASSERT_NE(mark, marks.end());
            EXPECT_TRUE(close(mark->snap.at, limit, {1e-12, 0}));
        }
        if (descent && rate <= limit && loss.size() > 1) {
            ++safe;
            EXPECT_EQ(up, 0U) << said.told();
        }
        caused += has(notice, "is above");
        EXPECT_TRUE(!has(notice, "is above") || (descent && rate > limit)) << notice;
    };
    at_settings(lab(), 200, check, [&](Values& values) {
        if (++count % 4 == 0) return;
        const double tau = std::get<double>(values[index_of(lab(), "tau")]);
        put(lab(), values, "optimizer", std::string("gd"));
        put(lab(), values, "gd-rate", 4.0 / 3 * tau * tau / (1 + 2 * tau) * (count % 4 == 1 ? 5 : 1));
    });
    EXPECT_GT(rises, 10);
    EXPECT_GT(caused, 5);
    EXPECT_GT(safe, 60);
}

TEST(InfoNceClaims, OfOneEstimateAPointIsSeen) {
    const Values values = read_figure::with(lab(), {{"doublings", 1LL}});
    const Figure f = lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
    const auto* one = find_mark<PointSet>(f, "information", "one-estimate");
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(one->y[0], number(f, "estimate"));
}

// The fitted concentration is the lowest point of the curve it lies on.
TEST(InfoNceClaims, TheFittedConcentrationIsLowest) {
    for (const char* preset : {"warm", "far-side", "between"}) {
        const Said said = shown(lab(), preset);
        const auto* nll = find_mark<Curve>(said.figure, "concentration", "nll");
        const auto* best = find_mark<PointSet>(said.figure, "concentration", "best");
        if (best == nullptr) continue;
        for (const double v : nll->y) EXPECT_GE(v, best->y[0] - 1e-12);
    }
}

}  // namespace info_nce_lab_test
}  // namespace lossfield::tests
