// The von Mises-Fisher distribution on the unit sphere S^(d-1), the density behind a softmax of cosines.
//   f(x) = C_d(kappa) e^(kappa mu.x),   C_d(kappa) = kappa^nu / ((2 pi)^(d/2) I_nu(kappa)),  nu = d/2 - 1
//   NLL  = -log C_d(kappa) - kappa cos
//   dNLL/dkappa = A_d(kappa) - cos,  A_d = I_(d/2) / I_(d/2-1) = E[mu.x];   dNLL/dcos = -kappa
// kappa >= 0 (0: uniform), d >= 2, cos in [-1, 1]. The maximum-likelihood concentration solves A_d(kappa) = R, the mean resultant
// length of the data, R in [0, 1): finite; R = 1: +inf. d = 3 in closed form: A_3 = coth kappa - 1/kappa.
// Bessel functions only as ratios (Gauss' continued fraction, downwards) and scaled by e^-kappa: no overflow for any kappa.
// Classes of one kappa and equal shares have the posterior softmax(kappa mu_k.x): a softmax of temperature 1/kappa.
// Failure: d < 2, kappa < 0 or R outside of [0, 1]: std::invalid_argument. [Fisher 1953; Mardia, Jupp 2000, ch. 9; Gautschi, Slavik 1978]
#pragma once

namespace lossfield::math {

// log I_nu(kappa) - kappa for nu = d/2 - 1; -inf at kappa = 0 unless nu = 0.
[[nodiscard]] double log_scaled_bessel(int d, double kappa);
// A_d(kappa), rising from 0 to 1.
[[nodiscard]] double mean_resultant_length(int d, double kappa);
// log C_d(kappa); at 0 minus the logarithm of the sphere's area.
[[nodiscard]] double von_mises_fisher_log_constant(int d, double kappa);

struct VonMisesFisherTerms {
    double value = 0.0;  // nats
    double by_kappa = 0.0, by_cosine = 0.0;
};
[[nodiscard]] VonMisesFisherTerms von_mises_fisher_nll(int d, double kappa, double cosine);

// The kappa whose A_d is R.
[[nodiscard]] double fitted_concentration(int d, double resultant_length);

}  // namespace lossfield::math
