// The picture of the lab put together: panels, readouts, notices, caption; and what is true under the pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr double plateau_slope = 10;   // times flatter than the other loss
constexpr double stuck_way = 0.02;     // of the map's width: a ball that went no further has not moved
constexpr double stuck_height = 0.25;  // of the map's heights above its lowest: there was far to go

double norm(const std::array<double, 2>& v) { return std::hypot(v[0], v[1]); }

bool stuck(const Inputs& in, const Computed& r) {
    const double width = std::max(in.domain.x.length(), in.domain.y.length());
    return r.path.length < stuck_way * width && !r.path.diverged &&
           r.model.value - r.range.low > stuck_height * r.range.length();
}

bool same_shape(const Inputs& in) {
    return over_logits(in) && ((in.loss == "brier" && in.overlay == "softmax-mse") ||
                               (in.loss == "softmax-mse" && in.overlay == "brier"));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (r.path.diverged) {
        const std::string leaves = r.path.outside && *r.path.outside > 0
                                       ? fmt::format("it leaves the map at step {} and ", *r.path.outside)
                                       : std::string();
        out.push_back(
            {"diverged", Severity::Failure,
             fmt::format("The ball diverges: {}at step {} it is beyond {} in size and higher than where "
                         "it started ($ηL$ = {}).",
                         leaves, r.path.last(), brief(r.path.bound, 2),
                         readable(in.rate * r.path.largest_curvature, 3))});
    }
    if (r.path.hopping)
        out.push_back({"hopping", Severity::Warning,
                       fmt::format("The ball does not settle: {}, so that in the last ten steps the loss "
                                   "goes up and down between {} and {}.",
                                   in.over == "line" && in.line_loss == "mae"
                                       ? "the gradient of |r| keeps its size up to the kink"
                                       : "every step goes too far",
                                   readable(r.path.hopping->low, 3), readable(r.path.hopping->high, 3))});
    if (in.over == "logistic" && !math::logistic_minimum_exists(r.main.x, r.main.y))
        out.push_back({"no-minimum", Severity::Warning,
                       "A threshold on $x$ tells the classes apart: the logistic loss has no minimum, ever "
                       "steeper curves are ever better."});
    if (stuck(in, r))
        out.push_back(
            {"stuck", Severity::Warning,
             fmt::format("Plateau: in {} steps the ball has moved by {} only, for the gradient is {} "
                         "here.",
                         r.path.last(), brief(r.path.length, 2), brief(norm(r.model.gradient), 2))});
    if (r.levels.empty() && r.range.low < r.range.high)
        out.push_back({"flat", Severity::Info,
                       fmt::format("All over the map the loss is {} but for {}: there are no levels to draw.",
                                   readable(r.range.low, 4), readable(r.range.length(), 2))});
    if (in.height == "clipped" && in.clip <= r.range.low)
        out.push_back(
            {"clip-below", Severity::Warning,
             fmt::format("Nothing is cut off: the clip at {} lies below the lowest loss on the map, {}.",
                         readable(in.clip, 3), readable(r.range.low, 3))});
    return out;
}

// What the residual loss does with a far point.
std::string pull(const Inputs& in) {
    if (in.line_loss == "mae")
        return "MAE pulls with the sign of a residual, not its size, so a far point is one voice.";
    if (in.line_loss == "huber")
        return fmt::format("Huber's pull ends at $δ$ = {}, so a far point turns the line by so much only.",
                           brief(in.delta, 2));
    if (in.line_loss == "log-cosh") return "The pull of log-cosh, tanh $r$, ends at 1: a smooth Huber.";
    if (in.line_loss == "student-t")
        return fmt::format(
            "Student's pull is strongest at $s√ν$ = {} and fades beyond: a far point is let go.",
            brief(in.scale * std::sqrt(in.nu), 2));
    return "MSE pulls in proportion to the residual, so one far point turns the whole line.";
}

// Both losses' slopes at the point, and what they mean for a ball where they differ.
std::string two_slopes(const Inputs& in, const Computed& r) {
    const double main = norm(r.model.gradient), second = norm(r.overlay->gradient(r.at[0], r.at[1]));
    const bool ramp = main > plateau_slope * second, plateau = second > plateau_slope * main;
    const std::string meaning =
        ramp      ? ": down the ramp of one a ball rolls, on the plateau of the other it would rest."
        : plateau ? ": the ball rests on a plateau where the other loss would roll it down a ramp."
                  : ".";
    const std::string brier =
        in.loss == "brier" || in.overlay == "brier" ? " Brier is softmax-MSE × 2: the same shape." : "";
    return fmt::format("At the point {} has the slope {}, {} {}{}{}", r.main.name, brief(main, 2),
                       r.overlay->name, brief(second, 2), meaning, brier);
}

std::string caption(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const double ball = r.main.value(r.path.x[step], r.path.y[step]);
    const std::string slope = brief(norm(r.model.gradient), 2);
    if (same_shape(in))
        return "Brier score and softmax-MSE are one shape: $‖p - y‖^2$ against half of it; only the numbers "
               "on "
               "the contours differ.";
    if (r.path.diverged)
        return fmt::format(
            "With $ηL$ = {} every step overshoots the valley, and lands higher up on its other side: on a "
            "bowl the distance to the minimum grows by $|1 - ηL|$ = {} each time.",
            readable(in.rate * r.path.largest_curvature, 3),
            readable(std::abs(1 - in.rate * r.path.largest_curvature), 3));
    if (over_logits(in) && r.overlay) return two_slopes(in, r);
    if (in.over == "line") {
        const math::Line best = math::least_squares_line(r.main.x, r.main.y);
        return fmt::format("{} After {} steps the line is $w$ = {}, $b$ = {}; least squares: {}, {}.",
                           pull(in), step, readable(r.path.x[step], 3), readable(r.path.y[step], 3),
                           readable(best.slope, 3), readable(best.intercept, 3));
    }
    return fmt::format(
        "The slope at the point is {}; after {} steps with $η$ = {} the ball is down from {} to {}.", slope,
        step, brief(in.rate, 2), readable(r.model.value, 3), readable(ball, 3));
}

// Parameters without a meaning for what is shown.
std::vector<std::string> hidden(const Inputs& in) {
    const bool logits = over_logits(in), line = in.over == "line", logistic = in.over == "logistic";
    const auto uses = [&](const char* id) {
        return logits ? in.loss == id || in.overlay == id
                      : line && (in.line_loss == id || in.line_overlay == id);
    };
    std::vector<std::string> out;
    const auto unless = [&](bool shown, std::initializer_list<const char*> ids) {
        if (!shown) out.insert(out.end(), ids.begin(), ids.end());
    };
    unless(logits, {"loss", "overlay", "temperature", "target", "point", "third-logit"});
    unless(line, {"line-loss", "line-overlay", "data"});
    unless(logistic, {"logistic-overlay", "labelled-data"});
    unless(!logits, {"line"});
    unless(uses("gamma-cross-entropy"), {"gamma"});
    unless(uses("focal"), {"focal-gamma"});
    unless(uses("label-smoothed"), {"smoothing"});
    unless(uses("huber"), {"delta"});
    unless(uses("student-t"), {"nu", "scale"});
    unless(in.height == "clipped", {"clip"});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const auto& g = r.model.gradient;
    const std::string by = over_logits(in) ? "$∂L/∂(z_1,z_2)$" : "$∂L/∂(w,b)$";
    Readouts out{{"loss", "loss", "$L$", r.model.value, ""},
                 {"gradient", "gradient", by, Vector{g[0], g[1]}, ""},
                 {"gradient-norm", "slope", "$‖∇L‖$", norm(g), ""}};
    if (r.overlay) out.push_back({"overlay-loss", r.overlay->name, "", r.overlay_loss, ""});
    out.append({{"curvature", "largest curvature", "$λ$", r.curvature.largest, ""},
                {"ball-loss", fmt::format("loss at step {}", step), "",
                 r.main.value(r.path.x[step], r.path.y[step]), ""},
                {"ball-x", "ball", "", Vector{r.path.x[step], r.path.y[step]}, ""},
                {"rate-times-curvature", "rate × curvature", "$ηL$", in.rate * r.path.largest_curvature, ""},
                {"gradient-check", "gradient check", "", r.check, ""}});
    return out;
}

}  // namespace

bool over_logits(const Inputs& in) { return in.over == "logits"; }

std::array<std::string, 2> coordinates(const Inputs& in) {
    if (over_logits(in)) return {"$z_1$", "$z_2$"};
    return {"$w$", "$b$"};
}

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.path.last());
    return static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
}

std::optional<std::array<double, 2>> pointed(const Computed& r, const View& view) {
    if (!view.pointer) return std::nullopt;
    const auto& [panel, x, y] = *view.pointer;
    if (panel == "map" || panel == "surface") return std::array{x, y};
    if (panel != "section") return std::nullopt;
    return std::array{r.at[0] + x * r.along.direction[0], r.at[1] + x * r.along.direction[1]};
}

std::optional<double> cut_of(const Inputs& in, const Computed& r) {
    if (in.height != "clipped" || !(in.clip > r.range.low) || !(in.clip < r.range.high)) return std::nullopt;
    return in.clip;
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    Figure figure;
    const bool logits = over_logits(in);
    Panel surface = surface_panel(in, r, view), map = map_panel(in, r, view);
    surface.cell = {0, 0, 1, 1};
    map.cell = {0, 1, 1, 1};
    figure.add(std::move(surface));
    figure.add(std::move(map));
    if (!logits) {
        Panel data = data_panel(in, r, view);
        data.cell = in.section ? Cell{1, 1, 1, 1} : Cell{1, 0, 1, 2};
        figure.add(std::move(data));
    }
    if (in.section) {
        Panel section = section_panel(in, r, view);
        section.cell = {1, 0, 1, logits ? 2 : 1};
        figure.add(std::move(section));
    }
    figure.column_weights = {1, 1};
    if (in.section || !logits) figure.row_weights = {1, logits ? 0.36 : 0.45};
    figure.readouts = readouts(in, r, view);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r, view);
    if (r.path.largest_curvature > 0)
        figure.slider_marks.push_back(
            {"rate",
             {2 / r.path.largest_curvature, in.over == "line" && in.line_loss == "mse" ? "2/L" : "2/L, local",
              true}});
    figure.hidden = hidden(in);
    if (!in.contours) figure.inactive.push_back("contour-labels");
    figure.playhead = Playhead{static_cast<long long>(r.path.last()), "step"};
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "data") {
        if (in.over != "line") return {{"x", "", "$x$", x, ""}};
        return {{"prediction", "line through the point", "$wx + b$", r.at[0] * x + r.at[1], ""}};
    }
    View here;
    here.pointer = {panel, x, y};
    const auto at = pointed(r, here);
    if (!at) return {};
    const auto g = r.main.gradient((*at)[0], (*at)[1]);
    Readouts out{{"loss", "loss", "$L$", r.main.value((*at)[0], (*at)[1]), ""},
                 {"gradient", "gradient", "$∇L$", Vector{g[0], g[1]}, ""}};
    if (r.overlay)
        out.push_back({"overlay-loss", r.overlay->name, "", r.overlay->value((*at)[0], (*at)[1]), ""});
    return out;
}

}  // namespace lossfield::viz::loss_surfaces
