// The numbers: scores and pair trained together, the pair's loss over its square, and random scores for comparison.
#include "math/numerics/random.hpp"
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

constexpr std::size_t nodes = 101;
constexpr std::size_t random_rankings = 160;
constexpr std::uint32_t random_stream = 0xA11;

// Each pair's exponent is a sum of two parts, of s_n and of s_p.
GridField pair_field(const math::PairLoss& loss, const Interval& range) {
    const Vector s = evenly(range, static_cast<int>(nodes) - 1);
    const Vector across = each(s, [&](double v) { return math::negative_exponent(loss, v); });
    const Vector up = each(s, [&](double v) { return math::positive_exponent(loss, v); });
    Vector values;
    values.reserve(nodes * nodes);
    for (const double p : up)
        for (const double n : across) values.push_back(math::softplus(n + p));
    return {{range, range}, nodes, nodes, std::move(values)};
}

// Scores, then s_n and s_p.
math::Training training_of(const Inputs& in, const Vector& labels) {
    Vector from = in.scores;
    from.insert(from.end(), {in.negative, in.positive});
    const std::size_t n = in.scores.size();
    const auto gradient = [in, labels, n](std::span<const double> x, std::uint64_t /*t*/,
                                          std::span<double> g) {
        const Vector ranking = math::cosent(x.first(n), labels, in.lambda).gradient;
        std::copy(ranking.begin(), ranking.end(), g.begin());
        const math::PairGradient pair =
            math::pair_loss(pair_loss_of(in), x.subspan(n + 1, 1), x.subspan(n, 1));
        g[n] = in.pull == Pull::True ? pair.negative[0] : pair.detached_negative[0];
        g[n + 1] = in.pull == Pull::True ? pair.positive[0] : pair.detached_positive[0];
    };
    const auto keep = [n, cosines = in.cosines](std::span<double> x) {
        for (std::size_t k = cosines ? 0 : n; k < x.size(); ++k) x[k] = std::clamp(x[k], -1.0, 1.0);
    };
    return {rules_of(in), std::move(from), gradient, keep};
}

Run run_of(const Inputs& in, const Vector& labels, const std::stop_token& stop) {
    Run run;
    const std::size_t n = in.scores.size();
    const auto observe = [&](const math::TrainingState& state, std::uint64_t /*t*/) {
        if (!math::is_finite(state)) return false;
        const std::span<const double> x(state.x);
        run.scores.emplace_back(state.x.begin(), state.x.begin() + static_cast<std::ptrdiff_t>(n));
        run.loss.push_back(math::cosent_loss(x.first(n), labels, in.lambda));
        run.agreement.push_back(math::spearman_correlation(x.first(n), labels));
        run.negative.push_back(x[n]), run.positive.push_back(x[n + 1]);
        run.pair_loss.push_back(
            math::pair_loss_value(pair_loss_of(in), x.subspan(n + 1, 1), x.subspan(n, 1)));
        return true;
    };
    run.end = end_of(
        in, Simulation<math::Training>(training_of(in, labels), {.steps = steps_of(in)}, stop, observe));
    return run;
}

void add_random(const Inputs& in, Computed& r) {
    const Interval range = in.cosines ? Interval{-1, 1} : holding({in.scores[0], in.scores[0]}, in.scores);
    for (std::size_t i = 0; i < random_rankings; ++i) {
        Vector f;
        for (std::size_t k = 0; k < r.labels.size(); ++k)
            f.push_back(
                std::lerp(range.low, range.high,
                          math::random_uniform({1, random_stream, i, static_cast<std::uint32_t>(k)})));
        r.random_loss.push_back(math::cosent_loss(std::span<const double>(f), r.labels, in.lambda));
        r.random_agreement.push_back(math::spearman_correlation(f, r.labels));
    }
}

}  // namespace

math::PairLoss pair_loss_of(const Inputs& in) { return {in.kind, in.gamma, in.margin}; }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    r.labels = in.labels == Labels::Graded
                   ? in.grades
                   : each(in.grades, [&](double y) { return y > in.cut ? 1.0 : 0.0; });
    r.pairs = math::ranked_pairs(in.scores, r.labels, in.lambda).size();
    r.run = run_of(in, r.labels, stop);
    // As far as the pair comes; a quarter at a time, so that it seldom jumps.
    const double low = holding(holding({0, 1}, r.run.negative), r.run.positive).low;
    r.field = pair_field(pair_loss_of(in), {std::floor(4 * low) / 4, 1});
    add_random(in, r);
    return r;
}

Standing standing(const Inputs& in, const Computed& r, long long step) {
    Standing s{.step = static_cast<std::size_t>(step)};
    const Vector& f = r.run.scores[s.step];
    s.ranking = math::cosent(f, r.labels, in.lambda);
    s.pairs = math::ranked_pairs(f, r.labels, in.lambda);
    for (const math::RankedPair& pair : s.pairs) {
        s.inverted += f[pair.lower] >= f[pair.higher] ? 1 : 0;
        s.active += pair.weight;
        s.worst = std::max(s.worst, pair.weight);
    }
    s.pair =
        math::pair_loss(pair_loss_of(in), Vector{r.run.positive[s.step]}, Vector{r.run.negative[s.step]});
    return s;
}

bool no_pairs(const Computed& r) { return r.pairs == 0; }
bool in_order(const Standing& s) { return s.inverted == 0; }
bool beyond_boundary(const Standing& s) { return s.pair.loss > std::log(2.0); }
bool on_boundary(const Standing& s) { return s.pair.loss == std::log(2.0); }

bool has_no_inside(const Inputs& in) { return in.kind == math::PairLossKind::Circle && in.margin <= 0; }

bool cuts_scores(const Inputs& in) { return in.cosines && largest_size(in.scores) > 1; }

std::size_t raised_by_held_weights(const Inputs& in, const Computed& r, const Standing& s) {
    if (in.kind == math::PairLossKind::Unified || in.pull == Pull::True) return 0;
    return count_rises(r.run.pair_loss, s.step);
}

SafeRate safe_rate(const Inputs& in) { return {1 / (in.lambda * in.lambda), "$1/λ^2$", "ranking loss"}; }

}  // namespace lossfield::viz::pair_ranking
