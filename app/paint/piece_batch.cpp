#include "app/paint/piece_batch.hpp"

#include <algorithm>
#include <limits>

#include "app/platform/imgui_compat.hpp"

namespace lossfield::app {
namespace {

// One range of indices may follow the other in one call.
bool joins(const ImDrawCmd& a, const ImDrawCmd& b) {
    return a.UserCallback == nullptr && a.VtxOffset == b.VtxOffset &&
           a.IdxOffset + a.ElemCount == b.IdxOffset && compat::texture_name(a) == compat::texture_name(b) &&
           a.ClipRect.x == b.ClipRect.x && a.ClipRect.y == b.ClipRect.y && a.ClipRect.z == b.ClipRect.z &&
           a.ClipRect.w == b.ClipRect.w;
}

}  // namespace

void PieceBatch::begin(const TileGrid& grid, const std::vector<PixelRect>& where) {
    if (!list_) list_.emplace(ImGui::GetDrawListSharedData());
    list_->_ResetForNewFrame();
    grid_ = grid;
    part_of_.fill(-1);
    vertices_ = 0;
    parts_.resize(where.size());
    for (std::size_t k = 0; k < where.size(); ++k) {
        grid_.each_tile(where[k], [&](std::size_t t) { part_of_[t] = static_cast<int>(k); });
        // Emptied, not made anew: it keeps its memory.
        parts_[k].rect = where[k];
        parts_[k].indices.clear();
        parts_[k].commands.clear();
        parts_[k].mode = nullptr;
    }
}

void PieceBatch::add_layer(const Layer& layer, const std::vector<PixelRect>& where) {
    const auto f = [](int v) { return static_cast<float>(v); };
    const float w = f(layer.width()), h = f(layer.height());
    list_->PushClipRect(ImVec2(0, 0), ImVec2(w, h));
    for (const PixelRect& r : where)
        list_->AddImage(compat::texture_id(layer.texture()), ImVec2(f(r.left), f(r.top)),
                        ImVec2(f(r.right), f(r.bottom)), ImVec2(f(r.left) / w, 1 - f(r.top) / h),
                        ImVec2(f(r.right) / w, 1 - f(r.bottom) / h));
    list_->PopClipRect();
}

void PieceBatch::add(const Piece& piece, const TileSet& tiles) {
    auto& vertices = list_->VtxBuffer;
    const auto at = static_cast<unsigned>(vertices.Size), count = piece.highest - piece.lowest + 1;
    if (at + count - vertices_ > std::numeric_limits<ImDrawIdx>::max()) vertices_ = at;
    vertices.resize(vertices.Size + static_cast<int>(count));
    std::copy_n(piece.list->VtxBuffer.Data + piece.lowest, count, vertices.Data + at);

    reached_.clear();
    ++counted_;
    tiles.each([&](std::size_t t) {
        if (part_of_[t] < 0) return;
        Part& part = parts_[static_cast<std::size_t>(part_of_[t])];
        if (part.reached == counted_) return;
        part.reached = counted_;
        part.begun = part.indices.size();
        reached_.push_back(&part);
    });
    add_triangles(piece, at - vertices_ - (piece.lowest - piece.command->VtxOffset));
    for (Part* part : reached_)
        if (part->indices.size() > part->begun) add_command(*part, piece);
}

void PieceBatch::add_triangles(const Piece& piece, unsigned shift) {
    const ImDrawIdx* from = piece.list->IdxBuffer.Data + piece.first;
    const auto shifted = [shift](ImDrawIdx i) { return static_cast<ImDrawIdx>(i + shift); };
    if (reached_.size() == 1) {
        auto& indices = reached_[0]->indices;
        indices.resize(reached_[0]->begun + piece.count);
        std::transform(from, from + piece.count, &indices[reached_[0]->begun], shifted);
        return;
    }
    each_triangle(piece, [&](unsigned i, const PixelRect& reach) {
        ++counted_;
        grid_.each_tile(reach, [&](std::size_t t) {
            if (part_of_[t] < 0) return;
            Part& part = parts_[static_cast<std::size_t>(part_of_[t])];
            if (part.reached == counted_) return;
            part.reached = counted_;
            part.indices.insert(part.indices.end(),
                                {shifted(from[i]), shifted(from[i + 1]), shifted(from[i + 2])});
        });
    });
}

void PieceBatch::add_command(Part& part, const Piece& piece) {
    const PixelRect clip = common(piece.clip, part.rect);
    if (clip.empty()) return;
    set_mode(part, piece.mode);
    ImDrawCmd command = *piece.command;
    command.ClipRect = ImVec4(static_cast<float>(clip.left), static_cast<float>(clip.top),
                              static_cast<float>(clip.right), static_cast<float>(clip.bottom));
    command.VtxOffset = vertices_;
    command.IdxOffset = static_cast<unsigned>(part.begun);
    command.ElemCount = static_cast<unsigned>(part.indices.size() - part.begun);
    if (!part.commands.empty() && joins(part.commands.back(), command)) {
        part.commands.back().ElemCount += command.ElemCount;
    } else {
        part.commands.push_back(command);
    }
}

void PieceBatch::set_mode(Part& part, const ImDrawCmd* mode) {
    if (mode == part.mode) return;
    ImDrawCmd change;
    if (mode != nullptr) {
        change = *mode;
    } else {
        change.UserCallback = ImDrawCallback_ResetRenderState;
    }
    part.commands.push_back(change);
    part.mode = mode;
}

void PieceBatch::paint(const ImDrawData& frame) {
    auto& indices = list_->IdxBuffer;
    for (Part& part : parts_) {
        set_mode(part, nullptr);
        const auto before = static_cast<unsigned>(indices.Size);
        indices.resize(indices.Size + static_cast<int>(part.indices.size()));
        std::copy(part.indices.begin(), part.indices.end(), indices.Data + before);
        for (ImDrawCmd& command : part.commands) {
            command.IdxOffset += before;
            list_->CmdBuffer.push_back(command);
        }
    }
    compat::render(frame, *list_);
}

}  // namespace lossfield::app
