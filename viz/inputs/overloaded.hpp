// One visitor of a std::variant made of several lambdas.
#pragma once

namespace lossfield::viz {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace lossfield::viz
