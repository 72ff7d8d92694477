// A state of race as it was written while each landscape had a range of its own.
#include <gtest/gtest.h>

#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/files/state.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz {
namespace race_former_ranges_test {

using namespace race_lab;

const Value& of(const ReadState& read, const char* id) { return read.state.values[index_of(lab(), id)]; }

const std::string old_state = R"(
{"lossfield": 1, "lab": "race", "values": {"landscape": "booth", "kappa": 20, "start": [-0.3, -1],
"gd-rate": 0.006, "steps": 30, "bowl-range": [-3, 3, -3, 3], "booth-range": [0, 2, 1, 4],
"matyas-range": [-10, 10, -10, 10], "saddle-range": [-2, 2, -2, 2], "double-well-range": [-2, 2, -2, 2],
"three-hump-camel-range": [-2.5, 2.5, -2.5, 2.5], "six-hump-camel-range": [-2, 2, -2, 2],
"himmelblau-range": [-5.5, 5.5, -5.5, 5.5], "mccormick-range": [-1.5, 4, -2.5, 3],
"styblinski-tang-range": [-5, 5, -5, 5], "monkey-saddle-range": [-2, 2, -2, 2], "rosenbrock-range":
[-3.2, 3.2, -1.6, 4.8], "beale-range": [-0.4, 3.8, -2.1, 2.1], "ravine-range": [-6, 6, -6, 6],
"goldstein-price-range": [-1.1, 2.1, -1.8, 1.4], "griewank-range": [-15, 15, -15, 15],
"rastrigin-range": [-5.12, 5.12, -5.12, 5.12], "ackley-range": [-4.5, 4.5, -4.5, 4.5], "easom-range":
[0, 6.25, 0, 6.25], "matrix-regression-range": [-1.5, 4.5, -2.5, 3.5], "gaussian-likelihood-range": [-1,
5, -2, 4]}, "view": {}})";

ReadState read(const std::string& text) { return read_state(lab(), text, "old.json", defaults(lab())); }

std::string with_landscape(const std::string& id) {
    std::string text = old_state;
    const std::string was = "\"landscape\": \"booth\"";
    return text.replace(text.find(was), was.size(), "\"landscape\": \"" + id + "\"");
}

TEST(RaceLab, AnOldStateKeepsTheRangeOfItsLandscape) {
    const ReadState booth = read(old_state);
    EXPECT_TRUE(booth.left_out.unknown.empty());
    EXPECT_EQ(of(booth, "domain"), Value(Domain{{0, 2}, {1, 4}}));
    EXPECT_EQ(of(booth, "steps"), Value(30LL));
    const Panel map = *find_panel(figure_at(booth.state.values), "map");
    EXPECT_EQ(*map.x.range, (Interval{0, 2}));
    EXPECT_EQ(*map.y.range, (Interval{1, 4}));
}

TEST(RaceLab, OfAnOldStateARangeThatNobodyMovedIsAutomatic) {
    for (const std::string& id : landscape_ids()) {
        if (id == "booth") continue;
        const ReadState state = read(with_landscape(id));
        EXPECT_TRUE(state.left_out.unknown.empty()) << id;
        EXPECT_EQ(of(state, "domain"), Value(Automatic{})) << id;
    }
}

TEST(RaceLab, AZoomedRangeGoesAlongToBasinsOnTheSameLandscapeOnly) {
    const Lab& basins = find_lab(catalog(), "basins");
    const Domain zoomed{{0, 2}, {1, 4}};
    const auto there = [&](const Lab& to, const std::vector<Setting>& sets) {
        const Values values = with({{"landscape", std::string("booth")}, {"domain", zoomed}});
        return carried_over(lab(), values, to, sets)[index_of(to, "domain")];
    };
    EXPECT_EQ(there(basins, {}), Value(zoomed));
    EXPECT_EQ(there(basins, {{"landscape", std::string("himmelblau")}}), Value(Automatic{}));
    // Other planes have the range by the same id.
    for (const char* other : {"ridge", "log-sum-exp", "loss-surfaces", "gaussian-mse", "maximum-likelihood"})
        EXPECT_EQ(there(find_lab(catalog(), other), {}), Value(Automatic{})) << other;
}

}  // namespace race_former_ranges_test
}  // namespace lossfield::viz
