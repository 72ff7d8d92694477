#include "viz/text/words.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <numeric>

#include "viz/text/json.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {

namespace {

std::string folded(std::string text) {
    for (auto& c : text) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t edits(const std::string& a, const std::string& b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

namespace {

std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string shown(text.substr(0, longest));
    if (text.size() > longest) {
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80) shown.pop_back();
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0) shown.pop_back();
        shown += "...";
    }
    return shown;
}

// The one control character that JSON leaves as it is.
std::string without_delete(std::string json) {
    for (auto at = json.find('\x7F'); at != std::string::npos; at = json.find('\x7F', at))
        json.replace(at, 1, "\\u007f");
    return json;
}

}  // namespace

std::string in_quotes(std::string_view text) { return without_delete(json_quoted(shortened(text))); }

std::string json_shown(const Json& json) { return without_delete(shortened(json.dump())); }

std::string nearest(const std::string& given, const std::vector<std::string>& known) {
    const std::string wanted = folded(given).substr(0, 100);
    const std::string* best = nullptr;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const auto& name : known) {
        const std::string candidate = folded(name);
        const bool starts = wanted.size() >= 2 && candidate.starts_with(wanted);
        const bool part = wanted.size() >= 2 && (candidate.find(wanted) != std::string::npos ||
                                                 (candidate.size() >= 2 && wanted.starts_with(candidate)));
        const std::size_t distance = starts ? 0 : part ? 1 : edits(wanted, candidate);
        if ((part || 2 * distance <= std::max(wanted.size(), candidate.size())) && distance < least) {
            least = distance;
            best = &name;
        }
    }
    return best == nullptr ? std::string() : " (nearest: " + *best + ")";
}

std::string one_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 < names.size() ? ", " : " or ";
        text += names[i];
    }
    return text;
}

bool is_plain_line(const std::string& text) {
    const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    // What is broken does not come back as it was.
    return std::none_of(text.begin(), text.end(), control) && to_utf8(from_utf8(text)) == text;
}

std::string counted(const std::string& number, const std::string& unit) {
    return number + " " + unit + (number == "1" ? "" : "s");
}

}  // namespace lossfield::viz
