// What `render` writes beside the picture, by the same name: its numbers, a script that draws them, its place in a paper.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/command/given.hpp"
#include "viz/files/render.hpp"

namespace lossfield::app {

// [--numbers csv,json,npz] [--python] [--latex]
struct GivenBeside {
    std::optional<std::string> numbers;
    bool python = false, latex = false;
};
void add_beside(std::vector<Option>& options, GivenBeside& given);

// --numbers names formats there are; throws InputError, before anything is computed.
void check_beside(const GivenBeside& given);

// (path, bytes) each. Throws InputError where LaTeX could not include the picture.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> files_beside(const GivenBeside& given,
                                                                            const viz::Lab& lab,
                                                                            const Drawn& drawn,
                                                                            const viz::RenderOptions& options,
                                                                            const std::string& picture);

}  // namespace lossfield::app
