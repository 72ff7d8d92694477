// Copying, growing and destroying the values that figures are made of: here once, instead of in every unit that builds one.
#include "viz/figure/figure.hpp"
#include "viz/inputs/list_definitions.hpp"

namespace lossfield::viz {

Mark::Mark(Curve mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Band mark) : AnyMark(std::move(mark)) {}
Mark::Mark(PointSet mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Bars mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Arrows mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Heat mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Contours mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Surface mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Patch mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Polygon mark) : AnyMark(std::move(mark)) {}
Mark::Mark(Rule mark) : AnyMark(std::move(mark)) {}
Mark::Mark(TextMark mark) : AnyMark(std::move(mark)) {}
Mark::Mark(FormulaMark mark) : AnyMark(std::move(mark)) {}
Mark::Mark(const Mark& other) = default;
Mark::Mark(Mark&& other) noexcept = default;
Mark& Mark::operator=(const Mark& other) = default;
Mark& Mark::operator=(Mark&& other) noexcept = default;
Mark::~Mark() = default;

const std::string& Mark::id() const {
    return std::visit([](const auto& m) -> const std::string& { return m.id; }, *this);
}

const std::string& Mark::label() const {
    return std::visit([](const auto& m) -> const std::string& { return m.label; }, *this);
}

Move::Move() = default;
Move::Move(MoveReal move) : AnyMove(std::move(move)) {}
Move::Move(MoveEntry move) : AnyMove(std::move(move)) {}
Move::Move(MovePair move) : AnyMove(std::move(move)) {}
Move::Move(MovePoint move) : AnyMove(std::move(move)) {}
Move::Move(MoveAlong move) : AnyMove(std::move(move)) {}
Move::Move(MoveProbabilities move) : AnyMove(std::move(move)) {}
Move::Move(MoveLogits move) : AnyMove(std::move(move)) {}
Move::Move(MoveShare move) : AnyMove(std::move(move)) {}
Move::Move(MoveLogitByProbability move) : AnyMove(std::move(move)) {}
Move::Move(MoveTriple move) : AnyMove(std::move(move)) {}
Move::Move(MoveInPlane move) : AnyMove(std::move(move)) {}
Move::Move(MoveOnOctant move) : AnyMove(std::move(move)) {}
Move::Move(MoveTwo move) : AnyMove(std::move(move)) {}
Move::Move(MoveSpanned move) : AnyMove(std::move(move)) {}
Move::Move(MovePolar move) : AnyMove(std::move(move)) {}
Move::Move(MoveDistance move) : AnyMove(std::move(move)) {}
Move::Move(const Move& other) = default;
Move::Move(Move&& other) noexcept = default;
Move& Move::operator=(const Move& other) = default;
Move& Move::operator=(Move&& other) noexcept = default;
Move::~Move() = default;

ReadoutValue::ReadoutValue() = default;
ReadoutValue::ReadoutValue(double value) : AnyReadout(value) {}
ReadoutValue::ReadoutValue(Vector value) : AnyReadout(std::move(value)) {}
ReadoutValue::ReadoutValue(std::string value) : AnyReadout(std::move(value)) {}
ReadoutValue::ReadoutValue(const char* value) : AnyReadout(std::string(value)) {}
ReadoutValue::ReadoutValue(const ReadoutValue& other) = default;
ReadoutValue::ReadoutValue(ReadoutValue&& other) noexcept = default;
ReadoutValue& ReadoutValue::operator=(const ReadoutValue& other) = default;
ReadoutValue& ReadoutValue::operator=(ReadoutValue&& other) noexcept = default;
ReadoutValue::~ReadoutValue() = default;

template class List<Tick>;
template class List<Mark>;
template class List<Handle>;
template class List<Panel>;
template class List<Readout>;
template class List<Notice>;
template class List<Jump>;

}  // namespace lossfield::viz
