// The picture put together, and what it says.
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

std::string order_words(const Computed& r, const Standing& s) {
    if (no_pairs(r)) return "All labels are equal: there is no pair to put in order.";
    const std::string pairs = counted(std::to_string(r.pairs), "pair");
    if (in_order(s))
        return fmt::format("At step {} {} in order, and $L$ = {}.", s.step,
                           r.pairs == 1 ? "the one pair is" : "all " + pairs + " are",
                           brief(s.ranking.loss, 3));
    if (r.pairs == 1) return fmt::format("At step {} the one pair is not in order.", s.step);
    return fmt::format("At step {}, {} of {} {} not in order; the worst has {} of the pull.", s.step,
                       s.inverted, pairs, s.inverted == 1 ? "is" : "are", percent(s.worst / s.active));
}

std::string place_words(const Inputs& in, const Standing& s) {
    if (on_boundary(s)) return "The pair lies where $L$ = log 2";
    const std::string loss = told_from(s.pair.loss, std::log(2.0), 3);
    if (has_no_inside(in))
        return fmt::format("The pair's loss is {}: with $m$ ≤ 0 none is below log 2", loss);
    return fmt::format("The pair lies {} the boundary $L$ = log 2: its loss is {}",
                       beyond_boundary(s) ? "outside" : "within", loss);
}

std::string pair_words(const Inputs& in, const Computed& r, const Standing& s) {
    const std::size_t up = raised_by_held_weights(in, r, s);
    if (up == 0) return place_words(in, s) + ".";
    return place_words(in, s) +
           fmt::format(", and it has risen in {} of {}: what is followed is not its gradient.", up,
                       counted(std::to_string(s.step), "step"));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (no_pairs(r))
        out.push_back({"no-pairs", Severity::Warning, "No two labels differ, so no score is pulled."});
    if (cuts_scores(in))
        out.push_back(
            {"cut", Severity::Info, "Scores beyond ±1 are no cosines: they begin at the nearest one."});
    add_end(out, r.run.end, static_cast<std::uint64_t>(r.run.last()));
    add_rises(out, in, safe_rate(in), r.run.loss, Severity::Failure);
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const Standing& s) {
    const bool whole = in.pull == Pull::True;
    const double rho = r.run.agreement[s.step];
    Readouts all{
        {.id = "step", .label = "step", .value = static_cast<double>(s.step), .whole = true},
        {"loss", "ranking loss", "$L$", s.ranking.loss, "nats"},
        {.id = "gradient",
         .label = "its gradient",
         .symbol = "$∂L/∂f$",
         .value = s.ranking.gradient,
         .aside = true},
        {"gradient-size", "size of its gradient", "$‖∂L/∂f‖$", euclidean_length(s.ranking.gradient)},
        {.id = "inverted",
         .label = "pairs not in order",
         .value = static_cast<double>(s.inverted),
         .whole = true},
        {.id = "pairs", .label = "pairs", .value = static_cast<double>(r.pairs), .whole = true},
        {"worst", "weight of the worst pair", "$w$", s.worst},
        {"agreement", "Spearman's correlation", "$ρ$",
         std::isnan(rho) ? ReadoutValue("not defined") : ReadoutValue(rho)},
        {"pair", "the pair", "$s_n, s_p$", Vector{r.run.negative[s.step], r.run.positive[s.step]}},
        {"pair-loss", "loss of the pair", "", s.pair.loss, "nats"},
        {"pull-negative", "pull on $s_n$", "", -(whole ? s.pair.negative : s.pair.detached_negative)[0]},
        {"pull-positive", "pull on $s_p$", "", -(whole ? s.pair.positive : s.pair.detached_positive)[0]}};
    return all;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const Standing s = standing(in, r, view.shown_step(r.run.last()));
    Figure figure;
    figure.panels = {scores_panel(in, r, s), square_panel(in, r, s), agreement_panel(r, s), loss_panel(r, s)};
    figure.lead = "scores";
    figure.playhead = Playhead{r.run.last()};
    figure.readouts = readouts(in, r, s);
    figure.notices = notices(in, r);
    figure.caption = order_words(r, s) + " " + pair_words(in, r, s);
    figure.formulas = {in.labels == Labels::Binary ? binary_formula : cosent_formula,
                       in.kind == math::PairLossKind::Circle ? circle_formula : unified_formula};
    mark_safe_rate(figure, in, safe_rate(in));
    if (in.labels == Labels::Graded) figure.hidden.emplace_back("cut");
    if (in.kind == math::PairLossKind::Unified) figure.inactive.emplace_back("pull");
    fit_training_parameters(figure, in, false);
    return figure;
}

}  // namespace lossfield::viz::pair_ranking
