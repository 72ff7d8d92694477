#include "viz/comparison/pin.hpp"

#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

constexpr std::size_t longest_name = 60;

}  // namespace

bool is_pin_name(const std::string& name) {
    return !name.empty() && name.size() <= longest_name && is_plain_line(name) &&
           name.find_first_of("$_^") == std::string::npos;
}

}  // namespace lossfield::viz
