#include "math/margins/angular_margins.hpp"

#include <array>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double pi = std::numbers::pi;

void check_angle(double theta) {
    if (!(theta >= 0)) violated("angular margin: angle", theta, ">=", 0.0);
    if (!(theta <= pi)) violated("angular margin: angle", theta, "<=", pi);
}

int piece_of_angle(double theta, int multiple) {
    return std::clamp(static_cast<int>(multiple * theta / pi), 0, multiple - 1);
}

// Chebyshev's U of degree `degree`.
double second_kind(double c, int degree) {
    double before = 0, now = 1;
    for (int i = 0; i < degree; ++i) {
        const double next = 2 * c * now - before;
        before = now, now = next;
    }
    return now;
}

double exponentials(std::span<const double> z, std::size_t t, std::span<double> p) {
    const std::size_t top = static_cast<std::size_t>(std::max_element(z.begin(), z.end()) - z.begin());
    double others = 0;
    for (std::size_t j = 0; j < z.size(); ++j) {
        p[j] = std::exp(z[j] - z[top]);
        if (j != top) others += p[j];
    }
    for (double& v : p) v /= 1 + others;
    return (z[top] - z[t]) + std::log1p(others);
}

// p_t - 1, as what the others have.
double lacking(std::span<const double> p, std::size_t t) {
    double others = 0;
    for (std::size_t j = 0; j < p.size(); ++j)
        if (j != t) others += p[j];
    return -others;
}

}  // namespace

void check_margin(const AngularMargin& a) {
    if (a.multiple < 1) violated("angular margin: multiple", a.multiple, ">=", 1);
    if (!(a.margin >= 0)) violated("angular margin: margin", a.margin, ">=", 0.0);
    if (a.kind == MarginKind::ArcFace && !(a.margin <= pi))
        violated("angular margin: margin of ArcFace", a.margin, "<=", pi);
    if (!(a.annealing >= 0)) violated("angular margin: annealing", a.annealing, ">=", 0.0);
    check_positive("angular margin: scale", a.scale);
}

int psi_piece(double cosine, int multiple) {
    int k = 0;
    while (k + 1 < multiple && cosine < std::cos((k + 1) * pi / multiple)) ++k;
    return k;
}

double psi(double theta, int multiple) {
    check_angle(theta);
    if (multiple < 1) violated("psi: multiple", multiple, ">=", 1);
    const int k = piece_of_angle(theta, multiple);
    return (k % 2 == 0 ? 1 : -1) * std::cos(multiple * theta) - 2.0 * k;
}

double psi_slope(double theta, int multiple) {
    check_angle(theta);
    if (multiple < 1) violated("psi: multiple", multiple, ">=", 1);
    // At a breakpoint both pieces have slope 0.
    return -multiple * std::abs(std::sin(multiple * theta));
}

double psi_cosine_slope(double cosine, int multiple) {
    if (multiple < 1) violated("psi: multiple", multiple, ">=", 1);
    const double slope = multiple * second_kind(cosine, multiple - 1);
    return psi_piece(cosine, multiple) % 2 == 0 ? slope : -slope;
}

double right_factor(const AngularMargin& a, double theta) {
    check_angle(theta);
    if (has_psi(a.kind)) return (a.annealing * std::cos(theta) + psi(theta, a.multiple)) / (1 + a.annealing);
    return right_factor(a, std::cos(theta), std::sin(theta));
}

double right_factor_slope(const AngularMargin& a, double theta) {
    check_angle(theta);
    const double plain = -std::sin(theta);
    if (has_psi(a.kind)) return (a.annealing * plain + psi_slope(theta, a.multiple)) / (1 + a.annealing);
    if (a.kind != MarginKind::ArcFace || (a.repair && beyond_turn(std::cos(theta), a.margin))) return plain;
    return -std::sin(theta + a.margin);
}

double right_factor_cosine_slope(const AngularMargin& a, double cosine, double sine) {
    if (has_psi(a.kind)) return (a.annealing + psi_cosine_slope(cosine, a.multiple)) / (1 + a.annealing);
    if (a.kind != MarginKind::ArcFace || (a.repair && beyond_turn(cosine, a.margin))) return 1;
    // sin m / sine is inf, or NaN without margin, where the sine is 0.
    return a.margin == 0 ? 1 : std::cos(a.margin) + cosine * (std::sin(a.margin) / sine);
}

AngularClassifier::AngularClassifier(const AngularMargin& a, std::span<const double> w, std::size_t dimension)
    : a_(a), dimension_(dimension), unit_(w.size()) {
    check_margin(a);
    check_at_least("angular loss: dimension", dimension, 1);
    check_at_least("angular loss: classes", w.size() / dimension, 1);
    check_size("angular loss: entries of w", w.size(), w.size() / dimension * dimension);
    for (std::size_t j = 0; j < w.size(); j += dimension)
        length_.push_back(normalise<double>(w.subspan(j, dimension), std::span(unit_).subspan(j, dimension)));
}

double AngularClassifier::evaluate(std::span<const double> x, std::size_t t, std::span<double> z,
                                   std::span<double> p, std::span<double> by_x, std::span<double> by_w,
                                   double share) const {
    check_size("angular loss: entries of x", x.size(), dimension_);
    if (t >= classes()) violated("angular loss: right class", t, "<", classes());
    const std::size_t d = dimension_;
    std::array<double, 8> room{};
    std::vector<double> large;
    if (2 * d > room.size()) large.resize(2 * d);
    const std::span<double> both = large.empty() ? std::span<double>(room).first(2 * d) : std::span(large);
    const std::span<double> u = both.first(d), across = both.last(d);
    const double length = normalise<double>(x, u);
    const bool of_w = has_weight_lengths(a_.kind), of_x = has_feature_length(a_.kind);
    const auto row = [&](std::size_t j) { return std::span<const double>(unit_).subspan(j * d, d); };
    const auto amplitude = [&](std::size_t j) {  // without |x|
        return of_w ? length_[j] : of_x ? 1.0 : a_.scale;
    };
    const auto sine = [&] {
        double squared = 0;
        for (const double q : across) squared += q * q;
        return std::sqrt(squared);
    };
    for (std::size_t j = 0; j < classes(); ++j) {
        const double c = tangent<double>(u, row(j), across);
        const double factor = j == t ? right_factor(a_, c, a_.kind == MarginKind::ArcFace ? sine() : 0.0) : c;
        z[j] = amplitude(j) * (of_x ? length : 1) * factor;
    }
    const double loss = exponentials(z, t, p);
    std::fill(by_x.begin(), by_x.end(), 0.0);
    for (std::size_t j = 0; j < classes(); ++j) {
        const std::span<const double> v = row(j);
        const double c = tangent<double>(u, v, across), s = j == t ? sine() : 0;
        const bool kink = j == t && a_.kind == MarginKind::ArcFace && s == 0;
        const double factor = j == t ? right_factor(a_, c, s) : c;
        const double slope = j != t ? 1 : kink ? 0 : right_factor_cosine_slope(a_, c, s);
        const double pull = (j == t ? lacking(p, t) : p[j]) * amplitude(j);
        const double over_x = of_x ? 1 : length > 0 ? 1 / length : 0;
        for (std::size_t i = 0; i < d; ++i)
            by_x[i] += pull * ((of_x ? factor * u[i] : 0) + slope * across[i] * over_x);
        if (by_w.empty()) continue;
        const double onto = share * (j == t ? lacking(p, t) : p[j]) * (of_x ? length : a_.scale);
        const double over_w = of_w ? 1 : length_[j] > 0 ? 1 / length_[j] : 0;
        // The other way round, u - c v; of a zero w all of u is across.
        tangent<double>(v, u, across);
        for (std::size_t i = 0; i < d; ++i)
            by_w[j * d + i] += onto * ((of_w ? factor * v[i] : 0) + slope * across[i] * over_w);
    }
    return loss;
}

AngularLoss angular_loss(const AngularMargin& a, std::span<const double> x, std::span<const double> w,
                         std::size_t t) {
    const AngularClassifier classifier(a, w, x.size());
    AngularLoss out;
    out.logits.resize(classifier.classes()), out.probabilities.resize(classifier.classes());
    out.by_x.resize(x.size()), out.by_w.resize(w.size());
    out.value = classifier.evaluate(x, t, out.logits, out.probabilities, out.by_x, out.by_w);
    return out;
}

GradientCheck check_angular_gradient(const AngularMargin& a, std::span<const double> x,
                                     std::span<const double> w, std::size_t t) {
    const AngularLoss loss = angular_loss(a, x, w, t);
    std::vector<double> unit(x.size());
    const double length = normalise<double>(x, unit);
    double terms = 0;
    for (std::size_t j = 0; j < loss.probabilities.size(); ++j) {
        const double own = normalise<double>(w.subspan(j * x.size(), x.size()), unit);
        const double steep = j == t ? 2 * a.multiple * a.multiple : 1;
        terms += loss.probabilities[j] * steep *
                 (has_weight_lengths(a.kind)   ? own
                  : has_feature_length(a.kind) ? 1.0
                                               : a.scale / std::max(length, 1e-300));
    }
    // The right class's term is as large as all others.
    const std::vector<double> scale(x.size(), 1e-6 * terms + 1e-300);
    const auto value = [&](std::span<const Dual<double>> at) {
        const std::vector<Dual<double>> rows(w.begin(), w.end());
        return angular_loss_value<Dual<double>>(a, at, rows, t);
    };
    return check_gradient(value, x, loss.by_x, scale);
}

LossAndGradient cosine_margin_loss(const AngularMargin& a, std::span<const double> cosines, std::size_t t) {
    check_margin(a);
    if (t >= cosines.size()) violated("cosine margin loss: right class", t, "<", cosines.size());
    if (has_feature_length(a.kind))
        throw std::invalid_argument(
            "cosine margin loss: this kind needs lengths, required: one that normalises");
    for (const double c : cosines)
        if (!(std::abs(c) <= 1)) violated("cosine margin loss: size of a cosine", std::abs(c), "<=", 1.0);
    const double sine = std::sqrt((1 - cosines[t]) * (1 + cosines[t]));
    std::vector<double> z, p(cosines.size());
    for (std::size_t j = 0; j < cosines.size(); ++j)
        z.push_back(a.scale * (j == t ? right_factor(a, cosines[t], sine) : cosines[j]));
    LossAndGradient out{exponentials(z, t, p), {}};
    for (const double share : p) out.gradient.push_back(a.scale * share);
    const double slope = right_factor_cosine_slope(a, cosines[t], sine), lack = lacking(p, t);
    // A sure class pulls nothing, however steep its logit is.
    out.gradient[t] = lack == 0 ? 0 : a.scale * lack * slope;
    return out;
}

}  // namespace lossfield::math
