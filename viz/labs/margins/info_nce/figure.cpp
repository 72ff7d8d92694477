// The picture put together, and what it says.
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

std::string caption(const Inputs& in, const Standing& s) {
    const std::size_t negatives = in.negatives.size();
    if (negatives == 1)
        return fmt::format("At step {} the {}, which has {} of the weight.", s.step,
                           told_apart_best(s)
                               ? "anchor is nearer to its positive than to the one negative"
                               : "one negative is as near to the anchor as its positive, or nearer",
                           percent(s.weight));
    const std::string where =
        told_apart_best(s)
            ? fmt::format("At step {} the anchor is nearer to its positive than to any of the {} negatives",
                          s.step, negatives)
            : fmt::format(
                  "At step {}, {} of {} negatives {} as near to the anchor as its positive, or nearer",
                  s.step, s.nearer, negatives, s.nearer == 1 ? "is" : "are");
    return where + fmt::format("; of the negatives' weight one alone has {}.", percent(s.hardest));
}

Notices notices(const Inputs& in, const Computed& r, const Standing& last) {
    Notices out;
    add_end(out, r.run.end, static_cast<std::uint64_t>(r.run.last()));
    add_rises(out, in, safe_rate(in), r.run.loss, Severity::Warning);
    if (one_counts(last))
        out.push_back(
            {"one-counts", Severity::Warning,
             fmt::format(
                 "At $τ$ = {} one negative has {} of the negatives' weight at the run's end; the other{}.",
                 brief(in.temperature, 3), percent(last.hardest),
                 in.negatives.size() == 2 ? " hardly counts"
                                          : fmt::format(" {} hardly count", in.negatives.size() - 1))});
    if (const std::size_t on = stuck(last); on > 0)
        out.push_back(
            {"stuck", Severity::Info,
             fmt::format(
                 "{} on the anchor at the run's end: along the circle nothing pushes {} off, whatever {} "
                 "weight.",
                 on == 1 ? "A negative lies" : fmt::format("{} negatives lie", on), on == 1 ? "it" : "them",
                 on == 1 ? "its" : "their")});
    if (capped(in))
        out.push_back(
            {"capped", Severity::Warning,
             fmt::format("With $N$ = {} no critic certifies more than log $N$ = {} of the {} nats there are.",
                         r.estimates.back().candidates, told_from(most_certified(in), in.information, 3),
                         told_from(in.information, most_certified(in), 3))});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const Standing& s) {
    const double kappa = 1 / in.temperature, best = best_concentration(in, s);
    return {
        {.id = "step", .label = "step", .value = static_cast<double>(s.step), .whole = true},
        {"loss", "loss", "$L$", s.nce.loss, "nats"},
        {.id = "gradient",
         .label = "gradient by the angles",
         .symbol = "$∂L/∂φ$",
         .value = s.nce.gradient,
         .aside = true},
        {"gradient-size", "size of its gradient", "$‖∂L/∂φ‖$", euclidean_length(s.nce.gradient)},
        {"positive-share", "share of the positive", "$p_+$", s.nce.shares[0]},
        {"hardest", "the largest part of the negatives' weight", "", s.hardest},
        {"effective", "negatives that count", "$e^{H}$", s.effective},
        {"least", "least loss on cosines", "$L_{\\text{min}}$",
         math::least_info_nce(candidates(in), in.temperature), "nats"},
        {"information", "mutual information", "$I$", in.information, "nats"},
        {.id = "correlation",
         .label = "correlation of the Gaussians",
         .symbol = "$ρ$",
         .value = math::gaussian_correlation(in.information),
         .aside = true},
        {"unexplained", "variance that is left", "$1 - ρ^2$", std::exp(-2 * in.information)},
        {"estimate", "estimate of what is certified", "$\\text{log} N - \\text{E}[L]$",
         r.estimates.back().estimate, "nats"},
        {"estimate-error", "its standard error", "", r.estimates.back().error, "nats"},
        {"kappa", "concentration", "$κ$", kappa},
        {"nll", "its NLL of the positive", "",
         math::von_mises_fisher_nll(in.dimension, kappa, s.nce.cosines[0]).value, "nats"},
        {"best-kappa", "concentration that fits the positive", "$κ^*$",
         std::isfinite(best) ? ReadoutValue(best) : ReadoutValue("unbounded")},
        {.id = "gradient-check", .label = "gradient against dual numbers", .value = s.check, .aside = true}};
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const Standing s = standing(in, r, view.shown_step(r.run.last()));
    Figure figure;
    figure.panels = {circle_panel(in, s),        shares_panel(s),
                     sharpness_panel(in, s),     information_panel(in, r),
                     concentration_panel(in, s), loss_panel(r, s)};
    figure.lead = "circle";
    figure.playhead = Playhead{r.run.last()};
    figure.readouts = readouts(in, r, s);
    figure.notices = notices(in, r, standing(in, r, r.run.last()));
    figure.caption = caption(in, s);
    figure.formulas = {loss_formula, information_formula};
    figure.slider_marks.push_back({"information", {most_certified(in), "$\\text{log} N$", true}});
    mark_safe_rate(figure, in, safe_rate(in));
    fit_training_parameters(figure, in, true);
    return figure;
}

}  // namespace lossfield::viz::info_nce
