#include "math/margins/margin_regions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double half_turn = std::numbers::pi, rounding_gap = 1e-9, least_length = 1e-300;
constexpr int scan_steps = 720;  // of a full full_turn
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
    return lengths_[k] * right_factor(a_, angle_between_directions(angle, directions_[k])) - rival;
}

std::vector<Arc> PlaneClasses::won(std::size_t k) const {
    // Around the circle from the side across, where a class wins last.
    const double start = directions_[k] - half_turn;
    std::vector<double> places = scan(start, start + full_turn, scan_steps);
    for (const double d : directions_) {
        const double at = start + std::fmod(std::fmod(d - start, full_turn) + full_turn, full_turn);
        places.push_back(at);
    }
    std::sort(places.begin(), places.end());
    std::vector<Arc> out = positive_ranges(places, tie_, [&](double angle) { return surplus(k, angle); });
    if (out.empty()) return out;
    const bool from_seam = out.front().from == places.front(), to_seam = out.back().to == places.back();
    if (out.size() == 1 && from_seam && to_seam) return {{0, full_turn}};
    if (from_seam && to_seam) {
        out.back().to += out.front().width();
        out.erase(out.begin());
    }
    for (Arc& arc : out) {
        const double shift = std::floor(arc.from / full_turn) * full_turn;
        arc.from -= shift, arc.to -= shift;
    }
    std::sort(out.begin(), out.end(), [](const Arc& a, const Arc& b) { return a.from < b.from; });
    return out;
}

std::vector<Arc> PlaneClasses::rest(const std::vector<std::vector<Arc>>& won) {
    std::vector<Arc> all;
    for (const auto& arcs : won) all.insert(all.end(), arcs.begin(), arcs.end());
    if (all.empty()) return {{0, full_turn}};
    std::sort(all.begin(), all.end(), [](const Arc& a, const Arc& b) { return a.from < b.from; });
    std::vector<Arc> out;
    double reached = all.front().from;
    for (const Arc& arc : all) {
        if (arc.from > reached) out.push_back({reached, arc.from});
        reached = std::max(reached, arc.to);
    }
    if (all.front().from + full_turn > reached) out.push_back({reached, all.front().from + full_turn});
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

PlaneDecision decide_plane(const AngularMargin& a, std::span<const double> w) {
    PlaneDecision d;
    for (std::size_t k = 0; k + 1 < w.size(); k += 2) {
        d.directions.push_back(std::atan2(w[k + 1], w[k]));
        d.lengths.push_back(has_weight_lengths(a.kind) ? std::max(std::hypot(w[k], w[k + 1]), least_length)
                                                       : 1.0);
    }
    const PlaneClasses with(a, d.directions, d.lengths), plain({}, d.directions, d.lengths);
    for (std::size_t k = 0; k < with.size(); ++k) {
        d.won.push_back(with.won(k));
        for (const Arc& arc : plain.won(k))
            if (!arc.is_circle()) d.plain.push_back(arc.from);
    }
    d.empty = PlaneClasses::rest(d.won);
    std::erase_if(d.empty, [](const Arc& arc) { return arc.width() < rounding_gap; });
    return d;
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
