// What the parts of the lab share: its inputs, its numbers and what is claimed of them (compute.cpp), the panels (scores.cpp, square.cpp),
// the words (figure.cpp).
#pragma once

#include "math/metric/pair_losses.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/run_end.hpp"
#include "viz/training/safe_rate.hpp"

namespace lossfield::viz::pair_ranking {

enum class Labels { Graded, Binary };
enum class Pull { Training, True };

struct Inputs : TrainingInputs {
    Inputs() { rates = training_rates(0.002, 0.04), steps = 20; }

    Vector scores{0.35, -0.2, 0.6, -0.55, 0.1, 0.45};
    Vector grades{3, 2, 1, 0, 3, 0};
    Labels labels = Labels::Graded;
    double cut = 1.5;     // binary: labels above it are 1
    bool cosines = true;  // scores cannot leave [-1, 1]
    double lambda = 20;
    math::PairLossKind kind = math::PairLossKind::Circle;
    Pull pull = Pull::Training;
    double gamma = 32, margin = 0.25;
    double negative = 0.6, positive = 0.5;  // s_n and s_p where the pair starts
    int levels = 10;
};

inline constexpr const char* cosent_formula =
    R"(L = \log\Big(1 + \sum_{y_i > y_k} e^{\lambda (f_k - f_i)}\Big))";
inline constexpr const char* binary_formula =
    R"(L = \log\Big(1 + \sum_{y_k = 0} e^{\lambda f_k} \sum_{y_i = 1} e^{-\lambda f_i}\Big))";
inline constexpr const char* unified_formula = R"(\log\big(1 + e^{\gamma (s_n - s_p + m)}\big))";
inline constexpr const char* circle_formula =
    R"(\log\big(1 + e^{\gamma [s_n + m]_+ (s_n - m) - \gamma [1 + m - s_p]_+ (s_p - 1 + m)}\big))";

// All steps of the scores, and of the pair, from the start on.
struct Run {
    std::vector<Vector> scores{};
    Vector loss{}, agreement{};  // Spearman's rho; NaN where it is not defined
    Vector negative{}, positive{}, pair_loss{};
    RunEnd end = RunEnd::Taken;

    [[nodiscard]] long long last() const { return static_cast<long long>(loss.size()) - 1; }
};

struct Computed {
    Vector labels{};  // as they count: graded or 0 and 1
    std::size_t pairs = 0;
    Run run{};
    GridField field{};                         // the pair's loss over (s_n, s_p)
    Vector random_loss{}, random_agreement{};  // of random scores
};

// What stands at a step of the run.
struct Standing {
    std::size_t step = 0;
    math::LossAndGradient ranking{};
    std::vector<math::RankedPair> pairs{};
    std::size_t inverted = 0;  // pairs that are not in order: f_k >= f_i although y_i > y_k
    double active = 0;         // sum of all weights, 1 - e^-L
    double worst = 0;          // the largest of them
    math::PairGradient pair{};
};
[[nodiscard]] Standing standing(const Inputs& in, const Computed& r, long long step);

[[nodiscard]] math::PairLoss pair_loss_of(const Inputs& in);

// Whether there is nothing to put in order: no two labels differ.
[[nodiscard]] bool no_pairs(const Computed& r);
[[nodiscard]] bool in_order(const Standing& s);
// Of circle loss with m <= 0: nowhere is its exponent negative, its loss below log 2.
[[nodiscard]] bool has_no_inside(const Inputs& in);
// Trained with the weights held: in how many steps up to this one the pair's own loss has risen by more than rounding.
[[nodiscard]] std::size_t raised_by_held_weights(const Inputs& in, const Computed& r, const Standing& s);
// Whether scores beyond a cosine's range have been cut to it.
[[nodiscard]] bool cuts_scores(const Inputs& in);
// Beyond the boundary the exponent is positive: the loss is above log 2.
[[nodiscard]] bool beyond_boundary(const Standing& s);
[[nodiscard]] bool on_boundary(const Standing& s);
// Of the ranking loss: 2 / L with L <= 2 lambda^2.
[[nodiscard]] SafeRate safe_rate(const Inputs& in);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel scores_panel(const Inputs& in, const Computed& r, const Standing& s);
[[nodiscard]] Panel agreement_panel(const Computed& r, const Standing& s);
[[nodiscard]] Panel loss_panel(const Computed& r, const Standing& s);
[[nodiscard]] Panel square_panel(const Inputs& in, const Computed& r, const Standing& s);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_square(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::pair_ranking
