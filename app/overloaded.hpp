// One visitor of a std::variant made of several lambdas.
#pragma once

namespace lossfield::app {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace lossfield::app
