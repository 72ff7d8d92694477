// The picture put together, and its numbers.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

const char* zone_name(math::TripletZone zone) {
    constexpr std::array names{"easy", "semi-hard", "hard"};
    return names[static_cast<std::size_t>(zone)];
}

Readouts one_readouts(const Inputs& in, const One& r) {
    const std::string of_kind = in.squared() ? "squared " : "";
    const char* symbols[] = {"$∂L/∂a$", "$∂L/∂p$", "$∂L/∂n$"};
    Readouts out{
        {"loss", "loss", "$L$", value_of(in, r)},
        {"gradient", "gradient by the point of the map", symbols[static_cast<std::size_t>(in.moved)],
         gradient_by(in, r, in.moved)},
        {"to-positive", of_kind + "distance of anchor and positive", "$d(a,p)$", r.triplet.to_positive},
        {"to-negative", of_kind + "distance of anchor and negative", "$d(a,n)$", r.triplet.to_negative},
        {"between", of_kind + "distance of positive and negative", "$d(p,n)$", r.swapped.to_negative},
        {"zone", "zone of the negative", "zone", zone_name(r.triplet.zone)},
        {"swapped", "loss with the positive as the anchor", "$L$ from $p$", r.swapped.value},
        {"clusters", "loss of the coupled clusters", "$L$ of clusters", r.clusters.value}};
    if (in.clusters())
        out.append(
            {{"radius-square", "square of the circle's radius", "$‖v‖^2 - m$", r.clusters.radius_square},
             {"gradient-sum", "sum of all gradients", "sum of $∇L$", sum_of_gradients(r)}});
    out.append({{"by-anchor", "mean loss of each positive's triplets", "$L$ by anchor", r.by_anchor, "",
                 false, true},
                {"gradient-check", "gradient against dual numbers", "", r.check, "", false, true}});
    return out;
}

Readouts batch_readouts(const Inputs& in, const Batch& r, std::size_t step) {
    const math::TripletBatch mined = mined_at(in, r, step);
    const Measures& now = r.of(in.mining).measures[step];
    return {{"step", "step", "$t$", static_cast<double>(step), "", true, true},
            {"mined-loss", "loss of the mined triplets", "$L$", mined.loss},
            {"mined", "triplets mined", "mined", static_cast<double>(mined.triplets), "", true},
            {"mined-active", "active ones of them", "active", static_cast<double>(mined.active), "", true},
            {"triplets", "all triplets of the batch", "all", static_cast<double>(r.triplets), "", true},
            {"share", "active share of all triplets", "active of all", 100 * now.share, "%"},
            {"mean-loss", "mean loss of all triplets", "mean $L$", now.loss},
            {"extent", "largest distance of two points", "largest $D$", now.extent}};
}

void hide(Figure& figure, std::initializer_list<const char*> ids) {
    figure.hidden.insert(figure.hidden.end(), ids.begin(), ids.end());
}

Figure one_figure(const Inputs& in, const One& r) {
    Figure figure{
        .panels = {plane_panel(in, r), map_panel(in, r), surface_panel(in, r), anchors_panel(in, r)},
        .lead = "plane",
        .readouts = one_readouts(in, r),
        .notices = one_notices(in, r),
        .caption = one_caption(in, r),
        .formulas = {in.clusters()  ? clusters_formula
                     : in.squared() ? squared_formula
                                    : plain_formula}};
    for (const Binding& b : training_parameters()) figure.hidden.push_back(b.parameter.id);
    hide(figure, {"data", "mining", "reduction", "unit-circle"});
    if (!in.clusters()) {
        hide(figure, {"centre"});
        const double farther = r.triplet.to_negative - r.triplet.to_positive;
        if (farther >= 0) figure.slider_marks.push_back({"margin", {farther, "$L$ = 0"}});
    }
    return figure;
}

Figure batch_figure(const Inputs& in, const Batch& r, const View& view) {
    const auto last = static_cast<long long>(r.of(in.mining).last());
    const auto step = static_cast<std::size_t>(view.shown_step(last));
    Figure figure{
        .panels = {batch_panel(in, r, step), share_panel(in, r, step), loss_course(in, r, step),
                   extent_panel(in, r, step)},
        .lead = "batch",
        .readouts = batch_readouts(in, r, step),
        .notices = batch_notices(in, r),
        .caption = batch_caption(in, r, step),
        .formulas = {in.reduction == math::TripletReduction::MeanOverAll ? all_formula : non_zero_formula,
                     in.squared() ? squared_distance : plain_distance}};
    figure.playhead = Playhead{last};
    hide(figure, {"loss", "centre", "anchor", "positive", "negative", "moved", "others"});
    fit_training_parameters(figure, in, true);
    return figure;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    return r.one ? one_figure(in, *r.one) : batch_figure(in, *r.batch, view);
}

}  // namespace lossfield::viz::triplet
