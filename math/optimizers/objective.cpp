#include "math/optimizers/objective.hpp"

namespace lossfield::math {
namespace {

// A landscape of matrices has its own forms for all four coordinates.
template <typename L>
constexpr bool is_matrix = L::facts.dimension == max_dimension;

SmallMatrix padded(const Symmetric2& a) {
    SmallMatrix m = SmallMatrix::Identity();
    m.topLeftCorner<2, 2>() << a.xx, a.xy, a.xy, a.yy;
    return m;
}

}  // namespace

Objective::Objective(const Landscape& landscape)
    : landscape_(&landscape), dimension_(facts(landscape).dimension) {}

double Objective::value(const Coordinates& x) const {
    return std::visit(
        [&](const auto& l) {
            if constexpr (is_matrix<std::decay_t<decltype(l)>>) {
                return l.template value4<double>(x);
            } else {
                return l.value(x[0], x[1]);
            }
        },
        *landscape_);
}

Coordinates Objective::gradient(const Coordinates& x) const {
    return std::visit(
        [&](const auto& l) -> Coordinates {
            if constexpr (is_matrix<std::decay_t<decltype(l)>>) {
                return l.gradient4(x);
            } else {
                const PlanePoint g = l.gradient(x[0], x[1]);
                return {g.x, g.y, 0.0, 0.0};
            }
        },
        *landscape_);
}

SmallMatrix Objective::hessian(const Coordinates& x) const {
    return std::visit(
        [&](const auto& l) -> SmallMatrix {
            if constexpr (is_matrix<std::decay_t<decltype(l)>>) {
                const auto h = l.hessian4(x);
                SmallMatrix m;
                for (int i = 0; i < 4; ++i)
                    for (int j = 0; j < 4; ++j)
                        m(i, j) = h[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
                return m;
            } else {
                const Symmetric2 h = l.hessian(x[0], x[1]);
                return padded(h);
            }
        },
        *landscape_);
}

std::optional<SmallMatrix> Objective::metric(const Coordinates& x) const {
    const std::optional<Symmetric2> f = math::metric(*landscape_, {x[0], x[1]});
    if (!f) return std::nullopt;
    return padded(*f);
}

Coordinates Objective::lifted(const PlanePoint& at) const {
    return std::visit(
        [&](const auto& l) -> Coordinates {
            if constexpr (is_matrix<std::decay_t<decltype(l)>>) {
                return {at.x, l.goal[1], l.goal[2], at.y};
            } else {
                return {at.x, at.y, 0.0, 0.0};
            }
        },
        *landscape_);
}

PlanePoint Objective::shown(const Coordinates& x) const {
    return dimension_ == max_dimension ? PlanePoint{x[0], x[3]} : PlanePoint{x[0], x[1]};
}

double Objective::off_plane(const Coordinates& x) const {
    const Coordinates there = lifted(shown(x));
    return norm(along(x, -1.0, there));
}

}  // namespace lossfield::math
