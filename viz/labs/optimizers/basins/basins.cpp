// Basins of attraction: every start in the colour of the minimum it reaches, the darker the longer it takes. Zoom into a
// border, drag the start, change the rate. Declarations and numbers.
#include "viz/labs/optimizers/basins/basins.hpp"
#include "viz/lab/threads.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t full_side = 512;
// Of a draft: as many starts as can be run within a frame or two.
constexpr std::size_t draft_side = 128, least_side = 32;
constexpr double draft_steps = 3e6;
constexpr std::size_t height_nodes = 160;
constexpr double rarely = 0.01;

Parameters<Inputs> parameters() {
    return {
        landscape_parameters(),
        choice(&Inputs::optimizer, "optimizer", {"Optimizer", "", "what every start is run with"},
               optimizer_options(), {.group = "Optimizer"}),
        start_parameter(&Inputs::start, "whose path is drawn; drag it on the map",
                        {.group = "Landscape", .soft = {-6, 6}, .hard = {-1000, 1000}}),
        group<Inputs>(
            "Arrival",
            {whole(&Inputs::steps, "steps", {"Steps", "", "how many steps a start may take"},
                   {.soft = {1, 5000}, .spacing = Spacing::Log}),
             real(&Inputs::radius, "radius",
                  {"Radius", "",
                   "a start has arrived within this distance of a minimum, when its last step was no longer"},
                  {.soft = {1e-6, 1}, .spacing = Spacing::Log})}),
        group<Inputs>(
            "Picture",
            {toggle(&Inputs::shade, "shade",
                    {"Shade by steps", "", "the more steps a start takes, the fuller its colour"}),
             toggle(&Inputs::contours, "contours", {"Contours", "", "level lines of the landscape"})}),
        optimizer_parameters(),
        landscape_range_parameter(map_id),
    };
}

void run(Inputs& in, LandscapeKind landscape, OptimizerKind optimizer, double rate, int steps = 200) {
    in.landscape = landscape, in.optimizer = optimizer, in.rate_of(optimizer) = rate, in.steps = steps;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("momentum", "Heavy momentum",
               "What rolls over hills decides late where it stays: the borders fold.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Himmelblau, OptimizerKind::Momentum, 0.003, 500);
                   in.momentum = 0.95;
               }),
        preset("adam", "Adam's basins", "Steps of nearly one length: broad basins with frayed borders.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Himmelblau, OptimizerKind::Adam, 0.5, 500);
                   in.radius = 0.02;
               }),
        preset("wells", "A hundred wells", "A small rate ends in the well it starts in.",
               [](Inputs& in) {
                   run(in, LandscapeKind::Rastrigin, OptimizerKind::GradientDescent, 0.002, 300);
                   in.start = {2.2, -1.3};
               }),
        preset("tilted-well", "Tilted well",
               "Momentum carries over the saddle and back again: stripes of both wells.",
               [](Inputs& in) {
                   run(in, LandscapeKind::DoubleWell, OptimizerKind::Momentum, 0.05, 500);
                   in.momentum = 0.9, in.tilt = 0.1, in.start = {1.6, 1.2};
               }),
        preset("noise", "Noise at the border", "Near the border chance decides where a start ends.",
               [](Inputs& in) {
                   run(in, LandscapeKind::DoubleWell, OptimizerKind::GradientDescent, 0.1, 60);
                   in.noise = 0.4, in.start = {0.05, 1.2}, in.radius = 0.3;
               }),
        preset(
            "likelihood", "Natural gradient",
            "A step lowers log $σ$ by at most $η$/2: where $σ$ is far too small the first step throws it far "
            "up, and the way back is long.",
            [](Inputs& in) {
                run(in, LandscapeKind::GaussianLikelihood, OptimizerKind::NaturalGradient, 0.5);
                in.start = {0.5, 1.2};
            }),
        preset("matrix", "Muon",
               "Steps of nearly one size in all directions that shrink as 1/√t: beside the goal too a start "
               "waits until they are short.",
               [](Inputs& in) {
                   run(in, LandscapeKind::MatrixRegression, OptimizerKind::Muon, 0.3, 300);
                   in.muon_momentum = 0.85, in.schedule = math::ScheduleKind::InverseRoot;
                   in.start = {0, 2}, in.radius = 0.05;
               }),
        preset(
            "edge", "Near the limit",
            "The rate is beyond the local limit of some minima: they lose their basins.",
            [](Inputs& in) {
                run(in, LandscapeKind::Himmelblau, OptimizerKind::GradientDescent, 0.021, 400);
                in.start = {-2, -1};
            },
            failure),
    };
}

std::size_t side_of(const Inputs& in, Detail detail) {
    if (detail == Detail::Full) return full_side;
    return std::clamp(static_cast<std::size_t>(std::sqrt(draft_steps / in.steps)), least_side, draft_side);
}

math::PlaneCells cells_of(const Inputs& in, const Computed& r) { return {plane_range(in.domain()), r.side}; }

}  // namespace

std::optional<std::size_t> cell_at(const Inputs& in, const Computed& r, double x, double y) {
    return cells_of(in, r).cell_at({x, y});
}

Path path_from(const Inputs& in, const Computed& r, const math::PlanePoint& from) {
    const auto cell = static_cast<std::uint32_t>(cell_at(in, r, from.x, from.y).value_or(0));
    Path path = math::arrival_path(descent_of(in, r.landscape, number_of(in.optimizer)), from, cell,
                                   static_cast<std::uint64_t>(in.steps), {r.points.minima, in.radius});
    if (r.lowest)
        for (double& value : path.values) value = std::max(0.0, value - *r.lowest);
    return path;
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    r.lowest = lowest_value(r.landscape, r.points.minima);
    const math::Descent descent = descent_of(in, r.landscape, number_of(in.optimizer));
    const math::PlanePoint start{in.start[0], in.start[1]};
    r.loss = math::value(r.landscape, start);
    r.gradient = math::gradient(r.landscape, start);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    const auto sample_height = [&] {
        r.height = height_field(r.landscape, in.domain(), height_nodes, r.lowest);
    };
    // A start of positive coordinates asks for what does not depend on the start.
    if (const auto why = math::unfit(descent.optimizer, r.landscape, {1, 1})) {
        sample_height();
        r.shares.assign(r.kinds(), 0);
        r.unfit = *why;
        r.mean_steps = nan;
        return r;
    }
    r.side = side_of(in, detail);
    const auto starts = cells_of(in, r).centres();
    r.centres = {{starts.front().x, starts.back().x}, {starts.front().y, starts.back().y}};
    static_cast<math::Basins&>(r) =
        math::basins_of(descent, r.points, in.radius, starts, static_cast<std::uint64_t>(in.steps),
                        is_random(descent), thread_count(), stop);
    // A minimum found beyond the usual view may be lower than those in it.
    r.lowest = lowest_value(r.landscape, r.points.minima);
    sample_height();
    if (stop.stop_requested()) return r;
    if (!in.shade) r.slowness.assign(r.ends.size(), 1);
    r.classes = std::move(r.ends), r.shade = std::move(r.slowness);
    r.path = path_from(in, r, start);
    return r;
}

bool runs(const Computed& r) { return r.unfit.empty(); }
bool has_holes(const Computed& r) { return r.unusable > 0; }
bool all_end_in_one(const Computed& r) {
    return std::any_of(r.shares.begin(), r.shares.begin() + std::ssize(r.points.minima),
                       [](double share) { return share == 1; });
}
bool many_diverge(const Computed& r) { return r.side > 0 && r.shares[r.lost()] > rarely; }

bool too_deep(const Inputs& in) {
    const auto same = [](const Interval& i) {
        const double far = std::max(std::abs(i.low), std::abs(i.high));
        return i.length() / full_side < 2 * (std::nextafter(far, 1e300) - far);
    };
    return same(in.domain().x) || same(in.domain().y);
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "basins",
        .topic = "optimizers",
        .title = "Basins of attraction",
        .formula = arrival_formula,
        .formulas = all_update_formulas(),
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{map_id, probe_map}},
        .progressive = true,
    });
}

}  // namespace lossfield::viz::basins
