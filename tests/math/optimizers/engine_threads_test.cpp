#include <gtest/gtest.h>

#include "math/optimizers/engine.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace engine_threads_test {

using math::Descent;
using math::Outcome;
using math::PlanePoint;

TEST(EngineWorker, NeitherThreadsNorNeighboursChangeABit) {
    std::vector<PlanePoint> from;
    for (std::size_t i = 0; i < 2000; ++i)
        from.push_back({-3 + 6 * uniform_at(5, i, 0), -3 + 6 * uniform_at(5, i, 1)});
    Descent descent{math::Himmelblau{}, math::Momentum{0.01, 0.9}};
    descent.noise = {0.5, 9, 1};
    const math::Arrival arrival{math::stationary(descent.landscape).minima, 0.05};
    std::vector<Outcome> one(from.size()), four(from.size());
    run_starts(descent, from, 400, arrival, one, 1);
    run_starts(descent, from, 400, arrival, four, 4);
    for (std::size_t i = 0; i < from.size(); ++i) {
        EXPECT_EQ(one[i].end, four[i].end);
        EXPECT_EQ(one[i].steps, four[i].steps);
        EXPECT_EQ(one[i].goal, four[i].goal);
    }
}

}  // namespace engine_threads_test
}  // namespace lossfield::tests
