// What the parts of the lab share: its inputs, its numbers and what is claimed of them (compute.cpp), the circle (circle.cpp), the other
// panels (panels.cpp), the words (figure.cpp).
#pragma once

#include "math/metric/info_nce.hpp"
#include "math/metric/von_mises_fisher.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/run_end.hpp"
#include "viz/training/safe_rate.hpp"

namespace lossfield::viz::info_nce {

enum class Moving { All, Anchor };

struct Inputs : TrainingInputs {
    Inputs() { rates = training_rates(0.01, 0.05), steps = 8; }

    double anchor = 90, positive = 25;  // degrees
    Vector negatives{125, 60, 172, -150, -95, -25, -60};
    double temperature = 0.2;
    Moving moving = Moving::All;
    double information = 2;  // nats
    int doublings = 7;       // the estimates are of up to 2^doublings candidates
    int dimension = 3;       // of the sphere's space in the fit of kappa
};

inline constexpr const char* loss_formula = R"(L = \log \sum_j e^{s_j / \tau} - \frac{s_+}{\tau})";
inline constexpr const char* information_formula = R"(I(X; Y) \ge \log N - \mathrm{E}[L])";

inline constexpr Interval temperatures{0.01, 1}, concentrations{0.1, 100};

struct Run {
    std::vector<Vector> angles{};  // radians: the anchor, the positive, the negatives
    Vector loss{};
    RunEnd end = RunEnd::Taken;

    [[nodiscard]] long long last() const { return static_cast<long long>(loss.size()) - 1; }
};

struct Computed {
    Run run{};
    std::vector<math::InformationEstimate> estimates{};
};

// What stands at a step of the run.
struct Standing {
    std::size_t step = 0;
    Vector angles{};
    math::CircleInfoNce nce{};
    double weight = 0;       // of the negatives: 1 - p_+, the sum of their shares
    double hardest = 0;      // the largest part of it that one negative has
    double effective = 0;    // e^H of these parts: how many negatives count
    std::size_t nearer = 0;  // negatives that are at least as near to the anchor as the positive
    double check = 0;        // of the gradient, against dual numbers
};
[[nodiscard]] Standing standing(const Inputs& in, const Computed& r, long long step);

[[nodiscard]] std::size_t candidates(const Inputs& in);
// Of several negatives one has more than 99 % of their weight.
[[nodiscard]] bool one_counts(const Standing& s);
// Negatives on the anchor itself: whatever their weight, their force along the circle is 0.
[[nodiscard]] std::size_t stuck(const Standing& s);
// The anchor is nearer to its positive than to any negative.
[[nodiscard]] bool told_apart_best(const Standing& s);
// There is more information than the logarithm of the most candidates.
[[nodiscard]] bool capped(const Inputs& in);
[[nodiscard]] double most_certified(const Inputs& in);
// By the highest curvature there is at this temperature, of what is trained.
[[nodiscard]] SafeRate safe_rate(const Inputs& in);

// The negatives' weight, and the largest part of it that one has, at another temperature.
struct Sharpness {
    double hardest = 0, weight = 0;
};
// The concentration whose mean is the positive's cosine: 0 where that is not positive, +inf at 1.
[[nodiscard]] double best_concentration(const Inputs& in, const Standing& s);
[[nodiscard]] Sharpness sharpness(const Vector& angles, double temperature);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel circle_panel(const Inputs& in, const Standing& s);
[[nodiscard]] Panel shares_panel(const Standing& s);
[[nodiscard]] Panel sharpness_panel(const Inputs& in, const Standing& s);
[[nodiscard]] Panel information_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel concentration_panel(const Inputs& in, const Standing& s);
[[nodiscard]] Panel loss_panel(const Computed& r, const Standing& s);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::info_nce
