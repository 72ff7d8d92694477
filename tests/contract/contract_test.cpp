// What every lab keeps, whatever it is about: form, the same bytes each time, parameters that do something, notices
// where a preset fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stop_token>
#include <thread>

#include "tests/contract/situations.hpp"
#include "tests/contract/well_formed.hpp"
#include "tests/support/random_values.hpp"
#include "viz/files/render.hpp"
#include "viz/files/report.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::tests {
namespace contract_test {

using namespace viz;

constexpr int random_count = 24;

class Contract : public ::testing::TestWithParam<const Lab*> {
  protected:
    const Lab& lab() const { return *GetParam(); }
};

void expect_none(const std::vector<std::string>& faults, const std::string& where) {
    for (const std::string& f : faults) ADD_FAILURE() << where << ": " << f;
}

// All that a file says: the picture and the numbers.
std::string bytes(const Lab& lab, const Values& values) {
    const Figure figure = figure_of(lab, values);
    return render(lab, values, View{}, figure, RenderOptions{}, fonts()) +
           json_text(eval_json(lab, values, figure));
}

// All numbers of a figure.
std::string numbers(const Lab& lab, const Values& values) {
    const Figure figure = figure_of(lab, values, Detail::Drag);
    std::string all = readouts_json(figure.readouts).dump();
    for (const Panel& panel : figure.panels)
        for (const Mark& mark : panel.marks)
            for (const auto& [name, column] : columns_of(panel, mark).numbers) {
                all += name;
                all.append(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(double));
            }
    return all;
}

// What is seen and read, without the state that a file carries.
std::string picture(const Lab& lab, const Values& values) {
    const Figure figure = figure_of(lab, values);
    Composition c = compose(figure, View{}, full_page(lab, 1280, 800), theme(ThemeId::Light), fonts());
    const std::string scenes = take_scenes(c.list);
    return scenes + to_svg(c.list, fonts(), {}) + readouts_json(figure.readouts).dump();
}

TEST_P(Contract, IsWellFormed) {
    expect_none(lab_faults(lab()), lab().id);
    for (const Situation& s : situations(lab(), random_count)) {
        const Result result = lab().compute(s.values, tried_detail(lab()), std::stop_token());
        const Figure figure = lab().draw(s.values, result, View{});
        expect_none(figure_faults(lab(), figure), s.name + " of " + lab().id);
        if (!figure.playhead) continue;
        // At the start paths are one point.
        for (const long long step : {0LL, 1LL, figure.playhead->last / 2}) {
            View view;
            view.step = step;
            expect_none(figure_faults(lab(), lab().draw(s.values, result, view)),
                        s.name + " of " + lab().id + " at step " + std::to_string(step));
        }
    }
}

TEST_P(Contract, GivesTheSameBytesTwice) {
    for (const Situation& s : situations(lab(), 8)) {
        const std::string once = bytes(lab(), s.values), again = bytes(lab(), s.values);
        EXPECT_TRUE(once == again) << s.name << ": " << once.size() << " bytes, then " << again.size();
    }
}

TEST_P(Contract, GivesTheSameBytesFromTwoThreadsAtOnce) {
    const std::vector<Situation> all = situations(lab(), 6);
    std::array<std::vector<std::string>, 2> got;
    {
        std::array<std::jthread, 2> threads;
        for (std::size_t t = 0; t < 2; ++t)
            threads[t] = std::jthread([&, t] {
                for (const Situation& s : all) got[t].push_back(bytes(lab(), s.values));
            });
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(got[0][i] == got[1][i]) << all[i].name;
        EXPECT_TRUE(got[0][i] == bytes(lab(), all[i].values)) << all[i].name;
    }
}

// The values with another choice made so that an option is fit; unchanged where it is, or where no choice helps.
Values made_fit(const Lab& lab, Values values, const Parameter& choice, const Option& option) {
    const auto fits = [&](const Values& tried) {
        if (!accepts(lab, tried)) return false;
        const Figure figure = figure_of(lab, tried);
        return has_effect(figure, choice.id) && why_unfit(figure, choice.id, option.id).empty();
    };
    if (fits(values)) return values;
    for (std::size_t k = 0; k < lab.parameters.size(); ++k) {
        if (lab.parameters[k].id == choice.id) continue;
        for (const Option& other : lab.parameters[k].options) {
            Values tried = values;
            tried[k] = other.id;
            if (fits(tried)) return tried;
        }
    }
    return values;
}

// Beside the given situations every option of every choice, where the choice matters (another choice may show it): what only
// one option shows must have its trials.
std::vector<Values> values_to_change(const Lab& lab) {
    std::vector<Values> all{defaults(lab)}, random;
    for (const Situation& s : situations(lab, random_count)) (s.random ? random : all).push_back(s.values);
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < lab.parameters.size(); ++i) {
        const Parameter& choice = lab.parameters[i];
        if (choice.options.empty()) continue;
        while (figures.size() < all.size()) figures.push_back(figure_of(lab, all[figures.size()]));
        const auto where = std::find_if(figures.begin(), figures.end(),
                                        [&](const Figure& f) { return has_effect(f, choice.id); });
        const std::size_t base =
            where == figures.end() ? 0 : static_cast<std::size_t>(where - figures.begin());
        for (const Option& option : choice.options) {
            Values chosen = all[base];
            chosen[i] = option.id;
            if (accepts(lab, chosen)) all.push_back(made_fit(lab, std::move(chosen), choice, option));
        }
    }
    all.insert(all.end(), random.begin(), random.end());
    return all;
}

// Where a parameter matters; everywhere, if it never does.
std::vector<std::size_t> where_it_matters(const std::vector<Figure>& figures, const std::string& id) {
    std::vector<std::size_t> matters, everywhere;
    for (std::size_t k = 0; k < figures.size(); ++k) {
        everywhere.push_back(k);
        if (has_effect(figures[k], id)) matters.push_back(k);
    }
    return matters.empty() ? everywhere : matters;
}

// What the window holds still and starts a zoom from: where a range is automatic, the lab says what its panel shows.
TEST_P(Contract, TheRangeThatIsSaidToBeShownIsShown) {
    for (const Situation& s : situations(lab(), random_count)) {
        const Figure figure = figure_of(lab(), s.values);
        const Values shown = settled(lab(), s.values);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const Parameter& p = lab().parameters[i];
            if (p.kind != Kind::Domain) {
                EXPECT_EQ(shown[i], s.values[i]) << p.id;
                continue;
            }
            const bool automatic = std::holds_alternative<Automatic>(s.values[i]);
            EXPECT_TRUE(automatic || shown[i] == s.values[i]) << p.id;
            const Panel* panel = find_panel(figure, p.panel);
            if (panel == nullptr || !has_effect(figure, p.id)) continue;
            const Value drawn =
                Domain{panel->x.range.value_or(Interval{}), panel->y.range.value_or(Interval{})};
            EXPECT_EQ(shown[i], drawn) << s.name << " of " << lab().id << ": " << p.id;
            // The same values with that range written out give the same picture.
            EXPECT_EQ(problem_of(p, shown[i]).value_or(""), "") << p.id;
            EXPECT_EQ(numbers(lab(), s.values), numbers(lab(), shown)) << s.name << " of " << lab().id;
        }
    }
}

TEST_P(Contract, WhatParametersNameIsThere) {
    const auto option_of = [&](const FormerId::Choice& c) {
        const auto& options = lab().parameters[index_of(lab(), c.parameter)].options;
        return std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.id == c.option; });
    };
    const bool has_domains = std::any_of(lab().parameters.begin(), lab().parameters.end(),
                                         [](const Parameter& p) { return p.kind == Kind::Domain; });
    for (const Parameter& p : lab().parameters) {
        EXPECT_TRUE(!has_domains || p.refits.empty() ||
                    lab().parameters[index_of(lab(), p.refits)].kind == Kind::Domain)
            << p.id;
        EXPECT_TRUE(p.more.empty() || p.kind == Kind::Toggle) << p.id;
        if (!p.toggle.empty()) {
            EXPECT_EQ(lab().parameters[index_of(lab(), p.toggle)].kind, Kind::Toggle) << p.id;
            EXPECT_EQ(p.kind, Kind::Real) << p.id;
        }
        for (const FormerId& former : p.former) {
            EXPECT_THROW((void)index_of(lab(), former.id), InputError) << former.id << " is still an id";
            for (const FormerId::Choice& c : former.where) EXPECT_TRUE(option_of(c)) << former.id << c.option;
        }
    }
}

TEST_P(Contract, EveryParameterChangesThePicture) {
    const std::vector<Values> all = values_to_change(lab());
    std::vector<Figure> figures;
    for (const Values& values : all) figures.push_back(figure_of(lab(), values));
    std::vector<std::string> known(all.size());  // numbers of those that were tried
    Random random(7);
    for (std::size_t i = 0; i < lab().parameters.size(); ++i) {
        const Parameter& p = lab().parameters[i];
        const std::vector<std::size_t> shown = where_it_matters(figures, p.id);
        bool changes = false;
        for (int trial = 0; trial < 400 && !changes; ++trial) {
            const std::size_t k = shown[static_cast<std::size_t>(trial) % shown.size()];
            const Values& before = all[k];
            Values after = before;
            // Of the length that it has, so that vectors of a shared length still agree.
            const auto* now = std::get_if<Vector>(&before[i]);
            after[i] = random_value(p, random, now != nullptr ? std::max<std::size_t>(now->size(), 2) : 0);
            if (after[i] == before[i] || !accepts(lab(), after)) continue;
            if (known[k].empty()) known[k] = numbers(lab(), before);
            // Mostly the numbers tell, which takes less than composing the page.
            changes = known[k] != numbers(lab(), after) || picture(lab(), before) != picture(lab(), after);
        }
        EXPECT_TRUE(changes) << lab().id << ": no pair of values of '" << p.id << "' gives two pictures";
    }
}

TEST_P(Contract, OnlyFailuresGiveNotices) {
    for (const Situation& s : situations(lab(), 0)) {
        const std::vector<Notice> notices = figure_of(lab(), s.values).notices;
        const std::string first = notices.empty() ? "none" : notices.front().text;
        EXPECT_EQ(s.failure, !notices.empty()) << s.name << " of " << lab().id << " says: " << first;
    }
}

// A button must not lead where the lab refuses to go.
TEST_P(Contract, JumpsAndHeadingsLeadToValuesThatTheLabTakes) {
    for (const Situation& s : situations(lab(), random_count)) {
        const Figure figure = figure_of(lab(), s.values, Detail::Drag);
        const auto follow = [&](const std::vector<Setting>& sets, const std::string& name) {
            const Values there = with_settings(lab(), s.values, sets);
            EXPECT_NO_THROW(check_values(lab(), there)) << s.name << " of " << lab().id << ": " << name;
            if (accepts(lab(), there) && !s.random)
                expect_none(figure_faults(lab(), figure_of(lab(), there)), s.name + " after " + name);
        };
        for (const Jump& jump : figure.jumps) {
            if (jump.lab.empty()) {
                follow(jump.sets, "jump " + jump.id);
                continue;
            }
            const Lab& other = find_lab(catalog(), jump.lab);
            const Values there = carried_over(lab(), s.values, other, jump.sets);
            EXPECT_NO_THROW(check_values(other, there)) << s.name << " of " << lab().id << ": " << jump.id;
            if (accepts(other, there) && !s.random)
                expect_none(figure_faults(other, figure_of(other, there)), s.name + " after " + jump.id);
        }
        for (const Panel& panel : figure.panels)
            for (const TableColumn& column : panel.table ? panel.table->columns : std::vector<TableColumn>{})
                if (!column.sets.empty()) follow(column.sets, "a heading of " + panel.id);
    }
}

// The playhead of a run that has become shorter may lie beyond it.
TEST_P(Contract, AStepBeyondTheRunIsItsLast) {
    for (const Situation& s : situations(lab(), 6)) {
        const Result result = lab().compute(s.values, tried_detail(lab()), std::stop_token());
        const Figure figure = lab().draw(s.values, result, View{});
        if (!figure.playhead) return;
        const auto read_at = [&](std::optional<long long> step) {
            View view;
            view.step = step;
            return readouts_json(lab().draw(s.values, result, view).readouts).dump();
        };
        const long long last = figure.playhead->last;
        EXPECT_GE(last, 0) << s.name;
        EXPECT_EQ(read_at(last + 1000), read_at(std::nullopt)) << s.name << " of " << lab().id;
        EXPECT_EQ(read_at(last), read_at(std::nullopt)) << s.name << " of " << lab().id;
        EXPECT_TRUE(last == 0 || read_at(0) != read_at(last)) << s.name << " of " << lab().id;
    }
}

INSTANTIATE_TEST_SUITE_P(Labs, Contract, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace contract_test
}  // namespace lossfield::tests
