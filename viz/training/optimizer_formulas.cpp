#include "viz/training/optimizer_formulas.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace lossfield::viz {
namespace {

// Symbols that several rules share.
constexpr const char* gradient = R"(g_t = \nabla f(x_{t-1}))";
constexpr const char* means =
    R"(m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \quad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2)";
constexpr const char* corrections = R"(c_i = 1 - \beta_i^t)";

struct UpdateRule {
    bool of_gradient = false, of_means = false;
    const char* latex = "";
    const char* uncorrected = "";  // without bias correction, where that makes a difference
};

// In the order of OptimizerKind.
constexpr std::array<UpdateRule, math::optimizer_count> rules{
    {{false, false, R"(\text{Gradient descent:}\quad x_t = x_{t-1} - \eta\, \nabla f(x_{t-1}))"},
     {false, false,
      R"(\text{Momentum:}\quad \Delta_t = \beta \Delta_{t-1} - \eta\, \nabla f(x_{t-1}), \quad x_t = x_{t-1} + \Delta_t)"},
     {false, false,
      R"(\text{Nesterov:}\quad \Delta_t = \beta \Delta_{t-1} - \eta\, \nabla f(x_{t-1} + \beta \Delta_{t-1}), \quad x_t = x_{t-1} + \Delta_t)"},
     {true, true,
      R"(\text{Adam:}\quad x_t = x_{t-1} - \eta\, \frac{m_t / c_1}{\sqrt{v_t / c_2} + \varepsilon})",
      R"(\text{Adam, not corrected:}\quad x_t = x_{t-1} - \eta\, \frac{m_t}{\sqrt{v_t} + \varepsilon})"},
     {true, false,
      R"(\text{RMSProp:}\quad r_t = \rho\, r_{t-1} + (1-\rho)\, g_t^2, \quad x_t = x_{t-1} - \eta\, \frac{g_t}{\sqrt{r_t} + \varepsilon})"},
     {true, false,
      R"(\text{AdaGrad:}\quad s_t = s_{t-1} + g_t^2, \quad x_t = x_{t-1} - \eta\, \frac{g_t}{\sqrt{s_t} + \varepsilon})"},
     {true, false,
      R"(\text{Lion:}\quad x_t = x_{t-1} - \eta\, \mathrm{sign}(\beta_1 n_{t-1} + (1-\beta_1)\, g_t), \quad n_t = \beta_2 n_{t-1} + (1-\beta_2)\, g_t)"},
     {false, false, R"(\text{signSGD:}\quad x_t = x_{t-1} - \eta\, \mathrm{sign}\, \nabla f(x_{t-1}))"},
     {false, false,
      R"(\text{Newton:}\quad x_t = x_{t-1} - \eta\, (\nabla^2 f(x_{t-1}))^{-1}\, \nabla f(x_{t-1}))"},
     {false, false,
      R"(\text{L-BFGS:}\quad x_t = x_{t-1} - \eta\, B_t\, \nabla f(x_{t-1}), \quad B_t \approx (\nabla^2 f)^{-1} \text{ from the last 5 moves})"},
     {true, true,
      R"(\text{AdamW:}\quad x_t = (1 - \eta\lambda)\, x_{t-1} - \eta\, \frac{m_t / c_1}{\sqrt{v_t / c_2} + \varepsilon})",
      R"(\text{AdamW, not corrected:}\quad x_t = (1 - \eta\lambda)\, x_{t-1} - \eta\, \frac{m_t}{\sqrt{v_t} + \varepsilon})"},
     {true, true,
      R"(\text{AMSGrad:}\quad w_t = \max(w_{t-1}, v_t), \quad x_t = x_{t-1} - \eta\, \frac{m_t / c_1}{\sqrt{w_t / c_2} + \varepsilon})",
      R"(\text{AMSGrad, not corrected:}\quad w_t = \max(w_{t-1}, v_t), \quad x_t = x_{t-1} - \eta\, \frac{m_t}{\sqrt{w_t} + \varepsilon})"},
     {true, true,
      R"(\text{NAdam:}\quad x_t = x_{t-1} - \frac{\eta}{\sqrt{v_t / c_2} + \varepsilon} \left(\frac{\mu_{t+1} m_t}{1 - \prod_{i \le t+1} \mu_i} + \frac{(1-\mu_t)\, g_t}{1 - \prod_{i \le t} \mu_i}\right), \quad \mu_t = \beta_1 (1 - \tfrac{1}{2}\, 0.96^{0.004\,t}))",
      R"(\text{NAdam:}\quad x_t = x_{t-1} - \frac{\eta}{\sqrt{v_t} + \varepsilon} \left(\frac{\mu_{t+1} m_t}{1 - \prod_{i \le t+1} \mu_i} + \frac{(1-\mu_t)\, g_t}{1 - \prod_{i \le t} \mu_i}\right), \quad \mu_t = \beta_1 (1 - \tfrac{1}{2}\, 0.96^{0.004\,t}))"},
     {true, false,
      R"(\text{Adadelta:}\quad a_t = \rho\, a_{t-1} + (1-\rho)\, g_t^2, \quad d_t = \sqrt{\frac{b_{t-1} + \varepsilon}{a_t + \varepsilon}}\; g_t, \quad b_t = \rho\, b_{t-1} + (1-\rho)\, d_t^2, \quad x_t = x_{t-1} - \eta\, d_t)"},
     {true, false,
      R"(\text{Quasi-hyperbolic:}\quad q_t = \beta q_{t-1} + (1-\beta)\, g_t, \quad x_t = x_{t-1} - \eta\, ((1-\nu)\, g_t + \nu\, q_t))"},
     {false, false,
      R"(\text{Natural gradient:}\quad x_t = x_{t-1} - \eta\, F^{-1}\, \nabla f(x_{t-1}), \quad F \text{ the Fisher metric at } x_{t-1})"},
     {true, false, R"(\text{Mirror descent:}\quad x_t = x_{t-1}\, e^{-\eta\, g_t})"},
     {false, false,
      R"(\text{Langevin:}\quad x_t = x_{t-1} - \eta\, \nabla f(x_{t-1}) + \sqrt{2 \eta T}\, \zeta_t, \quad \zeta_t \sim \mathcal{N}(0, I))"},
     {true, false,
      R"(\text{Muon:}\quad M_t = \beta M_{t-1} + g_t, \quad x_t = x_{t-1} - \eta\, O_t, \quad O_t \approx (M_t M_t^{\top})^{-1/2} M_t)"},
     {true, false,
      R"(\text{Learned rates:}\quad \ell_t = \ell_{t-1} + \gamma\, g_{t-1} g_t, \quad x_t = x_{t-1} - \eta\, e^{\ell_t} g_t)"}}};

constexpr const char* muon_itself =
    R"(\text{Muon:}\quad M_t = \beta M_{t-1} + g_t, \quad x_t = x_{t-1} - \eta\, (M_t M_t^{\top})^{-1/2} M_t)";
constexpr const char* damped_newton =
    R"(\text{Newton, damped by } \delta\text{:}\quad x_t = x_{t-1} - \eta\, (\nabla^2 f(x_{t-1}) + \delta I)^{-1}\, \nabla f(x_{t-1}))";

// What changes the gradients, the places or the rates of all.
constexpr const char* gaussian_noise =
    R"(\nabla f \leftarrow \nabla f + \frac{\sigma}{\sqrt{B}}\, \xi_t, \quad \xi_t \sim \mathcal{N}(0, I))";
constexpr const char* heavy_noise =
    R"(\nabla f \leftarrow \nabla f + \frac{\sigma}{\sqrt{B}}\, \xi_t, \quad \xi_t \text{ Student-t})";
constexpr const char* coupled_decay = R"(\nabla f \leftarrow \nabla f + \lambda x)";
constexpr const char* decoupled_decay = R"(x \leftarrow (1 - \eta\lambda)\, x)";
constexpr const char* clipping =
    R"(\nabla f \leftarrow \min\left(1, \frac{\text{longest}}{\|\nabla f\|}\right) \nabla f)";
constexpr const char* searched = R"(\eta \text{ by line search})";
constexpr const char* scheduled = R"(\eta = \eta_t \text{ by the schedule})";

const char* rule_of(const OptimizerInputs& in, std::size_t number) {
    if (number == number_of(OptimizerKind::Muon) && in.muon_steps == 0) return muon_itself;
    if (number == number_of(OptimizerKind::Newton) && in.damping > 0) return damped_newton;
    const UpdateRule& rule = rules.at(number);
    return !in.bias_correction && *rule.uncorrected != '\0' ? rule.uncorrected : rule.latex;
}

}  // namespace

std::vector<std::string> update_formulas(const OptimizerInputs& in, const std::vector<std::size_t>& shown) {
    std::vector<std::string> out;
    const auto once = [&](const char* latex, bool when = true) {
        if (when && std::find(out.begin(), out.end(), latex) == out.end()) out.emplace_back(latex);
    };
    std::vector<std::size_t> told = shown;
    told.resize(std::min(told.size(), most_rules));
    bool own_decay = false, searches = false;
    for (const std::size_t k : told) {
        const UpdateRule& rule = rules.at(k);
        once(gradient, rule.of_gradient);
        once(means, rule.of_means);
        once(corrections, rule.of_means && in.bias_correction);
        once(rule_of(in, k));
        own_decay = own_decay || k == number_of(OptimizerKind::AdamW);
        searches =
            searches || ((k == number_of(OptimizerKind::Newton) || k == number_of(OptimizerKind::Lbfgs)) &&
                         in.line_search);
    }
    if (told.empty()) return out;
    once(searched, searches && told.size() == 1);
    once(in.noise_law == NoiseLaw::Heavy ? heavy_noise : gaussian_noise, in.noise > 0);
    once(in.weight_decay_kind == DecayKind::Coupled ? coupled_decay : decoupled_decay,
         in.weight_decay > 0 && !(own_decay && told.size() == 1));
    once(clipping, in.clip);
    once(scheduled, schedule_of(in).changes());
    return out;
}

std::vector<std::string> all_update_formulas() {
    std::vector<std::string> out{gradient,        means,          corrections, muon_itself,
                                 damped_newton,   gaussian_noise, heavy_noise, coupled_decay,
                                 decoupled_decay, clipping,       searched,    scheduled};
    for (const UpdateRule& rule : rules) {
        out.emplace_back(rule.latex);
        if (*rule.uncorrected != '\0') out.emplace_back(rule.uncorrected);
    }
    return out;
}

}  // namespace lossfield::viz
