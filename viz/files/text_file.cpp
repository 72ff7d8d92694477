#include "viz/files/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{512} << 20;

[[noreturn]] void fail(const std::string& path, int error) {
    const std::string reason = error == ENOENT || error == ENOTDIR ? "no such folder"
                               : error == EISDIR                   ? "it is a folder"
                                                                   : std::generic_category().message(error);
    throw OutputError(fmt::format("cannot write {}: {}", path, reason));
}

// 0, or what went wrong.
int put(const std::string& path, const std::string& bytes) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return errno;
    int error = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) error = errno;
    if (std::fclose(file) != 0 && error == 0) error = errno;
    return error;
}

// A file that is written beside its target and waits to take its place.
struct Staged {
    std::string path, target, beside;
};

}  // namespace

std::string read_text_file(const std::string& path) {
    std::error_code code;  // a name that is too long has no status; reading says so
    if (fs::is_directory(path, code)) throw InputError(path + ": this is a folder, not a file");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw InputError(fmt::format("{}: the file cannot be read ({})", path, std::strerror(errno)));
    // A device or a pipe may have no end.
    std::string text;
    std::vector<char> piece(std::size_t{1} << 16);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
        if (text.size() > largest_file)
            throw InputError(fmt::format("{}: the file is larger than {} MiB", path, largest_file >> 20));
    }
    if (file.bad())
        throw InputError(fmt::format("{}: the file cannot be read ({})", path, std::strerror(errno)));
    return text;
}

void write_file(const std::string& path, const std::string& bytes) { write_files({{path, bytes}}); }

void write_files(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<Staged> staged;
    const auto give_up = [&](const std::string& path, int error) {
        std::error_code code;
        for (const Staged& s : staged) fs::remove(s.beside, code);
        fail(path, error);
    };
    const auto is_other = [](const std::string& path) {  // a device or a pipe must not be replaced by a file
        std::error_code code;
        const fs::file_status old = fs::status(path, code);
        return fs::exists(old) && !fs::is_regular_file(old) && !fs::is_directory(old);
    };
    for (const auto& [path, bytes] : files) {
        std::error_code code;
        const fs::file_status old = fs::status(path, code);
        if (fs::is_directory(old)) give_up(path, EISDIR);
        if (fs::exists(old) && ::access(path.c_str(), W_OK) != 0) give_up(path, errno);
        if (is_other(path)) continue;
        const std::string target = fs::exists(old) ? fs::canonical(path, code).string() : path;
        // Not the target's name with something behind: that may already be as long as names may be.
        const std::string name = fmt::format(".lossfield-{}-{}.part", ::getpid(), staged.size());
        staged.push_back({path, target, (fs::path(target).parent_path() / name).string()});
        int error = put(staged.back().beside, bytes);
        if (error == 0 && fs::exists(old)) {
            fs::permissions(staged.back().beside, old.permissions(), code);
            error = code.value();
        }
        if (error != 0) give_up(path, error);
    }
    for (const Staged& s : staged) {
        std::error_code code;
        fs::rename(s.beside, s.target, code);
        if (code) give_up(s.path, code.value());
    }
    for (const auto& [path, bytes] : files)
        if (is_other(path))
            if (const int error = put(path, bytes); error != 0) fail(path, error);
}

}  // namespace lossfield::viz
