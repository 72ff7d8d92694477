// The lab label-smoothing: what its words claim, over random values, from the losses themselves.
#include "viz/labs/classification/label_smoothing/label_smoothing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/losses/cross_entropy.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace label_smoothing_lab_test {

using namespace viz;
using namespace viz::read_figure;

const Lab& own() { return find_lab(catalog(), "label-smoothing"); }

Figure figure_of(const Values& values) {
    return own().draw(values, own().compute(values, Detail::Full, {}), View{});
}

double value_of(const Values& values, const char* id) {
    return std::get<double>(values[index_of(own(), id)]);
}

std::vector<Values> trials() {
    std::vector<Values> all;
    for (const double smoothing : {0.0, 0.003, 0.1, 0.3, 0.5})
        for (const long long classes : {2LL, 3LL, 10LL, 20LL})
            for (const double gap : {-3.9, -0.2, 0.0, 1.3, 4.6, 11.5, -80.0, 95.0})
                all.push_back(with(own(), {{"smoothing", smoothing}, {"classes", classes}, {"gap", gap}}));
    return all;
}

TEST(LabelSmoothingLab, WhichWayTheLossPullsIsThatOfItsDifferences) {
    for (const Values& values : trials()) {
        const Figure f = figure_of(values);
        const double step = 1e-4, gap = value_of(values, "gap");
        const auto loss_at = [&](double g) {
            return number(figure_of(with(own(), {{"smoothing", value_of(values, "smoothing")},
                                                 {"classes", values[index_of(own(), "classes")]},
                                                 {"gap", g}})),
                          "loss");
        };
        const double rise = loss_at(std::min(100.0, gap + step)) - loss_at(std::max(-100.0, gap - step));
        if (std::abs(rise) < 1e-12) continue;
        EXPECT_EQ(f.caption.find("pulls down") != std::string::npos,
                  rise > 0 && value_of(values, "smoothing") > 0)
            << f.caption;
        EXPECT_EQ(number(f, "gradient") > 0, rise > 0);
    }
}

TEST(LabelSmoothingLab, NoticeExactlyWhereNoGapIsBest) {
    for (const Values& values : trials()) {
        const Figure f = figure_of(values);
        const bool falls_for_ever = std::isinf(number(f, "optimum"));
        EXPECT_EQ(falls_for_ever, value_of(values, "smoothing") == 0);
        EXPECT_EQ(f.notices.size(), falls_for_ever ? 1U : 0U);
        EXPECT_EQ(f.jumps.empty(), falls_for_ever);
        if (!falls_for_ever) {
            EXPECT_GE(number(f, "loss"), number(f, "least") - 1e-12);
        }
    }
}

// Mixup's loss is linear in the label: as much of either example's own loss.
TEST(LabelSmoothingLab, BlendedLossIsTheBlendOfTheLosses) {
    for (const double weight : {0.0, 0.25, 0.7, 1.0})
        for (const double smoothing : {0.0, 0.2}) {
            const auto loss = [&](double w) {
                return number(
                    figure_of(with(
                        own(), {{"weight", w}, {"smoothing", smoothing}, {"logits", Vector{2, -1, 0.5}}})),
                    "mixed-loss");
            };
            EXPECT_NEAR(loss(weight), weight * loss(1) + (1 - weight) * loss(0), 1e-13);
        }
}

TEST(LabelSmoothingLab, DraggingTheBlendAlongItsEdgeSetsTheWeight) {
    const Values before = with(own(), {{"weight", 0.7}});
    const Figure f = figure_of(before);
    const Handle& h = handle(f, "blend");
    const Figure other = figure_of(with(own(), {{"weight", 0.25}}));
    const Values after =
        drag(own().parameters, before, h, handle(other, "blend").x, handle(other, "blend").y);
    EXPECT_NEAR(value_of(after, "weight"), 0.25, 1e-9);
}

}  // namespace label_smoothing_lab_test
}  // namespace lossfield::tests
