#include "viz/lab/catalog.hpp"

// The catalog: one line per lab, in the order in which they are listed. A lab's source defines `Lab lab()` in a namespace
// of its own name.
// clang-format off
#define LOSSFIELD_LABS(LAB)    \
    LAB(softmax_descent)       \
    LAB(softmax_cross_entropy) \
    LAB(loss_surfaces)         \
    LAB(log_sum_exp)           \
    LAB(label_smoothing)       \
    LAB(entropy)               \
    LAB(divergences)           \
    LAB(bregman)               \
    LAB(fisher_geometry)       \
    LAB(gaussian_mse)          \
    LAB(uncertain_regression)  \
    LAB(maximum_likelihood)    \
    LAB(projection)            \
    LAB(ridge)                 \
    LAB(hinge)                 \
    LAB(multiclass_hinge)      \
    LAB(angular_margins)       \
    LAB(contrastive)           \
    LAB(triplet)               \
    LAB(pair_ranking)          \
    LAB(info_nce)              \
    LAB(directional_derivative)\
    LAB(race)                  \
    LAB(basins)                \
    LAB(momentum_map)          \
    LAB(adam_anatomy)          \
    LAB(gradient_flow)
// clang-format on

namespace lossfield::viz {

#define LOSSFIELD_DECLARE(name) \
    namespace name {            \
    Lab lab();                  \
    }
LOSSFIELD_LABS(LOSSFIELD_DECLARE)

const Catalog& catalog() {
#define LOSSFIELD_LIST(name) name::lab(),
    static const Catalog labs{LOSSFIELD_LABS(LOSSFIELD_LIST)};
    return labs;
}

}  // namespace lossfield::viz
