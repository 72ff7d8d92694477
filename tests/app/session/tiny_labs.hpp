// Labs for tests of the window's logic: nothing but numbers, and a computation that can be made slow.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "viz/lab/catalog.hpp"

namespace lossfield::tests {

struct Pace {
    std::atomic<int> milliseconds = 0;
    std::atomic<int> started = 0, stopped = 0;
    std::atomic<int> last_detail = -1;
};

// a: 0..10, its readout "twice" is 2 a; `view`: a domain. Refuses a > 8 with a sentence.
inline viz::Lab slow_lab(const std::string& id, const std::shared_ptr<Pace>& pace) {
    viz::Lab lab;
    lab.id = id;
    lab.topic = "tests";
    lab.title = "Lab " + id;
    viz::Traits traits;
    traits.soft = {0, 10};
    lab.parameters = {viz::complete("a", viz::Kind::Real, {}, traits),
                      viz::complete("view", viz::Kind::Domain, {}, {})};
    lab.parameters[0].fallback = 1.0;
    lab.parameters[1].fallback = viz::Automatic{};
    lab.presets = {{"three", "Three", "", {3.0, viz::Automatic{}}, false}};
    lab.compute = [pace](const viz::Values& values, viz::Detail detail, std::stop_token stop) -> viz::Result {
        // Read before the start is told: a test may change it from then on.
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(pace->milliseconds);
        pace->last_detail = static_cast<int>(detail);
        ++pace->started;
        while (std::chrono::steady_clock::now() < end) {
            if (stop.stop_requested()) {
                ++pace->stopped;
                break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return std::make_shared<const double>(2 * std::get<double>(values[0]));
    };
    lab.draw = [](const viz::Values&, const viz::Result& result, const viz::View&) {
        viz::Figure figure;
        figure.readouts = {{"twice", "twice", "", *static_cast<const double*>(result.get()), ""}};
        return figure;
    };
    lab.check = [](const viz::Values& values) -> std::optional<std::string> {
        if (std::get<double>(values[0]) > 8) return "a: above 8";
        return std::nullopt;
    };
    return lab;
}

inline viz::Values a_is(double a) { return {a, viz::Automatic{}}; }

}  // namespace lossfield::tests
