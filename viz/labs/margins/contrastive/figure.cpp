// The picture put together, and what it says.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

// A length beside the one it is held against, both so that they differ where they do.
std::string beside(double value, double other) { return told_from(value, other, 3); }

std::string similar_words(const Computed& r) {
    const double d = r.pair.distance, zone = math::dead_zone(r.loss);
    if (r.slope > 0)
        return fmt::format("The similar pair at distance $D$ = {} is pulled together with the force {}",
                           brief(d, 3), brief(r.slope, 3));
    if (coincident(r)) return "The similar pair is at one place, where its loss is least: no force";
    return fmt::format("The similar pair at distance $D$ = {} is within $√m_1$ = {}: no force",
                       beside(d, zone), beside(zone, d));
}

std::string dissimilar_words(const Inputs& in, const Computed& r) {
    const double d = r.pair.distance, reach = math::reach(r.loss);
    if (coincident(r))
        return fmt::format(
            "The dissimilar pair is at one place: its loss is {}, the largest there is, and it feels "
            "no force of its own",
            brief(r.pair.value, 3));
    if (r.slope == 0)
        return fmt::format("The dissimilar pair at distance $D$ = {} is not within {} = {}: no force",
                           beside(d, reach), reach_symbol(in), beside(reach, d));
    return fmt::format(
        "The dissimilar pair at distance $D$ = {} is within {} = {} and pushed apart with the force {}",
        beside(d, reach), reach_symbol(in), beside(reach, d), brief(-r.slope, 3));
}

std::string run_words(const Computed& r, std::size_t step) {
    const Measures &first = r.run.measures.front(), &now = r.run.measures[step];
    if (step == 0) return "";
    if (settled_at(r, step)) return fmt::format(" At step {} no pair has any loss.", step);
    std::string text;
    const auto add = [&](const char* of, double Measures::*distance) {
        if (!std::isnan(now.*distance))
            text += fmt::format("{} {} points are {} apart (at first {})", text.empty() ? "" : " and", of,
                                brief(now.*distance, 3), brief(first.*distance, 3));
    };
    add("similar", &Measures::within), add("dissimilar", &Measures::between);
    return fmt::format(" At step {}{} on average.", step, text);
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    add_end(out, r.run.end, r.last());
    if (const auto safe = safe_rate(in, r); safe && beyond_safe_rate(in, *safe, r.last()))
        add_rises(out, in, *safe, r.run.each_step(&Measures::loss), Severity::Warning);
    if (!in.similar && coincident(r)) {
        std::string text = in.original() ? fmt::format(
                                               "The pair coincides: the push would be {}, the largest of "
                                               "all, but has no direction, and "
                                               "0 is taken for it.",
                                               brief(r.loss.margin, 3))
                                         : "The pair coincides: the slope of the squared form is 0 there, so "
                                           "that the two do not part each other.";
        if (nothing_moved(r))
            text += fmt::format(" In {} nothing has moved.", counted(std::to_string(r.last()), "step"));
        else if (stays_stuck(in, r))
            text += fmt::format(" In {} the two are never apart.", counted(std::to_string(r.last()), "step"));
        else if (parted(r))
            text += fmt::format(
                " At the run's end the two are {} apart: what first parted them is not their own force.",
                brief(r.run.at_end().pair, 3));
        out.push_back({"coincident", Severity::Warning, std::move(text)});
    }
    if (collapsed(r))
        out.push_back({"collapsed", Severity::Warning,
                       fmt::format("At the run's end each class has shrunk to a point: similar points are {} "
                                   "apart at most, {} at "
                                   "first; {}.",
                                   brief(r.run.at_end().widest, 2), brief(r.run.measures.front().widest, 3),
                                   math::dead_zone(r.loss) > 0
                                       ? fmt::format("the pull ends at $√m_1$ = {} only",
                                                     brief(math::dead_zone(r.loss), 2))
                                       : (in.doubled() ? "only $D$ = 0 ends the pull; a similar margin $m_1$ "
                                                         "above 0 would end it earlier"
                                                       : "only $D$ = 0 ends the pull; the double margin's "
                                                         "$m_1$ would end it earlier"))});
    if (crossed(in))
        out.push_back({"crossed", Severity::Info,
                       fmt::format("$m_1$ is above $m_2$: at distances from {} to {} no pair feels a force.",
                                   told_from(math::reach(r.loss), math::dead_zone(r.loss), 4),
                                   told_from(math::dead_zone(r.loss), math::reach(r.loss), 4))});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r, std::size_t step) {
    const Measures& now = r.run.measures[step];
    Readouts out{{"step", "step", "$t$", static_cast<double>(step), "", true, true},
                 {"loss", "loss of the pair", "$L$", r.pair.value},
                 {"distance", "distance of the pair", "$D$", r.pair.distance},
                 {"slope", "slope by the distance", "$dL/dD$", r.slope},
                 {"gradient", "gradient by the first point", "$∂L/∂z_a$", r.pair.by_a},
                 {"reach", "reach of the push", reach_symbol(in), math::reach(r.loss)}};
    if (in.doubled())
        out.push_back({"dead-zone", "where similar pairs are left alone", "$√m_1$", math::dead_zone(r.loss)});
    out.append({{"mean-loss", "mean loss of all pairs at this step", "mean $L$", now.loss},
                {"pair-now", "distance of the pair at this step", "$D$ at $t$", now.pair}});
    if (!std::isnan(now.within))
        out.push_back({"within", "mean distance of similar points at this step", "similar", now.within});
    if (!std::isnan(now.between))
        out.push_back(
            {"between", "mean distance of dissimilar points at this step", "dissimilar", now.between});
    out.push_back({"gradient-check", "gradient against dual numbers", "", r.check, "", false, true});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    const auto step = static_cast<std::size_t>(view.shown_step(last));
    Figure figure{
        .panels = {plane_panel(in, r), curve_panel(in, r), embedding_panel(r, step), loss_course(r, step),
                   distance_course(r, step)},
        .lead = "plane",
        .readouts = readouts(in, r, step),
        .notices = notices(in, r),
        .caption = (in.similar ? similar_words(r) : dissimilar_words(in, r)) + "." + run_words(r, step)};
    figure.formulas = {in.original() ? original_formula : in.doubled() ? double_formula : squared_formula};
    figure.playhead = Playhead{last};
    const double d = r.pair.distance;
    if (!in.doubled()) {
        figure.hidden = {"similar-margin", "far-margin"};
        figure.slider_marks.push_back(
            {"margin", {in.original() ? d : d * d, in.original() ? "$D$" : "$D^2$"}});
    } else {
        figure.hidden = {"margin"};
        for (const char* id : {"similar-margin", "far-margin"})
            figure.slider_marks.push_back({id, {d * d, "$D^2$"}});
    }
    if (const auto safe = safe_rate(in, r)) mark_safe_rate(figure, in, *safe);
    fit_training_parameters(figure, in, false);
    return figure;
}

}  // namespace lossfield::viz::contrastive
