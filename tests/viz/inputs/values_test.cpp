#include "viz/inputs/values.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/json_text.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::tests {
namespace values_test {

using namespace viz;

constexpr double infinity = std::numeric_limits<double>::infinity();

const Parameter& parameter(const std::string& id) { return specimen().parameters[index_of(specimen(), id)]; }

// The sentence that a text is refused with; empty when it is taken.
std::string refusal(const std::string& id, const std::string& text) {
    try {
        (void)parse_value(parameter(id), text);
        return {};
    } catch (const InputError& e) {
        return e.what();
    }
}

std::string refusal(const Values& values) {
    try {
        check_values(specimen(), values);
        return {};
    } catch (const InputError& e) {
        return e.what();
    }
}

Values with(const std::vector<std::pair<std::string, std::string>>& given) {
    Values values = defaults(specimen());
    for (const auto& [id, text] : given) values[index_of(specimen(), id)] = parse_value(parameter(id), text);
    return values;
}

TEST(Values, RandomOnesReadBackFromTheirText) {
    Random random(1);
    for (int round = 0; round < 300; ++round) {
        for (const auto& p : specimen().parameters) {
            const Value value = random_value(p, random);
            ASSERT_FALSE(problem_of(p, value)) << *problem_of(p, value);
            ASSERT_EQ(parse_value(p, format_value(p, value)), value) << p.id << "=" << format_value(p, value);
        }
    }
}

TEST(Values, APointOfClassesHasOneOfTheirLabels) {
    const Parameter points = complete("data", Kind::Points, {}, {.min_length = 0, .labels = {"1", "-1"}});
    EXPECT_FALSE(problem_of(points, Points{{0, 1, "1"}, {2, 3, "-1"}}));
    EXPECT_EQ(problem_of(points, Points{{0, 1, "1"}, {2, 3, "yes"}}),
              "data: point 2: \"yes\" is not a label; give 0 to 64 points x,y,label separated by ; with "
              "coordinates "
              "from -1e+09 to 1e+09 and the label 1 or -1");
    const auto none = problem_of(points, Points{{0, 1, ""}});
    ASSERT_TRUE(none);
    EXPECT_NE(none->find("point 1: it has no label"), std::string::npos) << *none;
    Random random(3);
    for (int round = 0; round < 50; ++round) {
        const Value value = random_value(points, random);
        EXPECT_FALSE(problem_of(points, value));
        EXPECT_EQ(parse_value(points, format_value(points, value)), value);
    }
}

TEST(Values, RandomOnesReadBackFromTheirJson) {
    Random random(2);
    for (int round = 0; round < 300; ++round) {
        for (const auto& p : specimen().parameters) {
            const Value value = random_value(p, random);
            const auto text = json_text(value_json(p, value));
            ASSERT_EQ(value_from_json(p, Json::parse(text)), value) << p.id << ": " << text;
        }
    }
}

TEST(Values, NumbersAreTheShortestTextThatReadsBack) {
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(1), "1");
    EXPECT_EQ(shortest(1e300), "1e+300");
    EXPECT_EQ(shortest(-0.0), "-0");
    EXPECT_EQ(shortest(infinity), "inf");
    EXPECT_EQ(shortest(-infinity), "-inf");
    EXPECT_EQ(shortest(std::nan("")), "nan");
    EXPECT_EQ(json_text(number_json(-0.0)), "-0.0");
    EXPECT_EQ(json_text(number_json(-infinity)), "\"-inf\"");
    Random random(3);
    for (int i = 0; i < 2000; ++i) {
        const double v = std::ldexp(random.between(-1, 1), static_cast<int>(random.below(2000)) - 1000);
        ASSERT_EQ(parse_number(shortest(v)), v);
        ASSERT_EQ(Json::parse(json_text(number_json(v))).get<double>(), v);
    }
}

TEST(Values, OnlyWholeFiniteNumbersAreNumbers) {
    for (const auto* text : {"1", " -2.5e3 ", "+4", ".5"}) EXPECT_TRUE(parse_number(text)) << text;
    for (const auto* text : {"", " ", "nan", "inf", "1e999", "1,5", "0x10", "1 2", "2a", "--1", "+-1", "+"})
        EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Values, AFractionIsANumberWhereItIsTyped) {
    EXPECT_EQ(std::get<Vector>(parse_value(parameter("target"), "1/3,1/3, 1 / 3 ")), Vector(3, 1.0 / 3));
    EXPECT_EQ(std::get<double>(parse_value(parameter("offset"), "−1/4")), -0.25);
    EXPECT_EQ(refusal(with({{"target", "1/3,1/3,1/3"}})), "");
    for (const auto* text : {"1/0", "0/0", "1/2/3", "/2", "1/", "1/x", "1e300/1e-300"})
        EXPECT_PRED_FORMAT2(::testing::IsSubstring, "is not a number", refusal("offset", text)) << text;
}

TEST(Values, ARefusalNamesParameterGivenAndAccepted) {
    EXPECT_EQ(refusal("temperature", "hot"),
              "temperature: \"hot\" is not a number; give a number from 0.05 to 10");
    EXPECT_EQ(refusal("temperature", "20"), "temperature: 20 is out of range; give a number from 0.05 to 10");
    EXPECT_EQ(refusal("count", "2.5"),
              "count: \"2.5\" is not a whole number; give a whole number from 1 to 20");
    EXPECT_EQ(refusal("filled", "of"), "filled: \"of\" is neither (nearest: off); give on or off");
    EXPECT_EQ(refusal("mode", "disk"), "mode: \"disk\" is not an option (nearest: disc); give ring or disc");
    EXPECT_EQ(refusal("logits", "1,x"),
              "logits: entry 2: \"x\" is not a number; give numbers from -1000 to 1000 separated by commas "
              "(2 to 6)");
    EXPECT_EQ(refusal("logits", "1"),
              "logits: too few entries (1); give numbers from -1000 to 1000 separated by commas (2 to 6)");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "logits: entry 2: 2000 is out of range;",
                        refusal("logits", "1,2000"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "steps: entry 2: 1.5 is not a whole number;",
                        refusal("steps", "1,1.5"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: 2.5 is not a class; ", refusal("target", "2.5"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: entry 2: 1.5 is out of range;",
                        refusal("target", "0.5,1.5"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "data: point 2: \"3\" has no second coordinate",
                        refusal("data", "1,2;3"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "weights: row 2 has 1 entry, row 1 has 2;",
                        refusal("weights", "1,2;3"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "window: 1,1,0,1 is empty; ", refusal("window", "1,1,0,1"));
    EXPECT_EQ(
        refusal("window", "automatic"),
        "window: entry 1: \"automatic\" is not a number; give auto or x0,x1,y0,y1 with x0 < x1 and y0 < y1, "
        "from -1e+09 to 1e+09");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "window: 3,3.0000000000001,0,1 is too narrow for numbers",
                        refusal("window", "3,3.0000000000001,0,1"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "name: \"a\\nb\" holds", refusal("name", "a\nb"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "name: \"a\\u007fb\" holds",
                        refusal("name",
                                "a\x7F"
                                "b"));
}

TEST(Values, TextsMayHoldAnySign) {
    EXPECT_EQ(std::get<std::string>(parse_value(parameter("name"), "@a=b,c;d $x$")), "@a=b,c;d $x$");
    EXPECT_EQ(std::get<Points>(parse_value(parameter("data"), "1,2,a,b")), (Points{{1, 2, "a,b"}}));
    EXPECT_EQ(std::get<Points>(parse_value(parameter("data"), "")), Points{});
}

TEST(Values, WhatValuesDemandOfEachOtherIsSaidAtTheEnd) {
    EXPECT_EQ(refusal(defaults(specimen())), "");
    EXPECT_EQ(refusal(with({{"logits", "1,2"}})), "");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: 3 is not a class; give a class from 1 to 2 ",
                        refusal(with({{"target", "3"}, {"logits", "1,2"}})));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: 2 entries where logits has 3;",
                        refusal(with({{"target", "0.5,0.5"}})));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: the probabilities sum to 0.75;",
                        refusal(with({{"target", "0.5,0.25,0"}})));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "target: the probabilities sum to 0.3;",
                        refusal(with({{"target", "0.1,0.2,0"}})));
    EXPECT_EQ(refusal(with({{"target", "0.5,0.25,0.2500000005"}})), "");
    EXPECT_NE(refusal(with({{"target", "0.5,0.25,0.250000002"}})), "");
    EXPECT_EQ(refusal(with({{"weights", "1,2,3;4,5,6"}})), "specimen: weights: the matrix is not square");
}

TEST(Values, SharedLengthsGrowAndShrinkTogether) {
    const auto& lab = specimen();
    const auto logits = index_of(lab, "logits"), target = index_of(lab, "target");
    const Values soft = with({{"target", "0.2,0.5,0.3"}});
    const Values grown = resized(lab, soft, target, 4);
    EXPECT_EQ(std::get<Vector>(grown[logits]), (Vector{2, 0.5, -1, 0}));
    EXPECT_EQ(std::get<Vector>(grown[target]), (Vector{0.2, 0.5, 0.3, 0}));
    const Values shrunk = resized(lab, soft, logits, 2);
    EXPECT_EQ(std::get<Vector>(shrunk[logits]), (Vector{2, 0.5}));
    EXPECT_EQ(std::get<Vector>(shrunk[target]), (Vector{0.2 / 0.7, 0.5 / 0.7}));
    // A class that is taken away leaves its share to the last one.
    EXPECT_EQ(std::get<Vector>(resized(lab, with({{"target", "3"}}), logits, 2)[target]), Vector{2});
    EXPECT_EQ(std::get<Vector>(resized(lab, with({{"target", "0,0,1"}}), logits, 2)[target]), (Vector{0, 1}));
    EXPECT_THROW((void)resized(lab, soft, logits, 7), InputError);
    EXPECT_THROW((void)resized(lab, soft, logits, 1), InputError);
}

TEST(Values, CarriedOverIsWhatBothKnowByTheSameNameAndTheOtherTakes) {
    const auto number = [](std::string id, double most, double fallback) {
        Parameter p = complete(std::move(id), Kind::Real, {}, {.soft = {0, most}});
        p.fallback = fallback;
        return p;
    };
    Parameter word = complete("kind", Kind::Text, {}, {});
    word.fallback = std::string("own");
    Lab from, to;
    from.parameters = {number("a", 10, 0), number("b", 10, 0), number("kind", 10, 0), number("c", 10, 0)};
    to.parameters = {number("b", 5, 1), word, number("a", 10, 1), number("d", 10, 1), number("c", 10, 1)};
    const Values there = carried_over(from, {2.0, 7.0, 3.0, 4.0}, to, {{"c", 8.0}});
    EXPECT_EQ(there, (Values{1.0, std::string("own"), 2.0, 1.0, 8.0}));
    EXPECT_EQ(carried_over(from, {2.0, 5.0, 3.0, 4.0}, to, {})[0], Value(5.0));
}

TEST(Values, OneNameForTwoThingsCarriesNothingOver) {
    const auto temperature = [](std::string identity, double fallback) {
        Lab lab;
        lab.parameters = {complete("temperature", Kind::Real, {}, {.soft = {0, 10}})};
        lab.parameters[0].identity = std::move(identity);
        lab.parameters[0].fallback = fallback;
        return lab;
    };
    const Lab noise = temperature("noise", 1), logits = temperature("logits", 2), any = temperature("", 3);
    EXPECT_EQ(carried_over(noise, {5.0}, temperature("noise", 4), {}), (Values{5.0}));
    EXPECT_EQ(carried_over(noise, {5.0}, any, {}), (Values{5.0}));
    EXPECT_EQ(carried_over(noise, {5.0}, logits, {}), (Values{2.0}));
}

TEST(Values, AnAutomaticRangeIsAWordInTextAndJson) {
    const Parameter& window = specimen().parameters[index_of(specimen(), "window")];
    EXPECT_EQ(window.fallback, Value(Automatic{}));
    EXPECT_EQ(parse_value(window, "auto"), Value(Automatic{}));
    EXPECT_EQ(format_value(window, Automatic{}), "auto");
    EXPECT_EQ(value_json(window, Automatic{}), Json("auto"));
    EXPECT_EQ(value_from_json(window, Json("auto")), Value(Automatic{}));
    EXPECT_THROW((void)value_from_json(window, Json("Auto")), InputError);
    EXPECT_FALSE(problem_of(window, Automatic{}).has_value());
    EXPECT_TRUE(problem_of(specimen().parameters[0], Automatic{}).has_value());
}

// plane: a choice that refits the domain.
Lab with_plane(const std::vector<std::string>& planes) {
    Lab lab;
    Traits traits{.refits = "domain"};
    for (const std::string& id : planes) traits.options.push_back({id, id});
    lab.parameters = {complete("plane", Kind::Choice, {}, traits), complete("domain", Kind::Domain, {}, {}),
                      complete("a", Kind::Real, {}, {})};
    lab.parameters[0].fallback = planes.front();
    lab.parameters[1].fallback = Automatic{};
    lab.parameters[1].former = {{"one-range", {{"plane", "one"}}}, {"two-range", {{"plane", "two"}}}};
    lab.parameters[2].fallback = 0.0;
    return lab;
}

constexpr Domain near{{0, 1}, {2, 3}}, far{{-9, 9}, {-9, 9}};

TEST(Values, AnotherPlaneMakesTheRangeAutomaticUnlessItIsSetAsWell) {
    const Lab lab = with_plane({"one", "two"});
    const Values zoomed{std::string("one"), near, 0.0};
    const auto range = [&](const std::vector<Setting>& settings) {
        return domain_in(with_settings(lab, zoomed, settings)[1]);
    };
    EXPECT_EQ(range({{"a", 1.0}}), near);
    EXPECT_EQ(range({{"plane", "one"}}), near);
    EXPECT_EQ(range({{"plane", "two"}}), std::nullopt);
    EXPECT_EQ(range({{"plane", "two"}, {"domain", far}}), far);
    EXPECT_EQ(range({{"domain", far}, {"plane", "two"}}), far);
    EXPECT_EQ(range({{"domain", near}, {"plane", "two"}}), near);
    EXPECT_EQ(range({{"plane", "two"}, {"plane", "one"}}), near);
}

TEST(Values, ARangeIsCarriedOverOnlyWithItsPlane) {
    const Lab from = with_plane({"one", "two"}), same = with_plane({"one", "two"}),
              less = with_plane({"two"});
    const Values zoomed{std::string("one"), near, 0.5};
    EXPECT_EQ(carried_over(from, zoomed, same, {}), zoomed);
    EXPECT_EQ(carried_over(from, zoomed, same, {{"plane", "two"}}), (Values{"two", Automatic{}, 0.5}));
    EXPECT_EQ(carried_over(from, zoomed, less, {}), (Values{"two", Automatic{}, 0.5}));
    EXPECT_EQ(carried_over(less, {"two", near, 0.5}, from, {}), (Values{"two", near, 0.5}));
}

TEST(Values, AFormerIdMeansARangeWhileItsChoiceStands) {
    const Lab lab = with_plane({"one", "two"});
    const Values one = defaults(lab);
    EXPECT_TRUE(formerly(lab, "one-range", one)->applies);
    EXPECT_FALSE(formerly(lab, "two-range", one)->applies);
    EXPECT_EQ(formerly(lab, "two-range", one)->parameter, 1U);
    EXPECT_FALSE(formerly(lab, "three-range", one).has_value());
}

TEST(Values, AClassSpreadsToOneHot) {
    EXPECT_EQ(as_distribution({2}, 3), (Vector{0, 1, 0}));
    EXPECT_EQ(as_distribution({0.25, 0.75}, 2), (Vector{0.25, 0.75}));
}

Lab lab_of_places() {
    struct Inputs {
        Vector scores{1, 2, 3, 4, 5};
        Vector shown{1, 2, 5};
    };
    struct Nothing {};
    return make_lab<Inputs, Nothing>({
        .id = "places",
        .parameters = {vector(&Inputs::scores, "scores", {}, {.soft = {-9, 9}, .min_length = 2}),
                       vector(&Inputs::shown, "shown", {},
                              {.soft = {1, 9},
                               .min_length = 3,
                               .max_length = 3,
                               .places_in = "scores",
                               .whole_entries = true})},
        .compute = [](const Inputs&, Detail, std::stop_token) { return Nothing{}; },
        .draw = [](const Inputs&, const Nothing&, const View&) { return Figure{}; },
    });
}

TEST(Places, AreDifferentAndExist) {
    const Lab lab = lab_of_places();
    const auto problem = [&](const Vector& scores, const Vector& shown) -> std::string {
        try {
            check_values(lab, {scores, shown});
        } catch (const InputError& e) {
            return e.what();
        }
        return "";
    };
    EXPECT_EQ(problem({1, 2, 3, 4}, {4, 2, 1}), "");
    EXPECT_EQ(problem({1, 2, 3, 4}, {4, 2, 5}),
              "shown: 5 does not exist; give 3 different numbers from 1 to 4, the length of scores");
    EXPECT_EQ(problem({1, 2, 3, 4}, {2, 4, 2}),
              "shown: 2 comes twice; give 3 different numbers from 1 to 4, the length of scores");
    EXPECT_EQ(problem({1, 2}, {1, 2, 9}), "") << "a list longer than what it points into has no say";
}

TEST(Places, FollowWhenEntriesGo) {
    const Lab lab = lab_of_places();
    const Values fewer = resized(lab, {Vector{1, 2, 3, 4, 5}, Vector{1, 5, 2}}, 0, 4);
    EXPECT_EQ(std::get<Vector>(fewer[1]), (Vector{1, 3, 2}));
    EXPECT_NO_THROW(check_values(lab, fewer));
    EXPECT_EQ(std::get<Vector>(resized(lab, fewer, 0, 2)[1]), (Vector{1, 3, 2}));
}

}  // namespace values_test
}  // namespace lossfield::tests
