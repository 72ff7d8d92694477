// Whether every entry of a vector is finite (neither nan nor infinite). The empty vector is.
#pragma once

#include <Eigen/Core>

namespace lossfield::math {

bool all_finite(const Eigen::Ref<const Eigen::VectorXd>& values);

}  // namespace lossfield::math
