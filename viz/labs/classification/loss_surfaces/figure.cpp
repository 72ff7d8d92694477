// The picture of the lab put together: panels, readouts, notices, caption; and what is true under the pointer.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const auto add = [&](const char* id, Severity severity, std::string text) {
        out.push_back({id, severity, std::move(text)});
    };
    if (diverges(r))
        add("diverged", Severity::Failure,
            fmt::format("The ball diverges: {}at step {} it is beyond {} in size and higher than where "
                        "it started ($ηL$ = {}).",
                        leaves(r) ? fmt::format("it leaves the map at step {} and ", *r.path.outside) : "",
                        r.path.last(), brief(r.path.bound, 2),
                        readable(in.rate * r.path.largest_curvature, 3)));
    if (hops(r))
        add("hopping", Severity::Warning,
            fmt::format("The ball does not settle: {}, so that in the last ten steps the loss "
                        "goes up and down between {} and {}.",
                        has_kinks(in) ? "the gradient of |r| keeps its size up to the kink"
                                      : "every step goes too far",
                        readable((*r.path.hopping)[0], 3), readable((*r.path.hopping)[1], 3)));
    if (without_minimum(r))
        add("no-minimum", Severity::Warning,
            "A threshold on $x$ tells the classes apart: the logistic loss has no minimum, ever "
            "steeper curves are ever better.");
    if (stuck(in, r))
        add("stuck", Severity::Warning,
            fmt::format("Plateau: in {} steps the ball has moved by {} only, for the gradient is {} here.",
                        r.path.last(), brief(r.path.length, 2), brief(slope(r), 2)));
    if (without_levels(r))
        add("flat", Severity::Info,
            fmt::format("All over the map the loss is {} but for {}: there are no levels to draw.",
                        readable(r.range.low, 4), readable(r.range.length(), 2)));
    if (clips_nothing(in, r))
        add("clip-below", Severity::Warning,
            fmt::format("Nothing is cut off: the clip at {} lies below the lowest loss on the map, {}.",
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
            return fmt::format(
                "Huber's pull ends at $δ$ = {}, so a far point turns the line by so much only.",
                brief(in.delta, 2));
        case math::ResidualLossKind::LogCosh:
            return "The pull of log-cosh, tanh $r$, ends at 1: a smooth Huber.";
        case math::ResidualLossKind::StudentT:
            return fmt::format(
                "Student's pull is strongest at $s√ν$ = {} and fades beyond: a far point is let go.",
                brief(in.scale * std::sqrt(in.nu), 2));
    }
    return "MSE pulls in proportion to the residual, so one far point turns the whole line.";
}

// Both losses' slopes at the point, and what they mean for a ball where they differ.
std::string two_slopes(const Inputs& in, const Computed& r) {
    return fmt::format(
        "At the point {} has the slope {}, {} {}{}{}", r.main.name, brief(slope(r), 2), r.overlay->name,
        brief(overlay_slope(r), 2),
        on_ramp(r)      ? ": down the ramp of one a ball rolls, on the plateau of the other it would rest."
        : on_plateau(r) ? ": the ball rests on a plateau where the other loss would roll it down a ramp."
                        : ".",
        shows_brier(in) ? " Brier is softmax-MSE × 2: the same shape." : "");
}

std::string caption(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const math::PlanePoint ball = r.path.at(step);
    if (same_shape(in))
        return "Brier score and softmax-MSE are one shape: $‖p - y‖^2$ against half of it; only the numbers "
               "on the contours differ.";
    const double times = in.rate * r.path.largest_curvature;
    if (diverges(r))
        return fmt::format(
            "With $ηL$ = {} every step overshoots the valley, and lands higher up on its other side: on a "
            "bowl the distance to the minimum grows by $|1 - ηL|$ = {} each time.",
            readable(times, 3), readable(std::abs(1 - times), 3));
    if (in.over == Over::Logits && r.overlay) return two_slopes(in, r);
    if (in.over == Over::Line) {
        const math::Line best = math::least_squares_line(r.main.x, r.main.y);
        return fmt::format("{} After {} steps the line is $w$ = {}, $b$ = {}; least squares: {}, {}.",
                           pull(in, r), step, readable(ball.x, 3), readable(ball.y, 3),
                           readable(best.slope, 3), readable(best.intercept, 3));
    }
    return fmt::format(
        "The slope at the point is {}; after {} steps with $η$ = {} the ball is down from {} to {}.",
        brief(slope(r), 2), step, brief(in.rate, 2), readable(r.model.value, 3),
        readable(r.main.value(ball.x, ball.y), 3));
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
    unless(!logits, {"line"});
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
    out.append({{"curvature", "largest curvature", "$λ$", r.curvature.largest},
                {"ball-loss", fmt::format("loss at step {}", step), "", r.main.value(ball.x, ball.y)},
                {"ball-x", "ball", "", Vector{ball.x, ball.y}},
                {"rate-times-curvature", "rate × curvature", "$ηL$", in.rate * r.path.largest_curvature},
                {"gradient-check", "gradient check", "", r.check}});
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
                  .column_weights = {1, 1},
                  .readouts = readouts(in, r, view),
                  .notices = notices(in, r),
                  .caption = caption(in, r, view),
                  .hidden = hidden(in),
                  .playhead = Playhead{static_cast<long long>(r.path.last())}};
    if (!logits) figure.add(data_panel(in, r, view));
    if (in.section) figure.add(section_panel(in, r, view));
    if (in.section || !logits) figure.row_weights = {1, logits ? 0.36 : 0.45};
    if (r.path.largest_curvature > 0)
        figure.slider_marks.push_back(
            {"rate", {2 / r.path.largest_curvature, quadratic(in) ? "2/L" : "2/L, local", true}});
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
    return {{"prediction", "line through the point", "$wx + b$", r.at.x * x + r.at.y}};
}

}  // namespace lossfield::viz::loss_surfaces
