// The figure put together, and what it says.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::MarginKind;

constexpr std::array<const char*, 6> formulas{
    R"(L = \log\sum_j e^{z_j} - z_t, \quad z_j = \|w_j\|\,\|x\|\cos\theta_j)",
    R"(L = \log\sum_j e^{z_j} - z_t, \quad z_j = s\cos\theta_j)",
    R"(z_j = \|w_j\|\,\|x\|\cos\theta_j, \quad z_t = \|w_t\|\,\|x\|\,\frac{\lambda\cos\theta_t + \psi(\theta_t)}{1 + \lambda}, \quad \psi(\theta) = (-1)^k\cos m\theta - 2k,\; \frac{k\pi}{m} \le \theta \le \frac{(k+1)\pi}{m})",
    R"(z_j = \|x\|\cos\theta_j, \quad z_t = \|x\|\,\frac{\lambda\cos\theta_t + \psi(\theta_t)}{1 + \lambda}, \quad \psi(\theta) = (-1)^k\cos m\theta - 2k,\; \frac{k\pi}{m} \le \theta \le \frac{(k+1)\pi}{m})",
    R"(L = \log\sum_j e^{z_j} - z_t, \quad z_j = s\cos\theta_j, \quad z_t = s(\cos\theta_t - m))",
    R"(L = \log\sum_j e^{z_j} - z_t, \quad z_j = s\cos\theta_j, \quad z_t = s\cos(\theta_t + m))"};
constexpr const char* scale_formula = R"(s \ge \frac{1}{g(0) + \frac{1}{C-1}}\log\frac{(C-1)P}{1-P})";

const char* name_of(MarginKind kind) {
    constexpr std::array names{"softmax", "normalised softmax", "L-Softmax", "A-Softmax", "CosFace",
                               "ArcFace"};
    return names[static_cast<std::size_t>(kind)];
}

std::string degrees_told(double angle) { return brief(degrees(angle), 3) + "°"; }

bool normalises(const Inputs& in) { return !math::has_feature_length(in.kind); }

std::string list_of(const std::vector<std::size_t>& classes) {
    std::string text;
    for (std::size_t i = 0; i < classes.size(); ++i)
        text += (i == 0 ? "" : i + 1 == classes.size() ? " and " : ", ") + std::to_string(classes[i] + 1);
    return (classes.size() == 1 ? "Class " : "Classes ") + text;
}

std::string winless_words(const Inputs& in, const std::vector<std::size_t>& classes) {
    const bool one = classes.size() == 1, all = classes.size() == classes_of(in);
    const std::string start = in.train_directions ? " at the start" : "";
    if (all) return fmt::format("The margin is too large for these directions: no class wins any{}.", start);
    return fmt::format("{} {} no direction of the plane with {} margin{}.", list_of(classes),
                       one ? "wins" : "win", one ? "its" : "their", start);
}

std::string rising_words(const Inputs& in, const std::vector<std::size_t>& classes) {
    const bool one = classes.size() == 1;
    return fmt::format(
        "{} {} only where ArcFace's logit rises with the angle, more than π − m = {} from {}{}.",
        list_of(classes), one ? "wins" : "win", degrees_told(std::numbers::pi - in.arcface),
        one ? "its direction" : "their directions", in.train_directions ? ", at the start" : "");
}

std::string scale_words(const Inputs& in) {
    const math::AngularMargin a = margin_of(in);
    const double reached = math::ideal_probability(a, classes_of(in)),
                 needed = math::scale_for_probability(a, classes_of(in), in.probability);
    return fmt::format("With $s$ = {} {}the ideal layout of {} classes{} reaches $p$ = {} only, not {}: {}.",
                       told_from(in.scale, needed, 3), ideal_is_best(in) ? "even " : "", classes_of(in),
                       ideal_beyond_plane(in) ? ", which takes three dimensions," : "",
                       told_from(reached, in.probability, 3), told_from(in.probability, reached, 3),
                       no_scale_reaches(in) ? "with this margin no scale does"
                                            : "it takes $s$ = " + told_from(needed, in.scale, 3));
}

std::string astray_words(const Inputs& in, const Computed& r, const Astray& a) {
    const bool one = a.start == 1;
    return fmt::format(
        "{} feature{} more than π − m = {} from {} class, where ArcFace's logit rises with the "
        "angle; after {}, {} there.",
        a.start, one ? " starts" : "s start", degrees_told(std::numbers::pi - in.arcface),
        one ? "its" : "their", counted(std::to_string(last_step(r)), "step"),
        a.end == 0 ? "none is" : fmt::format("{} {}", a.end, a.end == 1 ? "is" : "are"));
}

}  // namespace

std::string formula_of(MarginKind kind) { return formulas[static_cast<std::size_t>(kind)]; }
std::vector<std::string> all_formulas() {
    std::vector<std::string> all(formulas.begin(), formulas.end());
    all.emplace_back(scale_formula);
    return all;
}

std::string caption(const Inputs& in, const Shown& s) {
    std::string text;
    if (none_wins(s.decided)) {
        text = "No class wins any direction of the plane, not even for features trained as its own.";
    } else if (has_wedge(s.decided)) {
        const std::size_t n = s.decided.empty.size();
        text = n == 1 ? fmt::format("In one wedge of {} no class wins a feature trained as its own",
                                    degrees_told(widest_wedge(s.decided)))
                      : fmt::format("In {} wedges, up to {} wide, no class wins a feature trained as its own",
                                    n, degrees_told(widest_wedge(s.decided)));
        text += ": whichever it is of, its loss is at least log 2.";
    } else {
        text =
            without_margin(in)
                ? "Without a margin every direction is won by a class: the lines of two neighbours are one."
                : "Every direction is won by a class, for features trained as its own.";
    }
    if (!several_classes(s)) return text;
    const double within = degrees(s.within), between = degrees(s.between);
    return text + fmt::format(
                      " At step {}, features of one class are up to {}° apart, those of two classes at least "
                      "{}°{}.",
                      s.step, told_from(within, between, 3), told_from(between, within, 3),
                      !compact(s) ? ": a class is still no narrower than the gap between two"
                      : twins(in) ? ""
                                  : ": every class is narrower than the gap between two");
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto alike = twins(in);
    const bool lengths = math::has_weight_lengths(in.kind);
    if (alike)
        out.push_back(
            {"twins", Severity::Failure,
             fmt::format(
                 "Classes {} and {} have one direction{}, and {} sees {}: {}nothing tells them apart.",
                 (*alike)[0] + 1, (*alike)[1] + 1, lengths ? " and one length" : "", name_of(in.kind),
                 lengths ? "nothing else" : "no lengths of $w$",
                 in.train_directions ? "at the start " : "")});
    const auto without = winless(r);
    if (!without.empty() && !alike) out.push_back({"winless", Severity::Warning, winless_words(in, without)});
    if (const auto rising = wins_only_rising(in, r.start); !rising.empty())
        out.push_back({"rising", Severity::Warning, rising_words(in, rising)});
    if (const Astray a = astray(in, r); a.start > 0)
        out.push_back({"astray", Severity::Failure, astray_words(in, r, a)});
    if (scale_too_small(in)) out.push_back({"scale", Severity::Warning, scale_words(in)});
    if (r.plane->ran_off() || r.space->ran_off()) {
        const Run& run = r.plane->ran_off() ? *r.plane : *r.space;
        out.push_back({"ran-off", Severity::Failure,
                       fmt::format("Step {} leads {}: the run {} ends before it.", run.steps.last() + 1,
                                   run.ends_at_no_number() ? "to no finite numbers" : "beyond $10^6$",
                                   r.plane->ran_off() ? "of the plane" : "in space")});
    }
    if (const std::size_t up = rises(r); up > 0)
        out.push_back({"rises", Severity::Warning,
                       fmt::format("The mean loss of the plane rises in {} of {}.", up,
                                   counted(std::to_string(last_step(r)), "step"))});
    if (no_such_class(in))
        out.push_back({"class", Severity::Info,
                       fmt::format("There are {} classes: the live feature is taken to be of class {}.",
                                   classes_of(in), r.of_class + 1)});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const Shown& s) {
    const std::size_t at = r.plane->held(s.step), in_space = r.space->held(s.step);
    Readouts out{
        {"step", "step", "$t$", static_cast<double>(s.step), "", true},
        {"theta", "angle of the live feature to its class", "$θ$", degrees(s.live.theta), "°"},
        {"g", "what stands for its cosine", "$g(θ)$",
         math::right_factor(r.margin, std::min(s.live.theta, std::numbers::pi))},
        {"loss", "loss of the live feature", "$L$", s.live.loss.value, "nats"},
        {.id = "gradient",
         .label = "its gradient",
         .symbol = "$∇L$",
         .value = Vector{s.live.gradient.x, s.live.gradient.y},
         .aside = true},
        {"gradient-size", "size of its gradient", "$‖∇L‖$", std::hypot(s.live.gradient.x, s.live.gradient.y)},
        {"p", "probability of its class with the margin", "$p_t$", s.live.loss.probabilities[r.of_class]},
        {"p-plain", "probability of its class without", "without margin $p_t$", s.live.plain[r.of_class]},
        {"mean-loss", "mean loss of all features", "mean $L$", r.plane->loss[at], "nats"},
        {"wedge", "widest empty wedge", "wedge", degrees(widest_wedge(s.decided)), "°"},
        {"within", "largest angle in a class", "in a class", degrees(s.within), "°"}};
    if (several_classes(s))
        out.push_back(
            {"between", "smallest angle between two classes", "between two", degrees(s.between), "°"});
    out.push_back({"space-within", "in space: largest angle in a class", "space: in a class",
                   degrees(r.space->within[in_space]), "°"});
    if (!std::isnan(r.space->between[in_space]))
        out.push_back({"space-between", "in space: smallest angle between two classes", "space: between two",
                       degrees(r.space->between[in_space]), "°"});
    if (theory_holds(in, s.decided)) {
        const double angle = math::angle_between_directions(s.decided.directions[0], s.decided.directions[1]);
        out.push_back(
            {"angle-12", "angle between the directions of classes 1 and 2", "$θ_{12}$", degrees(angle), "°"});
        out.push_back({"wedge-12", "wedge between classes 1 and 2, were they alone",
                       "$(m - 1) / (m + 1)$ $θ_{12}$", degrees(math::empty_wedge(r.margin, angle)), "°"});
    }
    if (const auto from = compact_from(in, s.decided))
        out.push_back(
            {"compact", "multiple from which no class is wider than a wedge", "compact from $m$", *from});
    if (normalises(in)) {
        out.push_back({"ideal",
                       ideal_beyond_plane(in) ? "probability in the ideal layout, of three dimensions"
                                              : "probability in the ideal layout",
                       "ideal $p$", math::ideal_probability(r.margin, classes_of(in))});
        out.push_back({"needed", "scale that reaches the wanted probability there", "$s(P)$",
                       math::scale_for_probability(r.margin, classes_of(in), in.probability)});
    }
    out.push_back({"gradient-check", "gradient against dual numbers", "", r.check});
    return out;
}

namespace {

// What theory says of scale, margin and multiple.
void mark_sliders(Figure& figure, const Inputs& in, const Computed& r) {
    if (const auto from = compact_from(in, r.start))
        figure.slider_marks.push_back({"multiple", {*from, "compact", false}});
    if (!normalises(in)) return;
    const double needed = math::scale_for_probability(r.margin, classes_of(in), in.probability);
    const std::string where = ideal_beyond_plane(in) ? " in space" : "";
    if (needed >= scale_range.low && needed <= scale_range.high) {
        figure.slider_marks.push_back({"scale", {needed, "reaches $P$" + where, false}});
        figure.jumps.push_back({"reach",
                                "$s(P)$",
                                "to the scale at which the ideal layout reaches P",
                                "scale",
                                {{"scale", needed}}});
    }
    if (in.kind == MarginKind::NormalisedSoftmax) return;
    const double most = math::margin_for_probability(r.margin, classes_of(in), in.probability);
    if (most > 0)
        figure.slider_marks.push_back({in.kind == MarginKind::CosFace ? "cosine-margin" : "angle-margin",
                                       {most, "reaches $P$" + where + " up to here", true}});
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const long long last = last_step(r);
    const Shown s = shown_at(in, r, view.shown_step(last));
    Figure figure;
    figure.panels = {plane_panel(in, r, s), logit_panel(in, r, s), probability_panel(in, r, s),
                     spread_panel(in, r, s), space_panel(in, r, s)};
    figure.lead = "plane";
    figure.readouts = readouts(in, r, s);
    figure.notices = notices(in, r);
    figure.caption = caption(in, s);
    figure.formulas = {formula_of(in.kind)};
    figure.playhead = Playhead{last};
    const auto hide = [&](bool when, std::initializer_list<const char*> ids) {
        if (when) figure.hidden.insert(figure.hidden.end(), ids.begin(), ids.end());
    };
    hide(!math::has_weight_lengths(in.kind), {"lengths"});
    hide(normalises(in), {"keep-lengths"});
    hide(!normalises(in), {"probability"});
    hide(in.features != Features::Placed, {"data"});
    if (normalises(in)) figure.formulas.emplace_back(scale_formula);
    mark_sliders(figure, in, r);
    for (std::size_t k = classes_of(in); k < class_names.size(); ++k)
        figure.unfit.push_back(
            {"class", "class-" + class_names[k], fmt::format("There are {} classes.", classes_of(in))});
    fit_training_parameters(figure, in, true);
    return figure;
}

}  // namespace lossfield::viz::angular_margins
