// The picture put together, and what it says.
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

std::string caption(const Inputs& in, const Standing& s) {
    const std::size_t negatives = in.negatives.size();
    const std::string count =
        negatives == 1 ? "the one negative" : fmt::format("any of the {} negatives", negatives);
    std::string where =
        told_apart_best(s)
            ? fmt::format("At step {} the anchor is nearer to its positive than to {}", s.step, count)
            : fmt::format("At step {}, {} of {} {} as near to the anchor as its positive, or nearer", s.step,
                          s.nearer, counted(std::to_string(negatives), "negative"),
                          s.nearer == 1 ? "is" : "are");
    if (negatives == 1) return where + fmt::format(", and {} of the push is left.", readable(s.push, 2));
    return where + fmt::format("; the nearest has {} of the push.", percent(s.hardest));
}

Notices notices(const Inputs& in, const Computed& r, const Standing& last) {
    Notices out;
    if (r.run.broken)
        out.push_back(
            {"broken", Severity::Failure,
             fmt::format("Step {} leads to no finite numbers; the run ends before it.", r.run.last() + 1)});
    if (const std::size_t up = rises(r); up > 0)
        out.push_back(
            {"rises", Severity::Warning,
             fmt::format("The loss rises in {} of {}.", up, counted(std::to_string(r.run.last()), "step"))});
    if (one_pushes(last))
        out.push_back(
            {"one-pushes", Severity::Warning,
             fmt::format("At $τ$ = {} one negative has {} of the push at the run's end; the other{} hardly "
                         "{}.",
                         brief(in.temperature, 3), percent(last.hardest),
                         in.negatives.size() == 2 ? "" : fmt::format(" {}", in.negatives.size() - 1),
                         in.negatives.size() == 2 ? "counts" : "count")});
    if (capped(in))
        out.push_back(
            {"capped", Severity::Warning,
             fmt::format("With $N$ = {} no critic certifies more than log $N$ = {} of the {} nats there are.",
                         r.estimates.back().candidates, told_from(most_certified(in), in.information, 3),
                         told_from(in.information, most_certified(in), 3))});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const Standing& s) {
    const double kappa = 1 / in.temperature;
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
        {"hardest", "nearest negative's share of the push", "", s.hardest},
        {"effective", "negatives that push, $e^H$", "", s.effective},
        {"least", "least loss on cosines", "$L_{\\text{min}}$",
         math::least_info_nce(candidates(in), in.temperature), "nats"},
        {"information", "mutual information", "$I$", in.information, "nats"},
        {"correlation", "correlation of the Gaussians", "$ρ$", math::gaussian_correlation(in.information)},
        {"estimate", "certified", "$\\text{log} N - \\text{E}[L]$", r.estimates.back().estimate, "nats"},
        {"estimate-error", "its standard error", "", r.estimates.back().error, "nats"},
        {"kappa", "concentration", "$κ$", kappa},
        {"nll", "its NLL of the positive", "",
         math::von_mises_fisher_nll(in.dimension, kappa, s.nce.cosines[0]).value, "nats"},
        {"gradient-check", "gradient against dual numbers", "", s.check}};
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
    figure.formulas = {loss_formula, information_formula, density_formula};
    fit_training_parameters(figure, in, true);
    return figure;
}

}  // namespace lossfield::viz::info_nce
