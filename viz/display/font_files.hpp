// Font files by preferred family, through fontconfig.
#pragma once

#include <string>
#include <vector>

namespace lossfield::viz {

struct FontWish {
    std::vector<std::string> families;  // any of these is as wanted, best first
    std::string generic;                // what may stand in: "sans-serif" or "serif"
    int weight = 400;                   // 400 or 600
    bool italic = false;
};

struct FontFile {
    std::string path;
    int index = 0;
    std::string family;
    bool preferred = false;  // false: fontconfig's substitute
};

// fontconfig answers any wish; without any font at all the path is empty.
[[nodiscard]] FontFile find_font(const FontWish& wish);

}  // namespace lossfield::viz
