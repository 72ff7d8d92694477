#include "math/numerics/decompositions.hpp"

#include <gtest/gtest.h>

#include "tests/math/dense.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::tests {
namespace decompositions_test {

using Eigen::MatrixXd;

MatrixXd random_matrix(std::uint64_t sample, Eigen::Index rows, Eigen::Index columns) {
    const std::vector<double> entries = random_point(sample, static_cast<std::size_t>(rows * columns), 2);
    return Eigen::Map<const MatrixXd>(entries.data(), rows, columns);
}

double fault_of_unit_columns(const MatrixXd& m) {
    return (m.transpose() * m - MatrixXd::Identity(m.cols(), m.cols())).cwiseAbs().maxCoeff();
}

constexpr std::pair<int, int> sizes[] = {{1, 1}, {3, 3}, {5, 2}, {2, 7}, {6, 1}, {1, 4}, {12, 4}};

TEST(Decompositions, SingularVectorsMultiplyToTheMatrix) {
    for (std::uint64_t s = 0; s < 70; ++s) {
        const auto [rows, columns] = sizes[s % std::size(sizes)];
        const MatrixXd m = random_matrix(s, rows, columns);
        const auto thin = math::singular_vectors(m), full = math::singular_vectors_full(m);
        const Eigen::Index rank = std::min(rows, columns);
        ASSERT_EQ(thin.v.cols(), rank);
        ASSERT_EQ(full.v.cols(), columns);
        EXPECT_LT((thin.u * thin.values.asDiagonal() * thin.v.transpose() - m).norm(),
                  1e-14 * (1 + m.norm()));
        for (const MatrixXd& turn : {thin.u, thin.v, full.u, full.v})
            EXPECT_LT(fault_of_unit_columns(turn), 1e-14);
        for (Eigen::Index i = 1; i < rank; ++i) EXPECT_GE(thin.values[i - 1], thin.values[i]);
        EXPECT_EQ(thin.values, full.values);
        EXPECT_LT((m * full.v.rightCols(columns - rank)).norm(), 1e-13);
        Eigen::VectorXd expected = hestenes(m).values;
        std::sort(expected.begin(), expected.end(), std::greater<>());
        EXPECT_LT((thin.values - expected).norm(), 1e-13 * expected[0]) << s;
    }
}

TEST(Decompositions, ABasisSpansWhatItsColumnsSpanOneByOne) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Eigen::Index n = 1 + static_cast<Eigen::Index>(s % 4),
                           rows = n + static_cast<Eigen::Index>(s % 9);
        const MatrixXd m = random_matrix(100 + s, rows, n);
        const MatrixXd basis = math::orthonormal_basis(m), expected = orthonormalised(m);
        ASSERT_EQ(basis.rows(), rows);
        ASSERT_EQ(basis.cols(), n);
        EXPECT_LT(fault_of_unit_columns(basis), 1e-14);
        for (Eigen::Index k = 0; k < n; ++k)
            EXPECT_NEAR(std::abs(basis.col(k).dot(expected.col(k))), 1, 1e-13) << s;
    }
}

}  // namespace decompositions_test
}  // namespace lossfield::tests
