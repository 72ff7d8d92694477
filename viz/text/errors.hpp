// What went wrong, in one sentence that is shown to a person.
#pragma once

#include <stdexcept>

namespace lossfield::viz {

// What a person gave cannot be used. The text is one sentence: what, where, what is accepted.
struct InputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A file could not be written.
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace lossfield::viz
