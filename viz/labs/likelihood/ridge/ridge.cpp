// Ridge regression on two features: the penalty as a prior, its path from least squares to 0, what it keeps of every
// singular direction, and the early stopping that does nearly the same.
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

constexpr double diverging_steps = 12;  // shown of those that lead away
constexpr std::size_t nodes = 65;       // a quadratic form: few do
constexpr int path_samples = 240, level_count = 9;

Parameters<Inputs> parameters() {
    return {
        real(&Inputs::lambda, "lambda",
             {"Penalty", "$λ$", "strength of the penalty; the prior of the weights has the variance σ²/λ"},
             {.soft = lambda_range, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
        real(&Inputs::collinearity, "collinearity",
             {"Collinearity", "$ρ$", "the correlation of the two features; at 1 they are the same"},
             {.soft = {0, 0.999}, .hard = {0, 1}}),
        vector(&Inputs::truth, "truth", {"True weights", "", "the weights that the data are made with"},
               {.soft = {-5, 5}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 2}),
        real(&Inputs::noise, "noise",
             {"Noise", "$σ$", "standard deviation of the observations about the true plane"},
             {.soft = {0, 5}, .hard = {0, 1000}}),
        whole(&Inputs::observations, "observations", {"Observations", "$n$", "how many rows the data have"},
              {.soft = {3, 200}}),
        whole(&Inputs::sample, "sample", {"Sample", "", "another draw of the features and of the noise"},
              {.soft = {1, 100}}),
        toggle(&Inputs::stopping, "stopping",
               {"Early stopping", "",
                "gradient steps on the data term alone, from 0, stopped at t = 1/(ηλ), to whole steps"},
               {.group = "Early stopping"}),
        real(&Inputs::rate, "rate", {"Rate", "$η$", "size of the gradient steps"},
             {.group = "Early stopping", .soft = {1e-4, 0.2}, .hard = {1e-6, 10}, .spacing = Spacing::Log}),
        plane_range_parameter("ridge/domain", &Inputs::range, &Inputs::domain, {-5, 5}, {-5000, 5000}),
    };
}

math::Pair truth_of(const Inputs& in) { return {in.truth[0], in.truth[1]}; }

// Ellipses at even distances of their half-axes: heights as the squares of 1, 2, ...
void fill_data_term(Computed& r, const Inputs& in) {
    const math::PlaneQuadratic term = r.data.data_term();
    r.data_term = sample_grid(in.domain(), nodes, nodes, term);
    const double top = *std::max_element(r.data_term.values.begin(), r.data_term.values.end());
    for (int k = 1; k <= level_count; ++k)
        r.levels.push_back(term.floor + (top - term.floor) * std::pow(k / (level_count + 0.5), 2));
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.data = math::ridge_data(
        {in.collinearity, truth_of(in), in.noise, in.observations, static_cast<std::uint64_t>(in.sample)});
    r.full = r.data.weights(0);
    r.weights = r.data.weights(in.lambda);
    r.kept = r.data.kept(in.lambda);
    r.path = r.data.ridge_path(lambda_range.high, lambda_range.low, path_samples);
    r.time = 1 / (in.rate * in.lambda), r.steps = std::round(r.time);
    r.stopped = r.data.after_steps(in.rate, r.steps);
    r.kept_by_stopping = r.data.kept_by_steps(in.rate, r.steps);
    const double last = diverges(in, r) ? diverging_steps : std::max(1.0, 1 / (in.rate * lambda_range.low));
    r.way = r.data.step_path(in.rate, last, 1e3 * (1 + math::length(r.full)));
    fill_data_term(r, in);
    return r;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (rank_deficient(r))
        out.push_back({"collinear", Severity::Warning,
                       "Both features are the same: a whole line of weights fits equally well. As $λ$ falls "
                       "to 0 the path "
                       "ends at the shortest of them, $w_1 = w_2$."});
    else if (ill_held(in, r))
        out.push_back(
            {"ill-conditioned", Severity::Warning,
             fmt::format("Nearly collinear and hardly held: condition number {}. The weights ({}, {}) lie {} "
                         "from the truth.",
                         brief(r.data.condition_number(in.lambda), 3), readable(r.weights[0], 3),
                         readable(r.weights[1], 3), brief(math::distance(r.weights, truth_of(in)), 2))});
    if (in.stopping && diverges(in, r)) {
        const std::string above =
            fmt::format("$η$ = {} is above 2/$s_1^2$ = {}", brief(in.rate, 3), brief(r.data.rate_limit(), 3));
        out.push_back(
            {"steps-diverge", Severity::Failure,
             has_first_part(r)
                 ? fmt::format(
                       "The gradient steps diverge: {}, so that every step along the first direction ends "
                       "higher up on the other side.",
                       above)
                 : fmt::format(
                       "Steps along the first direction would diverge, for {}; these data have no part along "
                       "it.",
                       above)});
    }
    return out;
}

std::string stopping_caption(const Inputs& in, const Computed& r) {
    if (!in.stopping || diverges(in, r)) return "";
    if (r.steps == 0)
        return fmt::format("; with 1/$ηλ$ = {} there is no step to stop after", brief(r.time, 3));
    return fmt::format("; {} from 0 (1/$ηλ$ = {}) ended {} away from it", counted(brief(r.steps, 3), "step"),
                       brief(r.time, 3), brief(math::distance(r.stopped, r.weights), 2));
}

std::string caption(const Inputs& in, const Computed& r) {
    if (nothing_to_fit(r)) return "$y$ has no part along the features: the solution is 0 for every $λ$.";
    const std::string first = brief(100 * r.kept[0], 3), stopped = stopping_caption(in, r);
    if (rank_deficient(r))
        return fmt::format(
            "The solution is where a line of equal fit touches the penalty's circle: $λ$ = {} keeps {} % of "
            "the "
            "one direction that the data see{}.",
            brief(in.lambda, 3), first, stopped);
    return fmt::format(
        "The solution is where the data's ellipse touches the penalty's circle: $λ$ = {} keeps {} % of the "
        "first direction, {} % of the second{}.",
        brief(in.lambda, 3), first, brief(100 * r.kept[1], 3), stopped);
}

Vector entries(const math::Pair& w) { return {w[0], w[1]}; }

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{
        {"ridge", "ridge", "$w_λ$", entries(r.weights)},
        {"least-squares", "least squares", "$w_0$", entries(r.full)},
        {"norm", "length", "$‖w_λ‖$", math::length(r.weights)},
        {"degrees-of-freedom", "degrees of freedom", "df", r.kept[0] + r.kept[1]},
        {"condition-plain", "condition number of the data", "cond $X^TX$", r.data.condition_number(0)},
        {"condition", "condition number with the penalty", "with $λ$", r.data.condition_number(in.lambda)},
        {"prior-deviation", "deviation of the prior", "prior $σ/√λ$", in.noise / std::sqrt(in.lambda)},
        {"other-objective", "solution of the loss with 2/n", "with $2/n$ before the squares",
         entries(r.data.weights(in.observations * in.lambda / 4))}};
    if (in.stopping)
        out.append({{"steps", "equivalent steps, to whole ones", "$t ≈ 1/ηλ$", r.steps, "", true},
                    {"stopped", "weights after them", "$w_t$", entries(r.stopped)}});
    out.push_back(
        {"gradient-rest", "gradient at the solution", "", r.data.relative_gradient(r.weights, in.lambda)});
    return out;
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.readouts = readouts(in, r), .notices = notices(in, r), .caption = caption(in, r)};
    figure.panels = {map_panel(in, r), path_panel(in, r), shares_panel(in, r), features_panel(in, r)};
    figure.lead = "map";
    figure.slider_marks = {{"rate", {r.data.rate_limit(), "2/s₁²", true}}};
    if (!in.stopping) figure.inactive.push_back("rate");
    return figure;
}

Readouts probe_map(const Inputs& in, const Computed& r, double x, double y) {
    return {{"data-term", "data term", "$½‖y - Xw‖^2$", r.data.objective({x, y}, 0)},
            {"penalty", "penalty", "$½λ‖w‖^2$", 0.5 * in.lambda * (x * x + y * y)},
            {"objective", "objective", "sum", r.data.objective({x, y}, in.lambda)}};
}

Readouts probe_path(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    if (!(x > 0)) return {};
    const math::Pair kept = r.data.kept(x);
    return {{"ridge", "ridge", "$w$", entries(r.data.weights(x))},
            {"degrees-of-freedom", "degrees of freedom", "df", kept[0] + kept[1]}};
}

}  // namespace

Domain Inputs::domain() const {
    if (range) return *range;
    const Interval usual{-2, 5};
    if (usual.contains(truth[0]) && usual.contains(truth[1])) return {usual, usual};
    double half = 6;
    while (half < 1.1 * largest_size(truth)) half *= 2;
    return {{-half, half}, {-half, half}};
}

bool rank_deficient(const Computed& r) { return r.data.rank < 2; }

bool diverges(const Inputs& in, const Computed& r) { return in.rate > r.data.rate_limit(); }

bool has_first_part(const Computed& r) {
    const auto& v = r.data.directions[0];
    return std::abs(v[0] * r.full[0] + v[1] * r.full[1]) > 1e-12 * math::length(r.full);
}

bool nothing_to_fit(const Computed& r) { return math::length(r.full) == 0; }

bool ill_held(const Inputs& in, const Computed& r) { return r.data.condition_number(in.lambda) > 300; }

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "ridge",
        .topic = "likelihood",
        .title = "Ridge regression",
        .formula =
            R"(w_\lambda = \mathrm{argmin}\;\tfrac{1}{2}\|y - Xw\|^2 + \tfrac{\lambda}{2}\|w\|^2 = (X^{\top}X + \lambda I)^{-1}X^{\top}y )"
            R"(= \sum_i \frac{s_i^2}{s_i^2 + \lambda}\,\frac{u_i^{\top}y}{s_i}\,v_i \qquad w \sim \mathcal{N}(0, \tfrac{\sigma^2}{\lambda} I))",
        .parameters = parameters(),
        .presets =
            {{"orthogonal", "Independent features",
              "Circles meet circles: all directions shrink alike, the path is straight.",
              Inputs{.lambda = 20, .collinearity = 0}},
             {"held", "Collinear, but held",
              "The direction that the data hardly see is mostly given up, most of the other one stays.",
              Inputs{.lambda = 2, .collinearity = 0.99}},
             {"prior-wins", "A strong prior",
              "The prior is narrow: a tenth is left of the first direction, hardly anything of the second.",
              Inputs{.lambda = 300}},
             {"flies-away", "Least squares flies away",
              "Nearly collinear features and hardly a penalty: the noise decides where the weights are.",
              Inputs{.lambda = 1e-4, .collinearity = 0.999, .range = Domain{{-9, 9}, {-9, 9}}}, failure},
             {"same-twice", "One feature twice",
              "A valley of solutions; a small penalty picks one next to the shortest.",
              Inputs{.lambda = 0.01, .collinearity = 1}, failure},
             {"steps-too-large", "Steps too large",
              "Early stopping needs steps that converge: beyond 2/s₁² they do not.", Inputs{.rate = 0.054},
              failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}, {"path", probe_path}},
    });
}

}  // namespace lossfield::viz::ridge
