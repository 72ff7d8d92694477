// The common optimizers against PyTorch's, step by step: tests/data/torch_paths.json, made by make_torch_paths.py.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

#include "math/optimizers/engine.hpp"
#include "tests/support/data_folder.hpp"
#include "tests/support/support.hpp"
#include "viz/text/json.hpp"

namespace lossfield::tests {
namespace torch_paths_test {

using viz::Json;

Json recorded() {
    std::ifstream file(data_folder() / "torch_paths.json");
    return Json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

math::Optimizer named(const std::string& id) {
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (math::facts(math::default_optimizer(k)).id == id) return math::default_optimizer(k);
    throw std::invalid_argument(id);
}

// With every hyperparameter of the file; one that the optimizer lacks throws.
math::Optimizer optimizer_of(const Json& from) {
    math::Optimizer optimizer = named(from.at("optimizer").get<std::string>());
    for (const auto& [name, value] : from.at("hyperparameters").items()) {
        const std::string& key = name;
        const auto number = value.get<double>();
        const bool taken = std::visit(
            [&](auto& o) {
                double* member = nullptr;
                if (key == "rate") member = &o.rate;
                if constexpr (requires { o.momentum; })
                    if (key == "momentum") member = &o.momentum;
                if constexpr (requires { o.beta1; })
                    if (key == "beta1") member = &o.beta1;
                if constexpr (requires { o.beta2; })
                    if (key == "beta2") member = &o.beta2;
                if constexpr (requires { o.epsilon; })
                    if (key == "epsilon") member = &o.epsilon;
                if constexpr (requires { o.decay; })
                    if (key == "decay") member = &o.decay;
                if constexpr (requires { o.schedule; })
                    if (key == "schedule") member = &o.schedule;
                if (member != nullptr) *member = number;
                return member != nullptr;
            },
            optimizer);
        if (!taken) throw std::invalid_argument(key);
    }
    return optimizer;
}

TEST(TorchPaths, HundredStepsAgreeToTwelveDigits) {
    const Json all = recorded();
    const auto every = all.at("every").get<std::size_t>();
    const Json& bowl = all.at("bowl");
    std::set<std::string> compared;
    for (const Json& from : all.at("cases")) {
        const auto id = from.at("optimizer").get<std::string>();
        const auto where = from.at("landscape").get<std::string>();
        const math::Optimizer optimizer = optimizer_of(from);
        const math::Landscape landscape = where == "bowl"
                                              ? math::Landscape(math::Bowl(bowl.at("kappa").get<double>(),
                                                                           bowl.at("rotation").get<double>()))
                                              : math::Landscape(math::Rosenbrock{});
        ASSERT_EQ(math::facts(landscape).id, where);
        const math::PlanePoint start{from.at("start")[0].get<double>(), from.at("start")[1].get<double>()};
        const math::Walk walk({landscape, optimizer}, start);
        auto state = walk.start();
        std::uint64_t t = 0;
        ASSERT_EQ(from.at("path").size(), 10U);
        for (const Json& point : from.at("path")) {
            t = walk.advance(state, t, t + every);
            // Nesterov's parameter in PyTorch is where the next gradient is taken.
            const math::Coordinates x = from.at("place") == "ahead" ? walk.seen(state, t + 1).at : state.x;
            for (std::size_t d = 0; d < 2; ++d)
                EXPECT_TRUE(close(x[d], point[d].get<double>(), {1e-12, 1e-12}))
                    << id << " on " << where << ", step " << t;
        }
        compared.insert(id + " on " + where);
    }
    EXPECT_EQ(compared.size(), 20U);
}

}  // namespace torch_paths_test
}  // namespace lossfield::tests
