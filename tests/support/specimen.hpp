// A lab that has one of everything: each kind of parameter, panel, mark, handle and notice. Tests of the mechanisms
// use it, so that they do not depend on what the real labs happen to need.
//   temperature on a log slider, rate on one with a zero stop and a marked limit at 2; beyond it a notice
//   handles are drawn where their values are, so a drag can be checked by drawing again
#pragma once

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

[[nodiscard]] const viz::Lab& specimen();

}  // namespace lossfield::tests
