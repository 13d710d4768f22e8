package io.sluice.promotion.bpmn.verify.file;

/**
 * Where a shape is drawn, in the picture's pixels.
 *
 * @param x its left side
 * @param y its upper side
 * @param width to the right
 * @param height downwards
 */
record Box(double x, double y, double width, double height) {
    /** A place in a picture. */
    record Point(double x, double y) {}

    Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    /** Whether a point lies in the box, or at most so far outside of it. */
    boolean contains(Point point, double tolerance) {
        return point.x() >= x - tolerance
                && point.x() <= x + width + tolerance
                && point.y() >= y - tolerance
                && point.y() <= y + height + tolerance;
    }

    /** How far a point is from the outline, from inside or outside. */
    double distanceToOutline(Point point) {
        double left = point.x() - x;
        double right = x + width - point.x();
        double above = point.y() - y;
        double below = y + height - point.y();
        if (Math.min(Math.min(left, right), Math.min(above, below)) >= 0) {
            return Math.min(Math.min(left, right), Math.min(above, below));
        }
        return Math.hypot(Math.max(0, Math.max(-left, -right)), Math.max(0, Math.max(-above, -below)));
    }

    /** Whether both boxes cover a common area that is wider and higher than this. */
    boolean covers(Box other, double tolerance) {
        return Math.min(x + width, other.x + other.width) - Math.max(x, other.x) > tolerance
                && Math.min(y + height, other.y + other.height) - Math.max(y, other.y) > tolerance;
    }
}
