#include "math/numerics/matrix_sign.hpp"

#include <gtest/gtest.h>

#include "math/numerics/dual.hpp"
#include "tests/math/dense.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace matrix_sign_test {

using Eigen::MatrixXd;
using math::Matrix2x2;
using math::muon_coefficients;
using math::NewtonSchulz;
using math::taylor_coefficients;

MatrixXd random_matrix(std::uint64_t sample, Eigen::Index rows, Eigen::Index columns) {
    MatrixXd m(rows, columns);
    for (Eigen::Index i = 0; i < m.size(); ++i)
        m.data()[i] = math::random_normal(
            {.seed = 29, .stream = 1, .step = sample, .coordinate = static_cast<std::uint32_t>(i)});
    return m;
}

MatrixXd random_orthogonal(std::uint64_t sample, Eigen::Index n) {
    return orthonormalised(random_matrix(sample, n, n));
}

Matrix2x2 four(const MatrixXd& m) { return {m(0, 0), m(0, 1), m(1, 0), m(1, 1)}; }

MatrixXd dense(const Matrix2x2& m) {
    MatrixXd all(2, 2);
    all << m[0], m[1], m[2], m[3];
    return all;
}

double inner(const MatrixXd& a, const MatrixXd& b) { return a.cwiseProduct(b).sum(); }

// Sizes with more rows, more columns and neither.
constexpr std::pair<int, int> sizes[] = {{1, 1}, {2, 2}, {3, 3}, {8, 8}, {5, 2}, {2, 7}, {6, 1}, {1, 4}};

TEST(MatrixSign, ThePolarFactorsMultiplyToTheMatrix) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const auto [rows, columns] = sizes[s % std::size(sizes)];
        const MatrixXd m = random_matrix(s, rows, columns);
        const MatrixXd sign = math::matrix_sign(m);
        const MatrixXd size = sign.transpose() * m;  // (M^T M)^(1/2)
        EXPECT_LT((sign * size - m).norm(), 1e-12 * m.norm());
        EXPECT_LT((size - size.transpose()).norm(), 1e-12 * m.norm());
        EXPECT_LT((size * size - m.transpose() * m).norm(), 1e-12 * m.squaredNorm());
        EXPECT_NEAR(size.trace(), math::nuclear_norm(m), 1e-12 * m.norm());
        const MatrixXd one =
            rows < columns ? MatrixXd(sign * sign.transpose()) : MatrixXd(sign.transpose() * sign);
        EXPECT_LT((one - MatrixXd::Identity(one.rows(), one.cols())).norm(), 1e-13);
    }
}

TEST(MatrixSign, OfADiagonalItIsTheSignAndOfAColumnTheDirection) {
    const MatrixXd m = Eigen::Vector4d(2, -3, 1e-6, -1e8).asDiagonal();
    const MatrixXd signs = Eigen::Vector4d(1, -1, 1, -1).asDiagonal();
    EXPECT_LT((math::matrix_sign(m) - signs).norm(), 1e-14);
    const MatrixXd column = random_matrix(5, 6, 1);
    EXPECT_LT((math::matrix_sign(column) - column / column.norm()).norm(), 1e-14);
}

TEST(MatrixSign, IsTheNearestOrthogonalMatrixAndTheBestAligned) {
    for (std::uint64_t s = 0; s < 200; ++s) {
        const Eigen::Index n = 2 + static_cast<Eigen::Index>(s % 4);
        const MatrixXd m = random_matrix(s, n, n);
        const MatrixXd sign = math::matrix_sign(m);
        // Anywhere in the group, and close by: Cayley's map of a small skew matrix is orthogonal.
        const MatrixXd a = 0.01 * random_matrix(1000 + s, n, n);
        const MatrixXd skew = a - a.transpose();
        const MatrixXd one = MatrixXd::Identity(n, n);
        const MatrixXd turn = inverse(one - skew) * (one + skew);
        for (const MatrixXd& other : {random_orthogonal(2000 + s, n), MatrixXd(turn * sign)}) {
            EXPECT_LT((m - sign).norm(), (m - other).norm());
            EXPECT_GT(inner(sign, m), inner(other, m));
        }
        EXPECT_NEAR(inner(sign, m), math::nuclear_norm(m), 1e-12 * m.norm());
    }
}

TEST(MatrixSign, TurnsWithTheMatrixAndForgetsItsScale) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const MatrixXd m = random_matrix(s, 4, 3);
        const MatrixXd p = random_orthogonal(500 + s, 4);
        const MatrixXd q = random_orthogonal(700 + s, 3);
        const MatrixXd sign = math::matrix_sign(m);
        EXPECT_LT((math::matrix_sign(p * m * q) - p * sign * q).norm(), 1e-12);
        EXPECT_LT((math::matrix_sign(1e9 * m) - sign).norm(), 1e-12);
        EXPECT_LT((math::matrix_sign(-1e-9 * m) + sign).norm(), 1e-12);
        EXPECT_LT((math::matrix_sign(m.transpose()) - sign.transpose()).norm(), 1e-12);
        for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients}) {
            const MatrixXd x = math::newton_schulz(m, by, 5);
            EXPECT_LT((math::newton_schulz(p * m * q, by, 5) - p * x * q).norm(), 1e-11);
            EXPECT_LT((math::newton_schulz(1e-200 * m, by, 5) - x).norm(), 1e-11);
            EXPECT_LT((math::newton_schulz(m.transpose(), by, 5) - x.transpose()).norm(), 1e-11);
        }
    }
}

// The subgradient inequality, and where the norm is smooth its derivative.
TEST(MatrixSign, IsTheGradientOfTheNuclearNorm) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const MatrixXd m = random_matrix(s, 3, 4);
        const MatrixXd d = random_matrix(300 + s, 3, 4);
        const double slope = inner(math::matrix_sign(m), d);
        EXPECT_GE(math::nuclear_norm(m + d), math::nuclear_norm(m) + slope - 1e-12);
        const double h = 1e-5;
        EXPECT_NEAR((math::nuclear_norm(m + h * d) - math::nuclear_norm(m - h * d)) / (2 * h), slope, 1e-6);
        const MatrixXd flat = random_matrix(s, 3, 1) * random_matrix(s, 1, 4);
        EXPECT_GE(math::nuclear_norm(flat + d),
                  math::nuclear_norm(flat) + inner(math::matrix_sign(flat), d) - 1e-12);
    }
}

TEST(MatrixSign, BelowFullRankKeepsTheDirectionsThatAreThere) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        const Eigen::Index rank = 1 + static_cast<Eigen::Index>(s % 3);
        const MatrixXd m = random_matrix(s, 5, rank) * random_matrix(100 + s, rank, 4);
        const Eigen::VectorXd values = math::singular_values(math::matrix_sign(m));
        for (Eigen::Index i = 0; i < 4; ++i) EXPECT_NEAR(values[i], i < rank ? 1 : 0, 1e-13) << rank;
        const MatrixXd u = random_matrix(200 + s, 2, 1);
        const MatrixXd v = random_matrix(300 + s, 1, 2);
        const MatrixXd flat = u * v;
        EXPECT_LT((dense(math::matrix_sign_2x2(four(flat))) - flat / flat.norm()).norm(), 1e-14);
    }
    EXPECT_EQ(math::matrix_sign(MatrixXd::Zero(3, 2)), MatrixXd::Zero(3, 2));
    EXPECT_EQ(math::newton_schulz(MatrixXd::Zero(3, 2), muon_coefficients, 5), MatrixXd::Zero(3, 2));
    EXPECT_EQ(math::matrix_sign_2x2({}), Matrix2x2{});
    EXPECT_EQ(math::newton_schulz_2x2({}, muon_coefficients, 5), Matrix2x2{});
}

TEST(MatrixSign2x2, AgreesWithTheGeneralForm) {
    for (std::uint64_t s = 0; s < 400; ++s) {
        MatrixXd m = random_matrix(s, 2, 2);
        if (s % 4 == 1) m.row(1) = m.row(0) + 1e-6 * m.row(1);
        if (s % 4 == 2) m.col(0) *= 1e-7;
        if (s % 4 == 3) m *= s % 8 == 3 ? 1e200 : 1e-300;
        const double condition = math::singular_values(m)[0] / math::singular_values(m)[1];
        EXPECT_LT((dense(math::matrix_sign_2x2(four(m))) - math::matrix_sign(m)).norm(), 1e-14 * condition)
            << s;
        EXPECT_TRUE(close(math::nuclear_norm_2x2(four(m)), math::nuclear_norm(m), {1e-13, 0})) << s;
        for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients}) {
            for (int steps : {0, 1, 5, 10}) {
                const MatrixXd x = dense(math::newton_schulz_2x2(four(m), by, steps));
                EXPECT_LT((x - math::newton_schulz(m, by, steps)).norm(), steps == 10 ? 1e-7 : 1e-12) << s;
            }
        }
    }
}

TEST(MatrixSign2x2, ARotationAndAReflectionAreTheirOwnSigns) {
    for (double angle : {0.0, 0.4, 2.0, -3.0}) {
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        EXPECT_TRUE(close(math::matrix_sign_2x2({5 * c, -5 * s, 5 * s, 5 * c}), Matrix2x2{c, -s, s, c}));
        EXPECT_TRUE(close(math::matrix_sign_2x2({5 * c, 5 * s, 5 * s, -5 * c}), Matrix2x2{c, s, s, -c}));
    }
    const Matrix2x2 x = math::matrix_sign_2x2({1, std::nan(""), 0, 0});
    for (double entry : x) EXPECT_TRUE(std::isnan(entry));
    for (double entry : math::newton_schulz_2x2({1, INFINITY, 0, 0}, muon_coefficients, 5))
        EXPECT_TRUE(std::isnan(entry));
}

// U and V stay, every singular value of M / |M|_F follows the scalar map.
TEST(NewtonSchulzIteration, MovesTheSingularValuesByTheScalarMap) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const auto [rows, columns] = sizes[s % std::size(sizes)];
        const MatrixXd m = random_matrix(s, rows, columns);
        const auto [u, values, v] = hestenes(m);
        for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients}) {
            for (int steps : {0, 1, 3, 5}) {
                Eigen::VectorXd moved = values / m.norm();
                for (double& value : moved) value = by.after(value, steps);
                const MatrixXd expected = u * moved.asDiagonal() * v.transpose();
                EXPECT_LT((math::newton_schulz(m, by, steps) - expected).norm(), 1e-12);
            }
        }
    }
}

TEST(NewtonSchulzIteration, TaylorConvergesCubicallyAndMuonNeverSettles) {
    using math::Dual;
    using Second = Dual<Dual<double>>;
    const auto map = [](const NewtonSchulz& by, auto s) {
        return s * (by.a + s * s * (by.b + s * s * by.c));
    };
    const Second at_one = map(taylor_coefficients, Second{{1, 1}, {1, 0}});
    EXPECT_EQ(at_one.value.value, 1);
    EXPECT_EQ(at_one.value.derivative, 0);
    EXPECT_EQ(at_one.derivative.derivative, 0);
    // g(1 + e) - 1 = (5/2) e^3 + O(e^4).
    for (double e : {1e-2, -1e-2, 1e-3})
        EXPECT_NEAR((taylor_coefficients.value(1 + e) - 1) / (e * e * e), 2.5, 3 * std::abs(e));
    EXPECT_NEAR(taylor_coefficients.after(0.01, 5), 0.228, 5e-4);
    const MatrixXd m = random_matrix(4, 4, 4);
    EXPECT_LT((math::newton_schulz(m, taylor_coefficients, 25) - math::matrix_sign(m)).norm(), 1e-12);
    EXPECT_GT((math::newton_schulz(m, muon_coefficients, 25) - math::matrix_sign(m)).norm(), 0.1);
    for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients}) {
        for (double s : {0.0, 0.01, 0.5, 1.0, 1.3})
            EXPECT_NEAR(by.slope(s), map(by, Dual<double>{s, 1}).derivative, 1e-13);
    }
}

TEST(NewtonSchulzIteration, FixedPointsAndTheirSlopes) {
    const auto muon = math::fixed_points(muon_coefficients);
    ASSERT_EQ(muon.size(), 2u);
    EXPECT_NEAR(muon[0].at, 0.86803, 5e-6);
    EXPECT_NEAR(muon[1].at, 1.26373, 5e-6);
    EXPECT_NEAR(muon[0].slope, -1.58, 5e-3);
    EXPECT_NEAR(muon[1].slope, 6.47, 5e-3);
    const auto taylor = math::fixed_points(taylor_coefficients);
    ASSERT_EQ(taylor.size(), 2u);
    EXPECT_NEAR(taylor[0].at, 1, 1e-15);
    EXPECT_NEAR(taylor[0].slope, 0, 1e-14);
    EXPECT_NEAR(taylor[1].at, std::sqrt(7.0 / 3.0), 1e-15);
    EXPECT_GT(taylor[1].slope, 1);
    // The cubic iteration; one without any fixed point; the identity, of which every point is one.
    const auto cubic = math::fixed_points({1.5, -0.5, 0});
    ASSERT_EQ(cubic.size(), 1u);
    EXPECT_EQ(cubic[0].at, 1);
    EXPECT_TRUE(math::fixed_points({2, 0, 1}).empty());
    EXPECT_TRUE(math::fixed_points({1, 0, 0}).empty());
    for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients, NewtonSchulz{3.0, -3.2, 1.2}})
        for (const auto& point : math::fixed_points(by)) EXPECT_NEAR(by.value(point.at), point.at, 1e-14);
}

TEST(NewtonSchulzIteration, FiveStepsOfMuonBringEveryValueNearOne) {
    const auto image = math::image_of(muon_coefficients, {0.01, 1}, 5);
    EXPECT_NEAR(image.low, 0.6818, 5e-5);
    EXPECT_NEAR(image.high, 1.1344, 5e-5);
    for (const NewtonSchulz& by : {muon_coefficients, taylor_coefficients, NewtonSchulz{3.0, -3.2, 1.2}}) {
        for (int steps : {0, 1, 2, 5}) {
            const auto exact = math::image_of(by, {0.01, 1}, steps);
            double low = INFINITY;
            double high = -INFINITY;
            for (int i = 0; i <= 20000; ++i) {
                const double s = by.after(0.01 + 0.99 * i / 20000.0, steps);
                low = std::min(low, s);
                high = std::max(high, s);
            }
            EXPECT_LE(exact.low, low + 1e-14);
            EXPECT_GE(exact.high, high - 1e-14);
            EXPECT_NEAR(exact.low, low, 1e-3);
            EXPECT_NEAR(exact.high, high, 1e-3);
        }
    }
    // Negative values mirror positive ones: g is odd.
    const auto mirrored = math::image_of(muon_coefficients, {-1, -0.01}, 5);
    EXPECT_EQ(mirrored.low, -image.high);
    EXPECT_EQ(mirrored.high, -image.low);
}

TEST(MatrixSign, RefusesWhatIsNoMatrix) {
    const MatrixXd m = MatrixXd::Identity(2, 2);
    MatrixXd bad = m;
    bad(0, 1) = NAN;
    EXPECT_THROW((void)math::matrix_sign(MatrixXd()), std::invalid_argument);
    EXPECT_THROW((void)math::matrix_sign(bad), std::invalid_argument);
    EXPECT_THROW((void)math::newton_schulz(m, muon_coefficients, -1), std::invalid_argument);
    EXPECT_THROW((void)math::image_of(muon_coefficients, {1, 0}, 1), std::invalid_argument);
}

}  // namespace matrix_sign_test
}  // namespace lossfield::tests
