#include "math/optimizers/joint_steppers.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>

#include "math/numerics/matrix_sign.hpp"

namespace lossfield::math {
namespace {

constexpr double sufficient = 1e-4;  // share of the promised decrease
constexpr double steep = 0.9;        // share of the first slope that calls for a longer move
constexpr double stretch = 16.0;
constexpr double wall = 1e-6;
constexpr int trials = 60;

// A^-1 b of the leading n coordinates by elimination with partial pivoting.
Coordinates solved(const SmallMatrix& a, const Coordinates& b, std::size_t n) {
    if (n == 2) {
        // Maps of many starts live by it.
        const int top = std::abs(a(1, 0)) > std::abs(a(0, 0)) ? 1 : 0, low = 1 - top;
        const double above = b[static_cast<std::size_t>(top)], below = b[static_cast<std::size_t>(low)];
        const double share = a(low, 0) / a(top, 0);
        const double y = (below - share * above) / (a(low, 1) - share * a(top, 1));
        return {(above - a(top, 1) * y) / a(top, 0), y, 0.0, 0.0};
    }
    const Eigen::Vector4d x = a.partialPivLu().solve(Eigen::Map<const Eigen::Vector4d>(b.data()));
    return {x[0], x[1], x[2], x[3]};
}

// Slot `slot` of every coordinate's memory as one vector, and back.
Coordinates slot_of(const MemoryOf<Lbfgs>& memory, std::size_t slot) {
    return {memory[0][slot], memory[1][slot], memory[2][slot], memory[3][slot]};
}
void set_slot(MemoryOf<Lbfgs>& memory, std::size_t slot, const Coordinates& values) {
    for (std::size_t d = 0; d < max_dimension; ++d) memory[d][slot] = values[d];
}

constexpr std::size_t last_x = 0, last_g = 1, moves = 2, changes = moves + Lbfgs::pairs;
constexpr std::size_t counter = changes + Lbfgs::pairs;

// Takes over the pair that the step before made, unless its curvature is not positive.
void remember_pair(MemoryOf<Lbfgs>& memory, const Coordinates& x, const Coordinates& g) {
    double& count = memory[0][counter];
    if (count > 0.0) {
        const Coordinates move = along(x, -1.0, slot_of(memory, last_x));
        const Coordinates change = along(g, -1.0, slot_of(memory, last_g));
        if (dot(move, change) > 1e-12 * norm(move) * norm(change)) {
            for (std::size_t k = Lbfgs::pairs - 1; k > 0; --k) {
                set_slot(memory, moves + k, slot_of(memory, moves + k - 1));
                set_slot(memory, changes + k, slot_of(memory, changes + k - 1));
            }
            set_slot(memory, moves, move);
            set_slot(memory, changes, change);
            count = std::min(count + 1.0, 1.0 + static_cast<double>(Lbfgs::pairs));
        }
    } else {
        count = 1.0;
    }
    set_slot(memory, last_x, x);
    set_slot(memory, last_g, g);
}

// B g, from the newest pair to the oldest and back.
Coordinates two_loops(const MemoryOf<Lbfgs>& memory, const Coordinates& g) {
    const auto n = static_cast<std::size_t>(memory[0][counter]) - 1;
    Coordinates q = g;
    std::array<double, Lbfgs::pairs> weight{};
    for (std::size_t k = 0; k < n; ++k) {
        const Coordinates move = slot_of(memory, moves + k);
        const Coordinates change = slot_of(memory, changes + k);
        weight[k] = dot(move, q) / dot(move, change);
        q = along(q, -weight[k], change);
    }
    if (n > 0) {
        const Coordinates change = slot_of(memory, changes);
        const double scale = dot(slot_of(memory, moves), change) / dot(change, change);
        for (double& v : q) v *= scale;
    }
    for (std::size_t k = n; k-- > 0;) {
        const Coordinates move = slot_of(memory, moves + k);
        const Coordinates change = slot_of(memory, changes + k);
        q = along(q, weight[k] - dot(change, q) / dot(move, change), move);
    }
    return q;
}

}  // namespace

double line_search(const Objective& objective, const Coordinates& x, const Coordinates& g,
                   const Coordinates& d, double first) {
    const double slope = dot(g, d);
    if (!(slope < 0.0)) return first;
    const double value = objective.value(x);
    const double ahead = dot(objective.gradient(along(x, first, d)), d);
    double length = first;
    // Where the derivative grows along d its secant has a root ahead; hardly any ahead says that `first` lies up a wall,
    // from which halving finds back.
    const double root = first * slope / (slope - ahead);
    if (ahead > slope && root > wall * first) length = root;
    // The root can be too near when the derivative grows faster than a line, and `first` where the curvature was negative
    // so far. The bound keeps a search on what has no minimum in sight.
    const double longest = stretch * std::max(first, length);
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    for (int i = 0; i < trials; ++i) {
        const Coordinates there = along(x, length, d);
        if (!(objective.value(there) <= value + sufficient * length * slope))
            high = length;
        else if (length < longest && dot(objective.gradient(there), d) < steep * slope)
            low = length;
        else
            return length;
        length = std::isinf(high) ? std::min(2.0 * length, longest) : 0.5 * (low + high);
    }
    return low > 0.0 ? low : length;
}

void Newton::update(const Objective& objective, Coordinates& x, const Coordinates& g,
                    MemoryOf<Newton>& /*memory*/, const PlainRate& c) const {
    SmallMatrix h = objective.hessian(x);
    for (std::size_t d = 0; d < objective.dimension(); ++d)
        h(static_cast<int>(d), static_cast<int>(d)) += damping;
    Coordinates d = solved(h, g, objective.dimension());
    for (double& v : d) v = -v;
    x = along(x, search ? line_search(objective, x, g, d, c.rate) : c.rate, d);
}

void NaturalGradient::update(const Objective& objective, Coordinates& x, const Coordinates& g,
                             MemoryOf<NaturalGradient>& /*memory*/, const PlainRate& c) const {
    const auto metric = objective.metric(x);
    x = along(x, -c.rate, solved(metric.value(), g, objective.dimension()));
}

void Lbfgs::update(const Objective& objective, Coordinates& x, const Coordinates& g, MemoryOf<Lbfgs>& memory,
                   const PlainRate& c) const {
    remember_pair(memory, x, g);
    Coordinates d = two_loops(memory, g);
    for (double& v : d) v = -v;
    x = along(x, search ? line_search(objective, x, g, d, c.rate) : c.rate, d);
}

void Muon::update(const Objective& /*objective*/, Coordinates& x, const Coordinates& g,
                  MemoryOf<Muon>& memory, const PlainRate& c) const {
    Coordinates m{};
    for (std::size_t d = 0; d < max_dimension; ++d) m[d] = memory[d][0] = momentum * memory[d][0] + g[d];
    const Coordinates direction =
        steps == 0 ? matrix_sign_2x2(m) : newton_schulz_2x2(m, muon_coefficients, steps);
    x = along(x, -c.rate, direction);
}

}  // namespace lossfield::math
