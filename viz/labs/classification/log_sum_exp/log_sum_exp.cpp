// Log-sum-exp, the smooth maximum: how it rounds the corner, how its gradient is shared out, and what becomes of the
// formula in float and in double.
#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr std::size_t full_nodes = 193, drag_nodes = 97;

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    r.value = math::log_sum_exp(in.values, in.tau);
    r.p = math::softmax(in.values, in.tau);
    r.bounds = math::log_sum_exp_bounds(in.values, in.tau, r.p);
    r.check = math::check_log_sum_exp_gradient(in.values, in.tau).worst;
    if (in.show == Show::SmoothMaximum) {
        const Vector rest(in.values.begin() + 2, in.values.end());
        r.rest = rest.empty() ? -infinity : *std::max_element(rest.begin(), rest.end());
        const std::size_t nodes = detail == Detail::Full ? full_nodes : drag_nodes;
        r.field = {in.domain(), nodes, nodes,
                   math::log_sum_exp_plane(grid_of(in.domain(), nodes), rest, in.tau)};
        for (const Tick& t : choose_ticks(ScaleKind::Linear, finite_range(r.field.values), 9))
            r.levels.push_back(t.at);
        return r;
    }
    const Vector offsets = each(in.values, [&](double x) { return (x - r.bounds.largest) / in.tau; });
    const auto [low, high] = shown_exponents(in);
    for (std::size_t w = 0; w < ways.size(); ++w)
        r.evaluated[w] =
            math::evaluate_floating(ways[w].type, ways[w].evaluation, offsets, in.largest, low, high, stop);
    r.losses = each(math::log_softmax(in.values, in.tau), [](double l) { return l == 0 ? 0 : -l; });
    return r;
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    return in.show == Show::FloatingPoint ? floating_figure(in, r) : shape_figure(in, r);
}

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::show, "show",
               {"Show", "", "the smooth maximum itself, or its formula in floating-point numbers"},
               {{Show::SmoothMaximum, "smooth-maximum", "the smooth maximum"},
                {Show::FloatingPoint, "floating-point", "float and double"}}),
        vector(&Inputs::values, "values", {"Entries", "$x$", "the numbers whose maximum is smoothed"},
               {.soft = {-3, 3}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 20}),
        real(&Inputs::tau, "tau",
             {"Temperature", "$τ$", "how widely the corner is rounded: towards 0 the maximum itself"},
             {.soft = {0.01, 5}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        real(&Inputs::largest, "largest",
             {"Largest exponent", "$M$",
              "all exponents x/τ are moved together until the largest of them is M"},
             {.soft = {-1000, 1000}, .snaps = {{88.72283, "float", true}, {709.782712, "double", true}}}),
        group<Inputs>(
            "Picture",
            {choice(&Inputs::precision, "precision",
                    {"Numbers", "", "which floating-point numbers are shown, and how far"},
                    {{Precision::Both, "both", "float and double"},
                     {Precision::Float, "float", "float"},
                     {Precision::Double, "double", "double"}}),
             plane_range_parameter("log-sum-exp/domain", &Inputs::range, &Inputs::domain, {-3, 3},
                                   {-2000, 2000}),
             toggle(&Inputs::corner, "corner",
                    {"Contours of the maximum", "", "the maximum's own level lines, with their corner"}),
             toggle(&Inputs::family, "family",
                    {"Other temperatures", "", "softplus for temperatures that are twice as large each"})})};
}

Inputs smooth(Vector values, double tau) {
    Inputs in;
    in.values = std::move(values), in.tau = tau;
    return in;
}

Inputs floating(double largest, Precision precision) {
    Inputs in = smooth({3, 1, 0.2}, 1);
    in.show = Show::FloatingPoint, in.largest = largest, in.precision = precision;
    return in;
}

}  // namespace

bool shows(const Inputs& in, const Way& way) {
    return in.precision == Precision::Both || (in.precision == Precision::Double) == way.in_double();
}

bool breaks(const Inputs& in, const Computed& r, std::size_t way) {
    return shows(in, ways[way]) && !std::isfinite(r.evaluated[way].value);
}

Break break_of(const Evaluated& e) {
    if (e.value < 0) return Break::AllVanish;
    return e.at > e.alone_high ? Break::LargestOverflows : Break::SumOverflows;
}

Interval shown_exponents(const Inputs& in) {
    return in.precision == Precision::Float ? Interval{-130, 130} : Interval{-1000, 1000};
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "log-sum-exp",
        .topic = "classification",
        .title = "Log-sum-exp",
        .formula = smooth_formula,
        .formulas = {smooth_formula, floating_formula},
        .parameters = parameters(),
        .presets =
            {preset("sharp", "Almost the maximum",
                    "A small temperature: the corner is back, and one entry has nearly the whole gradient.",
                    [](Inputs& in) { in.tau = 0.08; }),
             preset("flat", "Almost the mean",
                    "A large temperature: the gradient is shared out more evenly, and LSE comes near the "
                    "mean plus τ log n, which it "
                    "never falls below.",
                    [](Inputs& in) { in.tau = 5; }),
             {"two", "Two numbers", "The corner of max(x₁, x₂), and nothing else.", smooth({0.8, 0.4}, 0.6)},
             {"ties", "All equal", "Twelve equal entries: the upper bound max + τ log n is attained.",
              smooth(Vector(12, 0.5), 0.5)},
             {"overflow", "Overflow at M = 400",
              "Double still holds e⁴⁰⁰, float has given up at 88; the stable formula never forms it.",
              floating(400, Precision::Both), failure},
             {"underflow", "Underflow in float",
              "The other end: digits go one by one among the subnormal numbers, then the sum is 0 and its "
              "logarithm −∞.",
              floating(-110, Precision::Float), failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"softplus", probe_softplus},
                   {"map", probe_map},
                   {"entries", probe_entries},
                   {"shares", probe_entries}},
    });
}

}  // namespace lossfield::viz::log_sum_exp
