// The formulas of the losses: those of the choice under the picture, all of them for the build, which sets them.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

// In the order of Loss; of the line's losses that of one residual.
constexpr std::array<const char*, 14> of_loss{
    "",
    R"(L_{\mathrm{CE}} = \log\sum_j e^{z_j/T} - z_t/T)",
    R"(L_{\mathrm{MSE}} = \tfrac{1}{2}\,\|p - y\|^2)",
    R"(L_{\mathrm{Brier}} = \|p - y\|^2)",
    R"(L_\gamma = -\frac{\log(\gamma + (1-\gamma)\,p_t)}{1-\gamma})",
    R"(L_{\mathrm{focal}} = -(1-p_t)^{\gamma_f}\,\log p_t)",
    R"(L_\varepsilon = -\sum_k \left((1-\varepsilon)\,y_k + \tfrac{\varepsilon}{3}\right)\log p_k)",
    R"(\ell_{\mathrm{MSE}}(r) = r^2)",
    R"(\ell_{\mathrm{MAE}}(r) = |r|)",
    R"(\ell_\delta(r) = \tfrac{1}{2}\,\min(|r|, \delta)^2 + \delta\,\max(|r| - \delta,\; 0))",
    R"(\ell_{\cosh}(r) = \log\cosh r)",
    R"(\ell_t(r) = \frac{\nu+1}{2}\,\log\left(1 + \frac{r^2}{\nu s^2}\right) + \log s + )"
    R"(\log\frac{\Gamma(\nu/2)\,\sqrt{\nu\pi}}{\Gamma((\nu+1)/2)})",
    R"(L = \frac{1}{N}\sum_{i=1}^N \left(\log(1 + e^{s_i}) - y_i\,s_i\right))",
    R"(L_{\mathrm{sq}} = \frac{1}{2N}\sum_{i=1}^N (\sigma(s_i) - y_i)^2 \qquad \sigma(s) = \frac{1}{1 + e^{-s}})"};

// Where gamma is 1 that one is a limit.
constexpr const char* gamma_one = R"(L_{\gamma=1} = 1 - p_t)";
constexpr const char* softmax_formula = R"(p_k = \frac{e^{z_k/T}}{\sum_j e^{z_j/T}})";
constexpr const char* one_hot_formula = R"(y_t = 1,\; y_{k \ne t} = 0)";
constexpr const char* mean_over_data =
    R"(L(w, b) = \frac{1}{N}\sum_{i=1}^N \ell(r_i), \quad r_i = w\,x_i + b - y_i)";
constexpr const char* standardised_formula =
    R"(x_i \leftarrow \frac{x_i - \bar{x}}{s_x}, \quad y_i \leftarrow \frac{y_i - \bar{y}}{s_y})";
constexpr const char* standardised_x_formula = R"(x_i \leftarrow \frac{x_i - \bar{x}}{s_x})";
constexpr const char* score_formula = R"(s_i = w\,x_i + b)";

const char* formula(const Inputs& in, Loss loss) {
    if (loss == Loss::GammaCrossEntropy && in.gamma == 1) return gamma_one;
    return of_loss[static_cast<std::size_t>(loss)];
}

}  // namespace

std::vector<std::string> formulas_of(const Inputs& in) {
    std::vector<std::string> out{formula(in, in.shown_loss())};
    if (in.shown_overlay() != Loss::None && in.shown_overlay() != in.shown_loss())
        out.emplace_back(formula(in, in.shown_overlay()));
    const auto any = [&](std::initializer_list<Loss> losses) {
        return std::any_of(losses.begin(), losses.end(),
                           [&](Loss loss) { return in.shown_loss() == loss || in.shown_overlay() == loss; });
    };
    switch (in.over) {
        case Over::Logits:
            if (any({Loss::SoftmaxMse, Loss::Brier, Loss::GammaCrossEntropy, Loss::Focal,
                     Loss::LabelSmoothed}))
                out.emplace_back(softmax_formula);
            if (any({Loss::SoftmaxMse, Loss::Brier, Loss::LabelSmoothed})) out.emplace_back(one_hot_formula);
            break;
        case Over::Line:
            out.emplace_back(mean_over_data);
            if (in.standardise) out.emplace_back(standardised_formula);
            break;
        case Over::Logistic:
            out.emplace_back(score_formula);
            if (in.standardise) out.emplace_back(standardised_x_formula);
            break;
    }
    return out;
}

std::vector<std::string> all_formulas() {
    std::vector<std::string> out(of_loss.begin() + 1, of_loss.end());
    out.insert(out.end(), {gamma_one, softmax_formula, one_hot_formula, mean_over_data, score_formula,
                           standardised_formula, standardised_x_formula});
    return out;
}

}  // namespace lossfield::viz::loss_surfaces
