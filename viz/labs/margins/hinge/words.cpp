// What the picture says, and how it is put together.
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

Vector entries(const math::Separator& s) { return {s.w.x, s.w.y, s.b}; }

// Of the gradient at the step shown, against dual numbers.
double gradient_error(const Inputs& in, const Computed& r, const Now& now) {
    const auto objective = [&](std::span<const math::Dual<double>> x) {
        return math::separator_objective(loss_of(in), in.lambda, r.points, std::array{x[0], x[1], x[2]});
    };
    const Vector scale(3, 1e-6 * (1 + std::abs(now.objective)));
    return math::check_gradient(objective, entries(now.separator), now.gradient, scale).worst;
}

std::string pulling_words(const Inputs& in, const Now& now) {
    const std::size_t n = now.margins.size(), k = now.pulling();
    if (has_no_slope(in)) return "no point pulls on the line: the 0-1 loss has no slope";
    const std::string which = in.loss == LossKind::Perceptron ? "$ys$ < 0" : has_strip(in) ? "$ys$ < 1" : "";
    if (k == 0) return "no point pulls on the line" + (which.empty() ? "" : ": there is none with " + which);
    if (n == 1) return "the one point pulls on the line";
    if (k == n && n == 2)
        return fmt::format("both points pull on the line{}", which.empty() ? "" : ": both have " + which);
    if (k == n)
        return fmt::format("all {} points pull on the line{}", n, which.empty() ? "" : ": all have " + which);
    return fmt::format("{} of {} points pull{} on the line{}", k, n, k == 1 ? "s" : "",
                       which.empty() ? "" : fmt::format(", {} with {}", k == 1 ? "the one" : "those", which));
}

std::string balance_words(const Computed& r, const Now& now) {
    if (one_label(r) || now.pulling() == 0) return "";
    return fmt::format("; the label +1 pulls with {}, −1 with {}{}", brief(now.pull_of(r.points, 1), 3),
                       brief(now.pull_of(r.points, -1), 3), r.exact ? ", alike in the exact answer" : "");
}

std::string strip_words(const Inputs& in, const Computed& r, const Now& now) {
    if (!has_line(now.separator))
        return fmt::format(" There is no line: $‖w‖$ is {}.",
                           now.separator.norm() == 0 ? "0" : "less than $10^{-9}$");
    if (!has_strip(in))
        return separates(now) ? fmt::format(" All points lie on their side of it, the nearest {} away.",
                                            brief(now.least_margin() / now.separator.norm(), 3))
                              : " Not all points lie on their side of it.";
    std::string text = fmt::format(" The strip is {} wide", brief(now.separator.width(), 3));
    if (r.exact && has_line(r.exact->separator))
        text += fmt::format(", the exact one (dashed) {}", brief(r.exact->separator.width(), 3));
    text += r.exact && !has_line(r.exact->separator)
                ? ". The exact answer has no line: its $‖w‖$ is less than $10^{-9}$."
                : ".";
    if (hard_margin(in, r)) text += " That one has no point in it: with a smaller $λ$ it is the same.";
    return text;
}

std::string limit_words(const Inputs& in, const Computed& r) {
    const auto fast = beyond_limit(in, r);
    if (!fast) return "";
    const double limit = 2 / in.lambda;
    const std::string rate = told_from(fast->rate, limit, 3), most = told_from(limit, fast->rate, 3);
    return steady_descent(in)
               ? fmt::format(". The rate {} is above 2/$λ$ = {}", rate, most)
               : fmt::format(". At step {} the rate is {}, above 2/$λ$ = {}", fast->step, rate, most);
}

std::string run_off_words(const Inputs& in, const Computed& r) {
    return fmt::format("The steps run off: after step {} a weight is beyond $10^6${}.", r.run.last(),
                       limit_words(in, r));
}

}  // namespace

std::string caption(const Inputs& in, const Computed& r, const Now& now) {
    const std::string steps = counted(std::to_string(now.step), "step");
    if (is_lost(now))
        return fmt::format("After {}, the line is lost: its weights or its losses are too large for numbers.",
                           steps);
    return fmt::format("After {}, {}{}.{}", steps, pulling_words(in, now), balance_words(r, now),
                       strip_words(in, r, now));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (ran_off(r)) out.push_back({"ran-off", Severity::Failure, run_off_words(in, r)});
    if (r.run.refused())
        out.push_back({"broken", Severity::Failure,
                       fmt::format("Step {} leads to no finite numbers; the run ends before it{}.",
                                   r.run.last() + 1, limit_words(in, r))});
    if (never_starts(in, r))
        out.push_back({"never-starts", Severity::Warning,
                       "At $w$ = 0, $b$ = 0 every $ys$ is 0, the kink, where the slope taken is 0: the "
                       "perceptron never starts. The textbook's also learns at $ys$ = 0."});
    if (has_no_slope(in))
        out.push_back({"no-slope", Severity::Failure,
                       "The 0-1 loss has slope 0 wherever it has one: no point pulls, and the line cannot "
                       "learn from its "
                       "mistakes."});
    if (shrinks_to_nothing(in))
        out.push_back(
            {"shrinks", Severity::Warning,
             "The perceptron's loss asks for no margin: with $λ$ > 0 the best $w$ is 0, which is no line."});
    if (one_label(r))
        out.push_back({"one-label", Severity::Warning,
                       "All points have the same label: there is nothing to separate."});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const Now& now) {
    const math::ScalarTerms here = math::margin_terms(loss_of(in), in.margin);
    Readouts out{{"step", "step", "$t$", static_cast<double>(now.step), "", true},
                 {"separator", "the line", "$w, b$", entries(now.separator)},
                 {"pulling", "points that pull", "", static_cast<double>(now.pulling()), "", true}};
    const bool lost = is_lost(now);
    if (!lost)
        out.append({{"objective", "objective", "$P$", now.objective},
                    {"objective-gradient", "gradient of the objective", "$∇P$",
                     Vector(now.gradient.begin(), now.gradient.end())}});
    if (has_line(now.separator)) {
        if (has_strip(in)) out.push_back({"strip", "width of the strip", "$2/‖w‖$", now.separator.width()});
        out.push_back({"nearest", "distance of the nearest point, negative on the wrong side",
                       "$\\text{min}_i y_i s_i/‖w‖$", now.least_margin() / now.separator.norm()});
    }
    if (!one_label(r) && !lost) {
        out.push_back({"pull-plus", "pull of the label +1", "$\\text{pull}_+$", now.pull_of(r.points, 1)});
        out.push_back({"pull-minus", "pull of the label −1", "$\\text{pull}_-$", now.pull_of(r.points, -1)});
    }
    if (r.exact) {
        out.append({{"least", "least objective", "$P^*$", r.exact->primal},
                    {"gap", "duality gap of the exact answer", "$P^* - D^*$", std::abs(r.exact->gap())},
                    {"exact", "the exact answer", "$w^*, b^*$", entries(r.exact->separator)},
                    {"on-border", "points on its border", "",
                     static_cast<double>(r.exact->count(math::StripSide::Border)), "", true},
                    {"inside", "points short of their border", "",
                     static_cast<double>(r.exact->count(math::StripSide::Inside)), "", true}});
        if (has_line(r.exact->separator))
            out.push_back({"exact-strip", "width of its strip", "$2/‖w^*‖$", r.exact->separator.width()});
    }
    out.append({{"loss", "loss at the margin", "$ℓ(m)$", here.value},
                {"gradient", "its slope", "$ℓ'(m)$", here.slope},
                {"curvature", "its curvature", "$ℓ''(m)$", here.curvature}});
    if (r.best.unique())
        out.push_back({"best", "best score", "$s^*$", r.best.low});
    else if (r.best.exists())
        out.push_back({"best", "best scores, from and to", "$s^*$", Vector{r.best.low, r.best.high}});
    else
        out.push_back({"best", "best score", "$s^*$", "none: the farther the better"});
    if (!lost)
        out.push_back({"gradient-check", "gradient against dual numbers", "", gradient_error(in, r, now)});
    return out;
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const Now now = at_step(in, r, view);
    Figure figure;
    figure.panels = {plane_panel(in, r, now), loss_panel(in, r, now), pull_panel(in, r, now),
                     landscape_panel(in, r, now), prior_panel(in, r)};
    figure.lead = "plane";
    figure.playhead = Playhead{static_cast<long long>(r.run.last())};
    figure.readouts = readouts(in, r, now);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r, now);
    figure.formulas = {objective_formula, loss_formulas[static_cast<std::size_t>(in.loss)]};
    if (r.exact) figure.formulas.emplace_back(dual_formulas[static_cast<std::size_t>(in.loss) - 1]);
    fit_training_parameters(figure, in, random_batches(in, r));
    if (!drawn_loss(in, LossKind::SmoothedHinge)) figure.hidden.emplace_back("width");
    if (!drawn_loss(in, LossKind::Focal)) figure.hidden.emplace_back("focusing");
    figure.inactive.push_back(std::string("show-") + loss_names[static_cast<std::size_t>(in.loss)].id);
    if (lambda_range.contains(r.stays_below))
        figure.slider_marks.push_back({"lambda", {r.stays_below, "strip stays", false}});
    if (in.lambda > 0 && in.optimizer == OptimizerKind::GradientDescent) {
        if (steady_descent(in)) figure.slider_marks.push_back({"gd-rate", {2 / in.lambda, "2/λ", true}});
        figure.jumps.push_back({"pegasos",
                                "Pegasos",
                                "the rate $1/λ$ that falls with the step as $1/t$",
                                "gd-rate",
                                {{"gd-rate", 1 / in.lambda}, {"schedule", "inverse"}}});
    }
    return figure;
}

}  // namespace lossfield::viz::hinge
