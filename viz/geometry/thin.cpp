#include "viz/geometry/thin.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {
namespace {

double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }

// Directions from an anchor that pass every point added so far within the tolerance.
class Cone {
  public:
    explicit Cone(double tolerance) : tolerance_(tolerance) {}

    // A nearer point would leave the end of a fold out.
    [[nodiscard]] bool holds(Vec2 d) const {
        const double squared = d.x * d.x + d.y * d.y;
        return !bounded_ || (cross(right_, d) >= 0 && cross(d, left_) >= 0 && squared >= farthest_ &&
                             std::isfinite(squared));
    }

    void add(Vec2 d) {
        const double squared = d.x * d.x + d.y * d.y;
        if (squared <= tolerance_ * tolerance_) return;
        // A bound of |d| from above, so that the cone is rather too narrow.
        const double x = std::abs(d.x), y = std::abs(d.y);
        const double slope = tolerance_ / (std::max(x, y) + 0.4143 * std::min(x, y));
        const Vec2 left{d.x - slope * d.y, d.y + slope * d.x}, right{d.x + slope * d.y, d.y - slope * d.x};
        if (!bounded_ || !(cross(left_, left) >= 0)) left_ = left;
        if (!bounded_ || !(cross(right_, right) <= 0)) right_ = right;
        bounded_ = true;
        farthest_ = squared;
    }

  private:
    double tolerance_;
    bool bounded_ = false;
    Vec2 left_, right_;
    double farthest_ = 0;
};

}  // namespace

Vec2* thin(Vec2* first, Vec2* last, double tolerance) {
    if (last - first < 3) return last;
    Vec2* kept = first;
    Cone cone(tolerance);
    for (Vec2* p = first + 1; p != last; ++p) {
        const auto direction = [&] { return Vec2{p->x - kept->x, p->y - kept->y}; };
        if (!cone.holds(direction())) {
            *++kept = p[-1];
            cone = Cone(tolerance);
        }
        cone.add(direction());
    }
    *++kept = last[-1];
    return kept + 1;
}

}  // namespace lossfield::viz
