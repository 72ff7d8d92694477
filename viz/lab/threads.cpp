#include "viz/lab/threads.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace lossfield::viz {
namespace {

std::atomic<unsigned> chosen{0};

}  // namespace

unsigned thread_count() {
    const unsigned count = chosen;
    return count > 0 ? count : std::max(1U, std::thread::hardware_concurrency());
}

void set_thread_count(unsigned count) { chosen = count; }

}  // namespace lossfield::viz
