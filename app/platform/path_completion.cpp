#include "app/platform/path_completion.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/platform/platform.hpp"

namespace lossfield::app {

std::string completed_path(const std::string& path) {
    namespace fs = std::filesystem;
    const auto slash = path.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    const std::string begun = slash == std::string::npos ? path : path.substr(slash + 1);
    std::error_code error;
    std::string common;
    std::size_t found = 0;
    bool is_folder = false;
    for (fs::directory_iterator entry(expand_home(folder.empty() ? "." : folder), error), end;
         !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.rfind(begun, 0) != 0 || (begun.empty() && name.front() == '.')) continue;
        if (found++ == 0) {
            common = name;
        } else {
            const auto differs = std::mismatch(common.begin(), common.end(), name.begin(), name.end());
            common.erase(differs.first, common.end());
        }
        std::error_code ignored;
        is_folder = entry->is_directory(ignored);
    }
    if (found == 0) return path;
    return folder + common + (found == 1 && is_folder ? "/" : "");
}

}  // namespace lossfield::app
