#include "math/numerics/decompositions.hpp"

#include <Eigen/QR>
#include <Eigen/SVD>

namespace lossfield::math {
namespace {

SingularVectors decomposed(const Eigen::MatrixXd& m, unsigned wanted) {
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(m, wanted);
    return {svd.matrixU(), svd.singularValues(), svd.matrixV()};
}

}  // namespace

SingularVectors singular_vectors(const Eigen::MatrixXd& m) {
    return decomposed(m, Eigen::ComputeThinU | Eigen::ComputeThinV);
}

SingularVectors singular_vectors_full(const Eigen::MatrixXd& m) {
    return decomposed(m, Eigen::ComputeThinU | Eigen::ComputeFullV);
}

Eigen::MatrixXd orthonormal_basis(const Eigen::MatrixXd& columns) {
    return Eigen::HouseholderQR<Eigen::MatrixXd>(columns).householderQ() *
           Eigen::MatrixXd::Identity(columns.rows(), columns.cols());
}

}  // namespace lossfield::math
