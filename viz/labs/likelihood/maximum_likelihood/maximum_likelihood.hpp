// What the parts of the lab share: its parameters (maximum_likelihood.cpp), its numbers (compute.cpp) and its picture
// (density.cpp; panels.cpp: the landscape, NLL = H + KL, and the coin; figure.cpp).
#pragma once

#include "math/likelihood/sample_models.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::maximum_likelihood {

using Kind = math::SampleModelKind;
enum class Question { Fit, Direction };
enum class Choice { Gaussian, Bernoulli, Laplace, Mixture };

inline constexpr Interval width_range{0.25, 5};         // of the hills of p
inline constexpr Interval log_range{-300, 300};         // of log v and log b
inline constexpr Interval seeker_range{-20, 20};        // of the Gaussian held against p
inline constexpr std::size_t most_samples_drawn = 200;  // of more a hundred stand for all

struct Inputs {
    Question view = Question::Fit;
    Choice model = Choice::Gaussian;
    // Thirteen numbers as a Gaussian of mean 0.5 and deviation 1.2 gives them.
    Vector data{-1.4, -0.9, -0.6, -0.3, 0.1, 0.2, 0.5, 0.8, 0.9, 1.3, 1.6, 2.2, 2.7};
    Vector gaussian{1.5, 0.7};  // mu, log v
    Vector laplace{1.3, 0.3};   // mu, log b
    Vector means{-0.5, 1.2};
    double width = 1;
    int heads = 7, tails = 3;
    double chance = 0.4, true_chance = 0.6;
    math::KlDirection direction = math::KlDirection::Reverse;
    Vector seeker{-0.8, 0.3};  // mu, log sigma
    double mean_1 = 0.5, width_1 = 1.2, mean_2 = 3, width_2 = 1, weight = 1;
    std::optional<Domain> range{};  // none: automatic
    LevelRule level_rule = LevelRule::EqualArea;
    int levels = 9;

    // What is shown of the parameters' plane.
    [[nodiscard]] Domain domain() const;
};

struct Computed {
    math::Mixture p;
    math::SampleModel model;     // at the live parameters
    double nll = 0;              // the mean over the samples; NaN without a toss
    double expected = 0;         // of p
    double entropy = 0, kl = 0;  // of p;  expected = entropy + kl
    Vector gradient;             // of nll, or of the KL of the direction
    double check = 0;
    math::SampleFit best;  // the most likely place; a coin: p alone
    std::size_t fitted =
        0;  // so many samples the two means and the map are of: evenly chosen of many while something is dragged
    GridField excess;   // N (nll - least), or the KL of the direction
    GridField hill;     // e^-excess, of crowded samples e^-(nll - least); the KL again in the other view
    double height = 0;  // of the hill at the live place
    Vector levels;
    double base = 0;                  // what the excess counts from
    double forward = 0, reverse = 0;  // KL(p||q) and KL(q||p) of the live q
    math::ProjectedGaussian covering;
    std::vector<math::ProjectedGaussian> seeking;  // lowest first
};

inline constexpr const char* parts_formula = R"(-E_p \log f = H(p) + KL(p\,\|\,f))";
// Of the models, in the order of Choice; then of the two directions.
inline constexpr std::array<const char*, 6> model_formulas{
    R"(\mathrm{NLL} = -\frac{1}{n}\sum_i \log f(x_i), \quad f(x) = \frac{1}{\sqrt{2\pi v}}\, e^{-(x-\mu)^2/2v})",
    R"(\mathrm{NLL} = -\frac{k}{n}\log f - \frac{n-k}{n}\log(1-f))",
    R"(\mathrm{NLL} = -\frac{1}{n}\sum_i \log f(x_i), \quad f(x) = \frac{1}{2b}\, e^{-|x-\mu|/b})",
    R"(\mathrm{NLL} = -\frac{1}{n}\sum_i \log f(x_i), \quad f = \tfrac{1}{2}\,\mathcal{N}(\mu_1, \tau^2) + \tfrac{1}{2}\,\mathcal{N}(\mu_2, \tau^2))",
    R"(KL(p\,\|\,q) = E_p \log\frac{p}{q}, \quad q = \mathcal{N}(\mu, \sigma^2))",
    R"(KL(q\,\|\,p) = E_q \log\frac{q}{p}, \quad q = \mathcal{N}(\mu, \sigma^2))"};
[[nodiscard]] std::vector<std::string> formulas_of(const Inputs& in);

[[nodiscard]] inline bool fits(const Inputs& in) { return in.view == Question::Fit; }
[[nodiscard]] inline bool coin(const Inputs& in) { return fits(in) && in.model == Choice::Bernoulli; }
[[nodiscard]] inline bool reverse(const Inputs& in) { return in.direction == math::KlDirection::Reverse; }
// The divergence of the chosen direction, of the live q.
[[nodiscard]] inline double chosen_kl(const Inputs& in, const Computed& r) {
    return reverse(in) ? r.reverse : r.forward;
}

// Too many to draw each.
[[nodiscard]] inline bool crowded(const Inputs& in) {
    return fits(in) && !coin(in) && in.data.size() > most_samples_drawn;
}
// What the two means and the map are of are not all samples.
[[nodiscard]] inline bool stood_in_for(const Inputs& in, const Computed& r) {
    return r.fitted < in.data.size();
}
// The known density can be seen on the axis that shows the samples: neither is a dot beside the other.
[[nodiscard]] bool p_in_sight(const Inputs& in, const Computed& r);
[[nodiscard]] Interval hills_of_p(const Inputs& in);
// The part of the parameters' plane that the samples ask for, in round numbers.
[[nodiscard]] Domain automatic_range(const Inputs& in);
[[nodiscard]] std::optional<std::string> check(const Inputs& in);

[[nodiscard]] inline int tosses(const Inputs& in) { return in.heads + in.tails; }
// There are tosses, all of one side.
[[nodiscard]] inline bool one_sided(const Inputs& in) {
    return tosses(in) > 0 && (in.heads == 0 || in.tails == 0);
}
// The chance is 0 or 1 against a toss: the NLL is infinite.
[[nodiscard]] inline bool calls_impossible(const Computed& r) { return std::isinf(r.nll); }
// Some parameters are most likely: the least NLL is finite.
[[nodiscard]] inline bool has_maximum(const Computed& r) { return std::isfinite(r.best.nll); }
[[nodiscard]] bool all_equal(const Vector& samples);
// One width is fitted to equal samples: the narrower the model, the more likely it is.
[[nodiscard]] bool unbounded(const Inputs& in);
// Two equal means that samples apart could part: their shares are all one half, and expectation maximisation keeps them.
[[nodiscard]] bool never_parts(const Inputs& in);
// From the live means expectation maximisation comes to the most likely place found; it ends there, for its means rest.
[[nodiscard]] inline bool em_finds_best(const Computed& r) { return r.best.at == r.best.em.path.back(); }
[[nodiscard]] inline bool em_ends(const Computed& r) { return r.best.em.converged; }
// p has two hills: neither weight is 0, and they differ.
[[nodiscard]] bool has_two_hills(const Inputs& in);
// How many minima of the reverse divergence lie within a hill's width of its mean and are no wider than 1.5 times the hill.
[[nodiscard]] std::size_t minima_on_hills(const Inputs& in, const Computed& r);
// The second lowest is as low, to 1e-9 nats.
[[nodiscard]] bool two_lowest(const Computed& r);

// The model of the map: the parameter that the map's point moves, and what its two entries are.
struct Live {
    Kind kind;
    const char *parameter, *x, *y;
    const Vector& at;
};
[[nodiscard]] Live live(const Inputs& in);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_density(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_chance(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Panel density_panel(const Inputs& in, const Computed& r, Notices& notices);
[[nodiscard]] Panel integrand_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel landscape_panel(const Inputs& in, const Computed& r, bool in_space);
[[nodiscard]] Panel parts_panel(const Computed& r);
[[nodiscard]] Panel counts_panel(const Inputs& in);
[[nodiscard]] Panel chance_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel chance_hill_panel(const Inputs& in, const Computed& r);

}  // namespace lossfield::viz::maximum_likelihood
