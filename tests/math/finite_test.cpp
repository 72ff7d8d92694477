#include "math/finite.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lossfield::math {
namespace {

TEST(AllFinite, RejectsNanAndInfinityOnly) {
    EXPECT_TRUE(all_finite(Eigen::Vector3d(1, -1e308, 0)));
    EXPECT_TRUE(all_finite(Eigen::VectorXd()));
    EXPECT_FALSE(all_finite(Eigen::Vector2d(1, NAN)));
    EXPECT_FALSE(all_finite(Eigen::Vector2d(-INFINITY, 1)));
}

}  // namespace
}  // namespace lossfield::math
