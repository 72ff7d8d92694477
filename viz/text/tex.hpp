// Rich text in the language of TeX: words escaped, symbols between dollar signs. Both are written for what a bare installation
// knows: LaTeX without packages, and the part of it that matplotlib sets by itself.
#pragma once

#include <string>
#include <string_view>

namespace lossfield::viz {

[[nodiscard]] std::string latex(std::string_view rich);
[[nodiscard]] std::string mathtext(std::string_view rich);

}  // namespace lossfield::viz
