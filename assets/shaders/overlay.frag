#version 330 core
// Distance to the edge of a stroke or of a point's shape, as coverage.
noperspective in vec2 at;
flat in vec3 what;  // radius, length of a stroke or width of a ring's or cross' lines, shape
flat in vec4 ink;
flat in vec4 back;

out vec4 fragment;

float covered(float inside) { return clamp(inside + 0.5, 0.0, 1.0); }

// Pixels inside of the shape; shapes are numbered as viz::PointShape, strokes come before.
float inside(int shape, vec2 p) {
    float r = what.x;
    if (shape == -1) return r - length(vec2(p.x - clamp(p.x, 0.0, what.y), p.y));
    if (shape <= 1) return r - length(p);
    vec2 q = abs(p);
    if (shape == 2) {
        float off = abs(q.x - q.y) * 0.70710678, along = (q.x + q.y) * 0.70710678 - r * 1.41421356;
        return 0.5 * what.y - max(off, along + 0.5 * what.y);
    }
    if (shape == 3) return r - max(q.x, q.y);
    if (shape == 4) return (r - q.x - q.y) * 0.70710678;
    // A triangle standing on its base, its apex at (0, -r).
    return min(r - p.y, (r + p.y - 2.0 * q.x) * 0.4472136);
}

void main() {
    int shape = int(what.z);
    float within = inside(shape, at);
    float cover = covered(within);
    if (cover <= 0.0) discard;
    vec4 colour = ink;
    if (shape == 1) {
        float ring = covered(what.y - within);
        colour = mix(back, ink, ring);
    }
    fragment = vec4(colour.rgb, 1.0) * (colour.a * cover);
}
