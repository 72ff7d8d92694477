#include "math/margins/margin_regions.hpp"

#include <limits>
#include <numbers>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double half_turn = std::numbers::pi, turn = 2 * half_turn;
constexpr int scan_steps = 720;  // of a full turn
constexpr double tie_share = 1e-12;

// The place in (low, high) where `inside` changes, to the last bit; inside(low) differs from inside(high).
template <class Inside>
double change(double low, double high, const Inside& inside) {
    const bool first = inside(low);
    for (;;) {
        const double middle = low + 0.5 * (high - low);
        if (!(middle > low && middle < high)) return middle;
        (inside(middle) == first ? low : high) = middle;
    }
}

// The highest place of three whose middle one is the highest, by golden sections.
template <class Function>
double highest(double low, double high, const Function& f) {
    constexpr double share = 0.6180339887498949;
    double a = high - share * (high - low), b = low + share * (high - low), fa = f(a), fb = f(b);
    for (int i = 0; i < 40; ++i) {
        if (fa > fb) {
            high = b, b = a, fb = fa, a = high - share * (high - low), fa = f(a);
        } else {
            low = a, a = b, fa = fb, b = low + share * (high - low), fb = f(b);
        }
    }
    return fa > fb ? a : b;
}

// The ranges in which f > tie, between the first and the last of these rising places.
template <class Function>
std::vector<Arc> positive_ranges(const std::vector<double>& scanned, double tie, const Function& f) {
    std::vector<double> places = scanned, value;
    for (const double p : scanned) value.push_back(f(p));
    // A hill between places that hides its top above the tie.
    std::vector<double> tops;
    for (std::size_t i = 1; i + 1 < scanned.size(); ++i)
        if (value[i] <= tie && value[i] >= value[i - 1] && value[i] >= value[i + 1])
            tops.push_back(highest(scanned[i - 1], scanned[i + 1], f));
    places.insert(places.end(), tops.begin(), tops.end());
    std::sort(places.begin(), places.end());
    const auto inside = [&](double at) { return f(at) > tie; };
    std::vector<Arc> out;
    bool open = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool in = inside(places[i]);
        if (in && !open) out.push_back({i == 0 ? places[0] : change(places[i - 1], places[i], inside), 0});
        if (!in && open) out.back().to = change(places[i - 1], places[i], inside);
        open = in;
    }
    if (open) out.back().to = places.back();
    return out;
}

std::vector<double> scan(double from, double to, int steps) {
    std::vector<double> out;
    for (int i = 0; i <= steps; ++i) out.push_back(from + (to - from) * i / steps);
    return out;
}

}  // namespace

double angle_between_directions(double a, double b) { return std::abs(std::remainder(a - b, turn)); }

PlaneClasses::PlaneClasses(const AngularMargin& a, std::vector<double> directions,
                           std::vector<double> lengths)
    : a_(a), directions_(std::move(directions)), lengths_(std::move(lengths)) {
    check_margin(a);
    check_pair("classes of the plane: lengths", directions_.size(), lengths_.size());
    for (double& n : lengths_) {
        check_positive("classes of the plane: length", n);
        if (!has_weight_lengths(a.kind)) n = 1;
        tie_ = std::max(tie_, tie_share * n);
    }
}

double PlaneClasses::surplus(std::size_t k, double angle) const {
    double rival = -std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < size(); ++j)
        if (j != k) rival = std::max(rival, lengths_[j] * std::cos(angle - directions_[j]));
    const double theta = std::min(angle_between_directions(angle, directions_[k]), half_turn);
    return lengths_[k] * right_factor(a_, theta) - rival;
}

std::vector<Arc> PlaneClasses::won(std::size_t k) const {
    // Around the circle from the side across, where a class wins last.
    const double start = directions_[k] - pi;
    std::vector<double> places = scan(start, start + turn, scan_steps);
    for (const double d : directions_) {
        const double at = start + std::fmod(std::fmod(d - start, turn) + turn, turn);
        places.push_back(at);
    }
    std::sort(places.begin(), places.end());
    std::vector<Arc> out = positive_ranges(places, tie_, [&](double angle) { return surplus(k, angle); });
    if (out.empty() || (out.size() == 1 && out[0].width() >= turn)) {
        if (!out.empty()) out[0] = {0, turn};
        return out;
    }
    if (out.front().from == places.front() && out.back().to == places.back()) {  // one arc over the seam
        out.back().to += out.front().width();
        out.erase(out.begin());
    }
    for (Arc& arc : out) {
        const double shift = std::floor(arc.from / turn) * turn;
        arc.from -= shift, arc.to -= shift;
    }
    std::sort(out.begin(), out.end(), [](const Arc& a, const Arc& b) { return a.from < b.from; });
    return out;
}

std::vector<Arc> PlaneClasses::rest(const std::vector<std::vector<Arc>>& won) {
    std::vector<Arc> all;
    for (const auto& arcs : won) all.insert(all.end(), arcs.begin(), arcs.end());
    if (all.empty()) return {{0, turn}};
    std::sort(all.begin(), all.end(), [](const Arc& a, const Arc& b) { return a.from < b.from; });
    std::vector<Arc> out;
    double reached = all.front().from;
    for (const Arc& arc : all) {
        if (arc.from > reached) out.push_back({reached, arc.from});
        reached = std::max(reached, arc.to);
    }
    if (all.front().from + turn > reached) out.push_back({reached, all.front().from + turn});
    return out;
}

std::optional<double> won_towards(const AngularMargin& a, double angle, double n1, double n2) {
    check_margin(a);
    if (!has_weight_lengths(a.kind)) n1 = n2 = 1;
    const auto wins = [&](double t) { return n1 * right_factor(a, t) > n2 * std::cos(angle - t); };
    const bool equal = n1 == n2, psi_alone = has_psi(a.kind) && a.annealing == 0;
    if (!wins(0)) return std::nullopt;
    if (wins(angle)) return angle;
    if (a.kind == MarginKind::Softmax || a.kind == MarginKind::NormalisedSoftmax)
        return equal ? angle / 2 : std::atan2(n1 - n2 * std::cos(angle), n2 * std::sin(angle));
    if (equal && psi_alone) return angle / (a.multiple + 1);
    if (a.kind == MarginKind::CosFace)
        return angle / 2 - std::asin(std::min(1.0, a.margin / (2 * std::sin(angle / 2))));
    if (a.kind == MarginKind::ArcFace) return (angle - a.margin) / 2;
    return change(0, angle, wins);
}

double empty_wedge(const AngularMargin& a, double angle) {
    const auto t = won_towards(a, angle);
    return t ? std::max(0.0, angle - 2 * *t) : angle;
}

SpacePoint on_sphere(const SpacePoint& pole, double azimuth, double angle) {
    // Beside the axis that the pole is farthest from.
    const double x = std::abs(pole.x), y = std::abs(pole.y), z = std::abs(pole.z);
    const SpacePoint axis = x <= y && x <= z ? SpacePoint{1, 0, 0}
                            : y <= z         ? SpacePoint{0, 1, 0}
                                             : SpacePoint{0, 0, 1};
    const SpacePoint first = (axis - pole.dot(axis) * pole).normalized(), second = pole.cross(first);
    return std::cos(angle) * pole +
           std::sin(angle) * (std::cos(azimuth) * first + std::sin(azimuth) * second);
}

std::vector<Arc> won_along(const AngularMargin& a, std::span<const SpacePoint> directions, std::size_t k,
                           double azimuth) {
    check_margin(a);
    const SpacePoint quarter = on_sphere(directions[k], azimuth, half_turn / 2);
    const auto surplus = [&](double angle) {
        double rival = -std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < directions.size(); ++j)
            if (j != k)
                rival = std::max(rival, std::cos(angle) * directions[k].dot(directions[j]) +
                                            std::sin(angle) * quarter.dot(directions[j]));
        return right_factor(a, angle) - rival;
    };
    return positive_ranges(scan(0, half_turn, scan_steps / 12), tie_share, surplus);
}

}  // namespace lossfield::math
