#include "math/finite.hpp"

namespace lossfield::math {

bool all_finite(const Eigen::Ref<const Eigen::VectorXd>& values) { return values.allFinite(); }

}  // namespace lossfield::math
