#include "app/platform/platform.hpp"

#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include <pthread.h>

namespace lossfield::app {
namespace {

std::filesystem::path folder_from(const char* variable) {
    const char* value = std::getenv(variable);
    // The XDG base directory specification tells to ignore relative paths.
    return value != nullptr && value[0] == '/' ? std::filesystem::path(value) : std::filesystem::path();
}

sigset_t ending_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

}  // namespace

std::filesystem::path state_folder() {
    if (const auto state = folder_from("XDG_STATE_HOME"); !state.empty()) return state / "lossfield";
    if (const auto home = folder_from("HOME"); !home.empty()) return home / ".local/state/lossfield";
    return {};
}

std::filesystem::path export_folder() {
    std::error_code error;
    const auto here = std::filesystem::current_path(error);
    return error ? folder_from("HOME") : here;
}

std::filesystem::path expand_home(const std::filesystem::path& path) {
    const std::string text = path.string();
    if (text != "~" && text.rfind("~/", 0) != 0) return path;
    const auto home = folder_from("HOME");
    if (home.empty()) return path;
    return text.size() <= 2 ? home : home / text.substr(2);
}

TerminationWatch::TerminationWatch(std::function<void()> ask) : ask_(std::move(ask)) {
    const sigset_t set = ending_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    thread_ = std::thread([this, set] {
        int signal = 0;
        while (sigwait(&set, &signal) == 0 && !done_) ask_();
    });
}

TerminationWatch::~TerminationWatch() {
    done_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
    const sigset_t set = ending_signals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace lossfield::app
