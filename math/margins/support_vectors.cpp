#include "math/margins/support_vectors.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {

namespace {

using Array = Eigen::ArrayXd;

constexpr int most_iterations = 100;

struct DualRules {
    double flat = 0.0;  // d
    double cap = 0.0;   // C
};

DualRules rules_of(const MarginLoss& loss, double n) {
    // Of the squared hinge no cap: P <= P(0, 0) = 1 keeps [1 - m]_+ below the root of N, and a_i below half of this one.
    if (loss.kind == MarginLossKind::SquaredHinge) return {0.5 * n, 4.0 / std::sqrt(n)};
    return {loss.kind == MarginLossKind::SmoothedHinge ? loss.width * n : 0.0, 1.0 / n};
}

// Columns y_i x_i, y_i x_i', y_i: of the margins m = A (w, b).
struct Interior {
    const Eigen::MatrixX3d* rows;
    DualRules rules;
    double lambda;
    Array a{}, above{}, below{};  // a and the multipliers of a >= 0, of a <= C
    Eigen::Vector3d at{};         // w, b

    [[nodiscard]] Eigen::Vector3d sums() const { return rows->transpose() * a.matrix(); }
    void take_w() { at.head<2>() = sums().head<2>() / lambda; }
    // Of both kinds of products, whose sum is the gap that is left.
    [[nodiscard]] double mean_complement() const {
        return 0.5 * ((a * above).mean() + ((rules.cap - a) * below).mean());
    }
    // The equations' rest: y_i (w.x_i + b) + d a_i - 1 - above + below = 0.
    [[nodiscard]] Array rest() const { return (*rows * at).array() + rules.flat * a - 1.0 - above + below; }

    struct Direction {
        Array a, above, below;
        double b;
        Eigen::Vector2d w;
    };
    // Newton's step to complementary products `up` (a above) and `down` ((C - a) below).
    [[nodiscard]] Direction direction(const Array& up, const Array& down) const {
        const Array diagonal = rules.flat + above / a + below / (rules.cap - a);
        const Array r = -rest() + up / a - above - down / (rules.cap - a) + below;
        const Array inverse = 1.0 / diagonal;
        Eigen::Matrix3d m = rows->transpose() * (rows->array().colwise() * inverse).matrix();
        m(0, 0) += lambda, m(1, 1) += lambda;
        Eigen::Vector3d right = rows->transpose() * (inverse * r).matrix();
        right(2) += sums()(2);
        const Eigen::Vector3d v = m.ldlt().solve(right);
        Direction d;
        d.a = inverse * (r - (*rows * v).array());
        d.w = v.head<2>(), d.b = v(2);
        d.above = (up - above * d.a) / a - above;
        d.below = (down + below * d.a) / (rules.cap - a) - below;
        return d;
    }
    // The longest share of a step, at most 1, that leaves all numbers positive.
    [[nodiscard]] double room(const Direction& d) const {
        double share = 1.0;
        const auto keep = [&](const Array& from, const Array& step) {
            for (Eigen::Index i = 0; i < from.size(); ++i)
                if (step(i) < 0.0) share = std::min(share, -from(i) / step(i));
        };
        keep(a, d.a), keep(above, d.above);
        keep(rules.cap - a, -d.a), keep(below, d.below);
        return share;
    }
    [[nodiscard]] double least_complement() const {
        return std::min((a * above).minCoeff(), ((rules.cap - a) * below).minCoeff());
    }
    [[nodiscard]] Interior moved(const Direction& d) const;
    void move(const Direction& d, double share) {
        a += share * d.a, above += share * d.above;
        below += share * d.below;
        at.head<2>() += share * d.w, at(2) += share * d.b;
    }
};

// As far as no product falls far behind their mean: what hugs a wall takes short steps from then on.
Interior Interior::moved(const Direction& d) const {
    const double least = std::min(1e-4, 0.5 * least_complement() / mean_complement());
    double share = 0.9995 * room(d);
    for (int i = 0; i < 40; ++i, share *= 0.8) {
        Interior next = *this;
        next.move(d, share);
        if (next.least_complement() >= least * next.mean_complement()) return next;
    }
    return *this;
}

// Feasible: every label's pulls add to the same.
Array balanced(const Array& y, double pull) {
    const double right = (y > 0.0).cast<double>().sum(), wrong = static_cast<double>(y.size()) - right;
    return (y > 0.0).select(Array::Constant(y.size(), pull / right), pull / wrong);
}

double dual_value(const Interior& in) {
    const Eigen::Vector3d sums = in.sums();
    return in.a.sum() - 0.5 * in.rules.flat * in.a.square().sum() -
           sums.head<2>().squaredNorm() / (2.0 * in.lambda);
}

SupportVectors one_label(const LabelledPoints& points) {
    SupportVectors s;
    s.separator.b = s.b_low = s.b_high = points.y.front();
    s.a.assign(points.size(), 0.0), s.sides.assign(points.size(), StripSide::Border);
    return s;
}

}  // namespace

std::size_t SupportVectors::count(StripSide side) const {
    return static_cast<std::size_t>(std::count(sides.begin(), sides.end(), side));
}

bool has_dual(const MarginLoss& loss) {
    return loss.kind == MarginLossKind::Hinge || loss.kind == MarginLossKind::SquaredHinge ||
           loss.kind == MarginLossKind::SmoothedHinge;
}

SupportVectors support_vectors(const MarginLoss& loss, double lambda, const LabelledPoints& points) {
    check_margin_loss(loss);
    check_separable_problem(points, lambda);
    check_positive("support vectors: lambda", lambda);
    if (!has_dual(loss))
        violated("support vectors: loss", static_cast<int>(loss.kind), "one of", "the hinges");
    if (!points.both()) return one_label(points);
    const auto n = static_cast<Eigen::Index>(points.size());
    Eigen::MatrixX3d rows(n, 3);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        rows.row(i) << points.y[k] * points.x[k].x, points.y[k] * points.x[k].y, points.y[k];
    }
    const DualRules rules = rules_of(loss, static_cast<double>(n));
    Interior in{&rows, rules, lambda};
    const Array y = rows.col(2).array();
    const double fewest = std::min((y > 0.0).cast<double>().sum(), (y < 0.0).cast<double>().sum());
    in.a = balanced(y, 0.5 * fewest * rules.cap);
    in.take_w();
    in.at(2) = 0.0;
    const Array missing = (rows * in.at).array() + rules.flat * in.a - 1.0;
    // All products of about one size.
    in.above = missing.max(0.0) + 1.0 + missing.abs().maxCoeff();
    in.below = in.above - missing;

    SupportVectors best;
    best.primal = std::numeric_limits<double>::infinity();
    const auto consider = [&] {
        const Eigen::Vector3d sums = in.sums();
        SupportVectors now;
        now.separator.w = {sums(0) / lambda, sums(1) / lambda};
        const OffsetRange b = best_offsets(loss, points, now.separator.w);
        now.b_low = b.low, now.b_high = b.high, now.separator.b = 0.5 * (b.low + b.high);
        now.primal = separator_objective(loss, lambda, points, now.separator);
        now.dual = dual_value(in);
        now.a.assign(in.a.begin(), in.a.end());
        // Below the rounding of the gap the later one is better: w errs by the root of the gap that is left.
        const bool better = !(std::abs(now.gap()) > std::abs(best.gap()) + 1e-15 * (1.0 + now.primal));
        now.iterations = best.iterations;
        if (better) best = std::move(now);
    };
    best.dual = 0.0;
    double mean = in.mean_complement();
    for (int stuck = 0; best.iterations < most_iterations && stuck < 3; ++best.iterations) {
        const Array none = Array::Zero(n);
        const Interior::Direction ahead = in.direction(none, none);
        const double share = in.room(ahead);
        Interior there = in;
        there.move(ahead, share);
        const double left = std::max(0.0, there.mean_complement() / mean);
        const double centre = left * left * left * mean;
        const Array up = centre - ahead.a * ahead.above;
        const Array down = centre + ahead.a * ahead.below;
        Interior next = in.moved(in.direction(up, down));
        // Where the correction leads nowhere: a plain step half way to the middle.
        if (next.mean_complement() > 0.9 * mean)
            next = in.moved(in.direction(Array::Constant(n, 0.5 * mean), Array::Constant(n, 0.5 * mean)));
        if (!next.a.allFinite() || !next.at.allFinite()) break;
        in = std::move(next);
        stuck = in.mean_complement() < 0.9 * mean ? 0 : stuck + 1;
        mean = in.mean_complement();
        const double products = 2.0 * mean * static_cast<double>(n);
        if (products <= 1e-9) consider();  // before that the gap is not worth its time
        if (products <= 1e-20) break;
    }
    if (best.a.empty()) consider();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double m = points.y[i] * best.separator.score(points.x[i]);
        const double near = 1e-6 * (1.0 + best.separator.norm() * std::hypot(points.x[i].x, points.x[i].y) +
                                    std::abs(best.separator.b));
        best.sides.push_back(m > 1.0 + near   ? StripSide::Outside
                             : m < 1.0 - near ? StripSide::Inside
                                              : StripSide::Border);
    }
    return best;
}

}  // namespace lossfield::math
