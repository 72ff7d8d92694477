// The picture of the lab put together: panels, readouts, notices, caption; and what is true under the pointer.
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

Notices coin_notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (tosses(in) == 0)
        out.push_back({"no-toss", Severity::Warning, "No toss yet: every chance is as likely as any other."});
    if (one_sided(in))
        out.push_back({"certain", Severity::Warning,
                       fmt::format("All tosses were {}: most likely is the chance {}, which calls the other "
                                   "side impossible. One toss to the contrary would then cost −log 0 = ∞.",
                                   in.tails == 0 ? "heads" : "tails", in.tails == 0 ? 1 : 0)});
    if (calls_impossible(r))
        out.push_back({"impossible", Severity::Failure,
                       fmt::format("The model calls impossible what has happened: at $f$ = {} the NLL is ∞.",
                                   brief(in.chance, 2))});
    return out;
}

Notices notices(const Inputs& in, const Computed& r) {
    if (coin(in)) return coin_notices(in, r);
    Notices out;
    if (!p_in_sight(in, r))
        out.push_back(
            {"p-elsewhere", Severity::Info,
             "The known density $p$ is too far from the samples, or too wide or narrow beside them, to be "
             "drawn with them."});
    if (never_parts(in))
        out.push_back(
            {"same-means", Severity::Warning,
             "Both means start at one place: every sample is shared half and half, and EM never parts "
             "them."});
    if (!unbounded(in)) return out;
    out.push_back({"unbounded", Severity::Failure,
                   fmt::format("{}: the narrower the model about {}, the more likely it is. As {} → 0 the "
                               "likelihood grows without bound, there is no maximum.",
                               in.data.size() == 1 ? "A single sample" : "All samples are equal",
                               readable(in.data[0], 3), r.model.kind == Kind::Laplace ? "$b$" : "$v$")});
    return out;
}

// A mean that is 0 but for rounding is 0.
double mean_of(const math::ProjectedGaussian& q) {
    return std::abs(q.mean) < 1e-9 * q.deviation ? 0 : q.mean;
}

std::string of_gaussian(const math::ProjectedGaussian& q) {
    return fmt::format("({}, {})", brief(mean_of(q), 3), brief(q.deviation, 3));
}

std::string direction_caption(const Inputs& in, const Computed& r) {
    if (!has_two_hills(in))
        return fmt::format(
            "With a single hill $p$ is itself a Gaussian, {}: it is the minimum of both divergences.",
            of_gaussian(r.covering));
    if (!reverse(in))
        return fmt::format(
            "Forward KL charges for what $q$ misses: its one minimum, {}, has the mean and variance of $p$, "
            "of "
            "both hills together.",
            of_gaussian(r.covering));
    const std::string charges = "Reverse KL charges for $q$ where $p$ is not; ";
    if (r.seeking.empty()) return charges + "from neither hill a minimum was found.";
    if (r.seeking.size() == 1)
        return charges + "here it has a single minimum, at " + of_gaussian(r.seeking[0]) + ".";
    const std::size_t all = r.seeking.size(), on = minima_on_hills(in, r);
    const std::string share = on < all   ? fmt::format("{} of them", on == 0 ? "none" : std::to_string(on))
                                : all == 2 ? "both"
                                         : "all";
    return fmt::format("{}it has {} minima, {} on a hill, the lowest at {}{}.", charges, all, share,
                       of_gaussian(r.seeking[0]),
                       two_lowest(r) ? " and, as low, at " + of_gaussian(r.seeking[1]) : "");
}

// In words: where the samples are most likely.
std::string likeliest(const Inputs& in, const Computed& r) {
    const double rounding = 1e-9 * largest_size(in.data);
    const auto told = [&](double mean) { return brief(std::abs(mean) < rounding ? 0 : mean, 3); };
    const std::string a = told(r.best.at[0]);
    if (r.model.kind == Kind::Means) {
        const auto& [first, second] = r.best.em.path.back();
        const std::string means = fmt::format("the means {} and {}", a, told(r.best.at[1]));
        const std::string steps = counted(std::to_string(r.best.em.path.size() - 1), "step");
        if (em_finds_best(r))
            return fmt::format("{}, {} after {}", means,
                               em_ends(r) ? "where EM ends" : "as far as EM, still moving, has come", steps);
        return fmt::format("{}; from here EM {} {} and {}, less likely, after {}", means,
                           em_ends(r) ? "ends at" : "has come to", told(first), told(second), steps);
    }
    const std::string scale = brief(std::exp(r.best.at[1]), 3);
    if (r.model.kind == Kind::Gaussian)
        return fmt::format("the mean {} and $v$ = {} of the samples", a, scale);
    return fmt::format("the median {} and $b$ = {}, the mean distance from it", a, scale);
}

std::string coin_caption(const Inputs& in, const Computed& r) {
    const std::string expected = fmt::format(
        "NLL by the true chance $p$ is $H(p)$ + KL: moving $f$ changes only KL = {} nats. ", brief(r.kl, 3));
    if (tosses(in) == 0) return expected + "Without a toss nothing is known of $p$.";
    return fmt::format(
        "{}The tosses are most likely at $k/n$ = {}, where their mean NLL is the entropy $H(k/n)$ = {}.",
        expected, brief(r.best.at[0], 3), brief(r.best.nll, 3));
}

std::string caption(const Inputs& in, const Computed& r) {
    if (coin(in)) return coin_caption(in, r);
    if (!fits(in)) return direction_caption(in, r);
    const std::string constant =
        fmt::format("NLL by $p$ and KL differ by the constant $H(p)$ = {} nats", brief(r.entropy, 4));
    if (!has_maximum(r)) return constant + ": what makes one least makes the other least.";
    return fmt::format("{}. The samples only estimate it; {} are most likely at {}.", constant,
                       stood_in_for(in, r) ? fmt::format("{} of them, evenly chosen,", r.fitted) : "they",
                       likeliest(in, r));
}

Readouts direction_readouts(const Inputs& in, const Computed& r) {
    Readout chosen{"loss", "forward divergence", "$KL(p‖q)$", r.forward, "nats"};
    Readout other{"other", "reverse divergence", "$KL(q‖p)$", r.reverse, "nats"};
    if (reverse(in)) std::swap(chosen, other), std::swap(chosen.id, other.id);
    Readouts out{
        chosen,
        other,
        {"gradient", "gradient", "$∂$KL$/∂(μ,$log$ σ)$", r.gradient},
        {"covering", "covering fit", "covers $(μ, σ)$", Vector{r.covering.mean, r.covering.deviation}}};
    for (std::size_t k = 0; k < r.seeking.size(); ++k)
        out.push_back({fmt::format("seeking-{}", k + 1), "seeking fit", "seeks $(μ, σ, KL)$",
                       Vector{mean_of(r.seeking[k]), r.seeking[k].deviation, r.seeking[k].kl}});
    out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

Readouts readouts(const Inputs& in, const Computed& r) {
    if (!fits(in)) return direction_readouts(in, r);
    const auto& [a, b] = r.best.at;
    const bool none = coin(in) && tosses(in) == 0;
    Readouts out{{"loss", "mean NLL of the samples", "NLL", none ? ReadoutValue("none: no toss") : r.nll,
                  none ? "" : "nats"},
                 {"expected", "NLL expected by p", "NLL by $p$", r.expected, "nats"},
                 {"entropy", "entropy of p", "$H(p)$", r.entropy, "nats"},
                 {"kl", "divergence", "$KL(p‖f)$", r.kl, "nats"}};
    if (none) return out;
    out.append({{"least", "least NLL of the samples", "least NLL", r.best.nll, "nats"},
                {"gradient", "gradient", "$∂$NLL", r.gradient},
                {"best", "most likely", coin(in) ? "$k/n$" : "most likely",
                 coin(in) ? ReadoutValue(a) : Vector{a, b}}});
    if (!coin(in) || !calls_impossible(r)) out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

std::vector<std::string> hidden(const Inputs& in) {
    std::vector<std::string> out;
    const auto unless = [&](bool shown, std::initializer_list<const char*> ids) {
        if (!shown) out.insert(out.end(), ids.begin(), ids.end());
    };
    const Kind kind = live(in).kind;
    unless(fits(in), {"model"});
    unless(fits(in) && !coin(in), {"data"});
    unless(kind == Kind::Gaussian && !coin(in), {"gaussian"});
    unless(kind == Kind::Laplace, {"laplace"});
    unless(kind == Kind::Means, {"means", "model-width"});
    unless(coin(in), {"heads", "tails", "chance", "true-chance"});
    unless(kind == Kind::Seeker, {"direction", "seeker"});
    unless(!coin(in), {"mean-1", "width-1", "mean-2", "width-2", "weight", "domain", "level-rule", "levels"});
    return out;
}

}  // namespace

std::vector<std::string> formulas_of(const Inputs& in) {
    if (!fits(in)) return {model_formulas[reverse(in) ? 5 : 4]};
    return {model_formulas.at(static_cast<std::size_t>(in.model)), parts_formula};
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.readouts = readouts(in, r), .notices = notices(in, r), .caption = caption(in, r)};
    figure.hidden = hidden(in);
    figure.formulas = formulas_of(in);
    if (coin(in))
        figure.panels = {counts_panel(in), chance_panel(in, r), parts_panel(r), chance_hill_panel(in, r)};
    else
        figure.panels = {density_panel(in, r, figure.notices), landscape_panel(in, r, false),
                         fits(in) ? parts_panel(r) : integrand_panel(in, r), landscape_panel(in, r, true)};
    for (std::size_t k = 0; k < 4; ++k)
        figure.panels[k].cell = {static_cast<int>(k / 2), static_cast<int>(k % 2), 1, 1};
    if (in.weight == 1 && !coin(in)) figure.inactive = {"mean-2", "width-2"};
    if (in.weight == 0 && !coin(in)) figure.inactive = {"mean-1", "width-1"};
    return figure;
}

Readouts probe_density(const Inputs& in, const Computed& r, double x, double /*y*/) {
    return {{"p", "known density", "$p$", math::mixture_density(r.p, x)},
            {"model", fits(in) ? "model" : "q", fits(in) ? "$f$" : "$q$", r.model.density(x)}};
}

Readouts probe_chance(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    if (tosses(in) == 0 || x < 0 || x > 1) return {};
    return {{"loss", "mean NLL", "NLL", math::bernoulli_average_nll(in.heads, tosses(in), x).value, "nats"}};
}

Readouts probe_map(const Inputs& in, const Computed& r, double x, double y) {
    const math::SampleModel model{r.model.kind, x, y, r.model.width};
    if (fits(in)) return {{"loss", "mean NLL of the samples", "NLL", model.nll(in.data), "nats"}};
    return {
        {"loss", "divergence", "KL", math::gaussian_to_mixture_kl(in.direction, r.p, x, y).value, "nats"}};
}

}  // namespace lossfield::viz::maximum_likelihood
