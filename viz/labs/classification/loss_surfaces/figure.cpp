// The picture of the lab put together: panels, readouts, notices, caption; and what is true under the pointer.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

std::string steps_of(std::size_t n) { return fmt::format("{} step{}", n, n == 1 ? "" : "s"); }

// With the digits that tell it from a limit.
std::string beyond(double value, double limit, int digits) { return told_apart({value, limit}, digits)[0]; }

// "The ball diverges: it leaves the map at step 12 and at step 88 it is beyond 600 in size ..."
std::string thrown_words(const Inputs& in, const Computed& r) {
    std::string text = diverges(in, r) ? "The ball diverges: " : "The ball is thrown off: ";
    if (leaves(r) && *r.path.outside < r.path.last())
        text += fmt::format("it leaves the map at step {} and ", *r.path.outside);
    if (!ends_beyond_the_bound(r))
        return text + fmt::format("after step {} its place or its loss is no finite number.", r.path.last());
    text += fmt::format("at step {} it is beyond {} in size and higher than where it started", r.path.last(),
                        brief(r.path.bound, 2));
    if (diverges(in, r))
        text += fmt::format(" ($ηΛ$ = {})", beyond(in.rate * r.path.largest_curvature, 2, 3));
    text += ".";
    if (diverges(in, r) && ill_scaled(in, r))
        text += fmt::format(
            " $Λ$ is {} times the smallest curvature; of standardised columns both are 2, and $η$ may be up "
            "to 1.",
            brief(curvature_ratio(r), 3));
    return text;
}

std::string no_minimum_words(const Computed& r) {
    constexpr const char* none = "the logistic loss has no minimum, ";
    constexpr const char* steeper = "ever steeper curves are ever better.";
    if (one_class(r))
        return fmt::format("All labels are of class {}: {}it falls towards 0 as $b$ goes to {}∞.",
                           r.main.y[0] > 0 ? 1 : 0, none, r.main.y[0] > 0 ? "" : "−");
    if (const auto border = shared_border(r))
        return fmt::format("But for points at $x$ = {} a threshold there tells the classes apart: {}{}",
                           brief(*border, 4), none, steeper);
    return fmt::format("A threshold on $x$ tells the classes apart: {}{}", none, steeper);
}

std::string hopping_words(const Inputs& in, const Computed& r) {
    const bool one = r.path.rises == 1;
    const auto [low, high] = *r.path.hopping;
    const std::vector<std::string> between = told_apart({low, high}, 3);
    return fmt::format(
        "The ball does not settle: {} of its last nine steps {} too far and {} higher than before{}. Its "
        "last "
        "ten losses lie between {} and {}.",
        r.path.rises == 9 ? "all" : std::to_string(r.path.rises), one ? "goes" : "go", one ? "ends" : "end",
        has_kinks(in) ? ", for the gradient of |r| keeps its size up to the kink" : "", between[0],
        between[1]);
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto add = [&](const char* id, Severity severity, std::string text) {
        out.push_back({id, severity, std::move(text)});
    };
    const auto moved = [&] {
        return fmt::format("in {} the ball has moved by {} only", steps_of(r.path.last()),
                           brief(r.path.length, 2));
    };
    if (thrown(r)) add("diverged", Severity::Failure, thrown_words(in, r));
    if (starts_outside(in, r))
        add("start-outside", Severity::Warning,
            fmt::format("The ball starts at ({}, {}), outside of the map.", readable(r.at.x, 3),
                        readable(r.at.y, 3)));
    if (hops(r)) add("hopping", Severity::Warning, hopping_words(in, r));
    if (without_minimum(r)) add("no-minimum", Severity::Warning, no_minimum_words(r));
    if (stuck(r))
        add("stuck", Severity::Warning,
            fmt::format("Plateau: {}, for the gradient at the point is {}.", moved(), brief(slope(r), 2)));
    if (slow(r))
        add("slow", Severity::Warning,
            fmt::format("Short steps: {}: a step is $η$ = {} times the gradient, which at the point is {}.",
                        moved(), brief(in.rate, 2), brief(slope(r), 2)));
    if (without_levels(r))
        add("flat", Severity::Info,
            fmt::format("All over the map the loss is {} but for {}: there are no levels to draw.",
                        readable(r.range.low, 4), readable(r.range.length(), 2)));
    if (clips_nothing(in, r))
        add("clip-below", Severity::Warning,
            fmt::format("Nothing is cut off: the clip at {} lies not above the lowest loss on the map, {}.",
                        readable(in.clip, 3), readable(r.range.low, 3)));
    return out;
}

// What the residual loss does with a far point.
std::string pull(const Inputs& in, const Computed& r) {
    switch (r.main.residual.kind) {
        case math::ResidualLossKind::Mse:
            break;
        case math::ResidualLossKind::Mae:
            return "MAE pulls with the sign of a residual, not its size, so a far point is one voice.";
        case math::ResidualLossKind::Huber:
            return fmt::format("Huber's pull ends at $δ$ = {}, so a far point pulls no harder than that.",
                               brief(in.delta, 2));
        case math::ResidualLossKind::LogCosh:
            return "The pull of log-cosh, tanh $r$, ends at 1: a smooth Huber.";
        case math::ResidualLossKind::StudentT:
            return fmt::format(
                "Student's pull is strongest at $s√ν$ = {} and fades beyond: a far point hardly pulls.",
                brief(in.scale * std::sqrt(in.nu), 2));
    }
    return "MSE pulls in proportion to the residual, so one far point can turn the whole line.";
}

// Both losses' slopes at the point, and what they mean where they differ.
std::string two_slopes(const Inputs& in, const Computed& r) {
    if (in.loss == in.overlay)
        return fmt::format("Both surfaces are of one loss, {}: at the point its slope is {}.", r.main.name,
                           brief(slope(r), 2));
    return fmt::format("At the point {} has the slope {}, {} {}{}.{}", r.main.name, brief(slope(r), 2),
                       r.overlay->name, brief(overlay_slope(r), 2),
                       on_ramp(r)      ? ": the one is a ramp there, the other a plateau"
                       : on_plateau(r) ? ": the one is a plateau there, the other a ramp"
                                       : "",
                       shows_brier(in) ? " Brier is softmax-MSE × 2: the same shape." : "");
}

// Of a run that ended far out: how its last step came about.
std::string last_step(const Inputs& in, const Computed& r) {
    const std::size_t n = r.path.last();
    if (n == 0) return "From where the ball starts no step leads to a place that is a number.";
    const math::PlanePoint from = r.path.at(n - 1), to = r.path.at(n);
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const auto [gx, gy] = r.main.gradient(from.x, from.y);
    return fmt::format("Step {} is {} long, $η$ = {} times a slope of {}: there the run ends.", n,
                       brief(length, 3), brief(in.rate, 2), brief(std::hypot(gx, gy), 3));
}

// Of standardised columns, whose numbers are about 1, the rounding is told as 0.
double told(const Inputs& in, double v) { return in.standardise && std::abs(v) < 1e-12 ? 0 : v; }

// To 0 where rounding alone keeps it from there, as of standardised columns.
math::Line least_squares(const Computed& r) {
    const math::LineMoments m = math::line_moments(r.main.x, r.main.y);
    const double size = 1e-13 * (std::abs(m.mean_y) + std::abs(m.slope * m.mean_x) + std::sqrt(m.variance_y));
    return {m.slope, std::abs(m.intercept()) <= size ? 0 : m.intercept()};
}

std::string least_squares_words(const Computed& r) {
    const math::Line best = least_squares(r);
    if (!one_least_squares_line(r))
        return fmt::format("least squares: any line through ({}, {})", readable(r.main.x[0], 3),
                           readable(best.slope * r.main.x[0] + best.intercept, 3));
    return fmt::format("least squares: {}, {}", readable(best.slope, 3), readable(best.intercept, 3));
}

// It has risen or fallen where that is to be seen in the numbers.
std::string ball_words(const std::array<double, 2>& losses) {
    const auto [start, now] = losses;
    const std::string from = brief(start, 3), to = brief(now, 3);
    if (from == to) return fmt::format("is at {}{}, as at its start", start == now ? "" : "about ", to);
    return fmt::format("is {} from {} to {}", now < start ? "down" : "up", from, to);
}

std::string caption(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const math::PlanePoint ball = r.path.at(step);
    if (same_shape(in))
        return "Brier score and softmax-MSE are one shape: $‖p - y‖^2$ is everywhere twice the other, value "
               "and "
               "gradient alike.";
    const double times = in.rate * r.path.largest_curvature;
    if (diverges(in, r))
        return fmt::format(
            "With $ηΛ$ = {} every step overshoots along the steepest direction: there the distance to the "
            "minimum grows by the factor $|1 - ηΛ|$ = {} each time.",
            beyond(times, 2, 4), beyond(std::abs(1 - times), 1, 3));
    if (thrown(r)) return last_step(in, r);
    if (in.over == Over::Logits && r.overlay) return two_slopes(in, r);
    if (in.over == Over::Line)
        return fmt::format("{} After {} the line{} is $w$ = {}, $b$ = {}; {}.", pull(in, r), steps_of(step),
                           in.standardise ? " through the standardised columns" : "",
                           readable(told(in, ball.x), 3), readable(told(in, ball.y), 3),
                           least_squares_words(r));
    return fmt::format("The slope at the point is {}; after {} with $η$ = {} the ball {}.",
                       brief(slope(r), 2), steps_of(step), brief(in.rate, 2),
                       ball_words(ball_losses(r, step)));
}

// Parameters without a meaning for what is shown.
std::vector<std::string> hidden(const Inputs& in) {
    const auto uses = [&](Loss loss) { return in.shown_loss() == loss || in.shown_overlay() == loss; };
    const bool logits = in.over == Over::Logits;
    std::vector<std::string> out;
    const auto unless = [&](bool shown, std::initializer_list<const char*> ids) {
        if (!shown) out.insert(out.end(), ids.begin(), ids.end());
    };
    unless(logits, {"loss", "overlay", "temperature", "target", "point", "third-logit"});
    unless(in.over == Over::Line, {"line-loss", "line-overlay", "data"});
    unless(in.over == Over::Logistic, {"logistic-overlay", "labelled-data"});
    unless(!logits, {"line", "standardise"});
    unless(uses(Loss::GammaCrossEntropy), {"gamma"});
    unless(uses(Loss::Focal), {"focal-gamma"});
    unless(uses(Loss::LabelSmoothed), {"smoothing"});
    unless(uses(Loss::Huber), {"delta"});
    unless(uses(Loss::StudentT), {"nu", "scale"});
    unless(in.height == Height::Clipped, {"clip"});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const math::PlanePoint ball = r.path.at(step);
    const auto& g = r.model.gradient;
    Readouts out{{"loss", "loss", "$L$", r.model.value},
                 {"gradient", "gradient", in.over == Over::Logits ? "$∂L/∂(z_1,z_2)$" : "$∂L/∂(w,b)$",
                  Vector{g[0], g[1]}},
                 {"gradient-norm", "slope", "$‖∇L‖$", slope(r)}};
    if (r.overlay) out.push_back({"overlay-loss", r.overlay->name, "", r.overlay_loss});
    out.push_back({"curvature", "largest curvature at the point", "$λ$", r.curvature.largest});
    if (in.over != Over::Logits && r.curvature.smallest > 1e-12 * r.curvature.largest)
        out.push_back({"condition", "largest over smallest curvature at the point", "$κ$",
                       r.curvature.largest / r.curvature.smallest});
    out.append({{"ball-loss", fmt::format("loss at step {}", step), "", r.main.value(ball.x, ball.y)},
                {"ball-x", "ball", "", Vector{ball.x, ball.y}},
                {"rate-times-curvature", "rate × largest curvature Λ on the way", "$ηΛ$",
                 in.rate * r.path.largest_curvature},
                {"gradient-check", "gradient check", "", r.check}});
    return out;
}

Jumps jumps(const Inputs& in, const Computed& r) {
    Jumps out;
    if (starts_outside(in, r))
        out.push_back({"into-the-map",
                       "into the map",
                       "start at the upper left of the map",
                       in.over == Over::Logits ? "point" : "line",
                       {{in.over == Over::Logits ? "point" : "line", place_on_map(r)}}});
    if (diverges(in, r))
        out.push_back(
            {"bearable-rate",
             "$1/Λ$",
             "half of the limit: no step goes too far",
             "rate",
             {{"rate", std::clamp(1 / r.path.largest_curvature, rate_range.low, rate_range.high)}}});
    if (diverges(in, r) && ill_scaled(in, r))
        out.push_back({"standardised-columns",
                       "standardise",
                       "columns in units of their deviation: all curvatures are alike",
                       "rate",
                       {{"standardise", true}}});
    return out;
}

// The place of the plane at a distance from the point along the section.
math::PlanePoint on_section(const Computed& r, double t) {
    return {r.at.x + t * r.along.direction.x, r.at.y + t * r.along.direction.y};
}

}  // namespace

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.path.last());
    return static_cast<std::size_t>(view.shown_step(last));
}

std::optional<math::PlanePoint> pointed(const Computed& r, const View& view) {
    if (!view.pointer || pointed_at(view, data_id)) return std::nullopt;
    if (const auto at = pointed_at(view, section_id)) return on_section(r, at->x);
    return math::PlanePoint{view.pointer->x, view.pointer->y};
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const bool logits = in.over == Over::Logits;
    Figure figure{.panels = {surface_panel(in, r, view), map_panel(in, r, view)},
                  .lead = "map",
                  .readouts = readouts(in, r, view),
                  .notices = notices(in, r),
                  .caption = caption(in, r, view),
                  .formulas = formulas_of(in),
                  .hidden = hidden(in),
                  .playhead = Playhead{static_cast<long long>(r.path.last())}};
    if (!logits) figure.add(data_panel(in, r, view, figure.notices));
    figure.jumps = jumps(in, r);
    if (in.section) figure.add(section_panel(in, r, view));
    if (r.path.largest_curvature > 0)
        figure.slider_marks.push_back(
            {"rate", {2 / r.path.largest_curvature, quadratic(in) ? "2/Λ" : "2/Λ, local", true}});
    if (!in.contours) figure.inactive.push_back("contour-labels");
    return figure;
}

Readouts probe_plane(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto [gx, gy] = r.main.gradient(x, y);
    Readouts out{{"loss", "loss", "$L$", r.main.value(x, y)},
                 {"gradient", "gradient", "$∇L$", Vector{gx, gy}}};
    if (r.overlay) out.push_back({"overlay-loss", r.overlay->name, "", r.overlay->value(x, y)});
    return out;
}

Readouts probe_section(const Inputs& in, const Computed& r, double x, double /*y*/) {
    const auto [a, b] = on_section(r, x);
    return probe_plane(in, r, a, b);
}

Readouts probe_data(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (in.over != Over::Line) return {{"x", "", "$x$", x}};
    return {{"prediction", "line of the point", in.standardise ? "$ŷ$" : "$wx + b$", fitted(in, r, r.at, x)}};
}

}  // namespace lossfield::viz::loss_surfaces
