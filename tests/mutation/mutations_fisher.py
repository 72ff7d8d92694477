"""Mutations of Fisher's geometry, the flows on the simplex and the information projections."""

MUTATIONS = [
    ("math/information/fisher.cpp", "sum += u[k] * v[k] / p[k];", "sum += u[k] * v[k] * p[k];"),
    ("math/information/fisher.cpp", "++k) mean += p[k] * dz[k];", "++k) mean -= p[k] * dz[k];"),
    ("math/information/fisher.cpp", "out[k] = (1.0 - t) * p[k] + t * q[k];", "out[k] = (1.0 + t) * p[k] - t * q[k];"),
    ("math/information/fisher.cpp", "const double a = 0.5 * fisher_rao_distance(p, q);", "const double a = fisher_rao_distance(p, q);"),
    ("math/information/fisher.cpp", "return std::sqrt(sum) * std::numbers::pi * sine * cosine;", "return std::sqrt(sum) * std::numbers::pi * sine;"),
    ("math/information/fisher.cpp", "slope[k] = std::log(q[k]) - std::log(p[k]);", "slope[k] = std::log(q[k]) + std::log(p[k]);"),
    ("math/information/fisher.cpp", "const double near = std::cos(0.5 * radius)", "const double near = std::cos(radius)"),
    ("math/information/fisher.cpp", "out.area = 4.0 * solid;", "out.area = 2.0 * solid;"),
    ("math/information/fisher.cpp", "return angle[0] + angle[1] + angle[2] - std::numbers::pi;", "return angle[0] + angle[1] - angle[2] - std::numbers::pi;"),
    ("math/information/information_projection.cpp", "sum += (r[k] - p[k]) * l[k];", "sum += (r[k] + p[k]) * l[k];"),
    ("math/information/information_projection.cpp", "sum += d * (std::log(r[k]) - std::log(p[k]));", "sum += d * (std::log(r[k]) + std::log(p[k]));"),
    ("math/information/information_projection.cpp", "if (d > 0.0) range.low = std::max(range.low, -a[k] / d);", "if (d > 0.0) range.low = std::max(range.low, a[k] / d);"),
    ("math/flows/simplex_flow.cpp", "dz[k] = q[k] - p[k];", "dz[k] = p[k] - q[k];"),
    ("math/flows/simplex_flow.cpp", "std::log(p[k]) - std::log(q[k]) - whole", "std::log(p[k]) - std::log(q[k]) + whole"),
    ("math/flows/simplex_flow.cpp", "z[k] += h / 6.0 * total[k];", "z[k] += h / 5.0 * total[k];"),
    ("math/numerics/quadrature.hpp", "rule.weight[i] = 2.0 / (", "rule.weight[i] = 1.0 / ("),
]
